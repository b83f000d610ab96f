"""Couples who have lived through everything that leaves something in the table."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from tests.pages.stories import (
    ALEX_PHONE,
    SAM_PHONE,
    chosen,
    invited,
    joined,
    reopened,
    signed_up,
    with_phone,
)
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from tests.pages.visitor import Visitor

# No names in them: what one wrote about the other stays, whoever leaves.
ALEX_WORDS = ("Thank you for making tea and singing to us", "You ironed my blue shirt at midnight")
SAM_WORDS = ("He made soup when I had the flu", "He took the kids out so I could nap")
TOPICS = ("The car on Fridays, again", "Whose mother comes in March")
A_LOT = 10**6  # ids of what comes after
UNCONFIRMED = "alex.new@example.com"


@dataclass
class Lives:
    """Alex, who gets both channels, and Sam, who gets texts and hears thanks at once."""

    world: World
    alex: Visitor
    sam: Visitor

    @property
    def couple(self) -> Couple:
        return couple_of(self.world, SAM_PHONE)


def couple_of(world: World, phone: str) -> Couple:
    """Whose number it is."""
    owner = world.contacts.owner("sms", phone)
    assert owner is not None
    found = world.couples.get(str(owner.couple_id), consistent=True)
    assert found is not None
    return found


def two_phones(world: World) -> tuple[Visitor, Visitor]:
    """A couple of two on their first day, both by text."""
    alex = signed_up(world, ALEX_PHONE)
    sam = joined(world, invited(alex), SAM_PHONE)
    alex.act("confirm_partner")
    return alex, sam


def lived(world: World | None = None) -> Lives:
    """The morning after their first check-in. Lived once, then copied."""
    world, first = world or World(), _once()
    world.memory.items = deepcopy(first.memory.items)
    world.clock.now = first.clock()
    world.__dict__["ids"] = count(A_LOT)
    return Lives(world, reopened(world, ALEX_PHONE), reopened(world, SAM_PHONE))


@cache
def _once() -> World:
    """Ten days: words kept, passed on and printed; topics, a date, an address asked for."""
    world = World()
    alex = with_phone(world)
    sam = joined(world, invited(alex), SAM_PHONE)
    alex.act("confirm_partner")
    by_text = {"small_channel": "sms", "check_in_channel": "sms"}
    tired = {"born": ["2026-03"], "stages": ["toddler"], "rough": "on", "kids_down": "19:17"}
    sam.act("preferences", **chosen(**by_text, relays="on", asked="relays", **tired))
    alex.act("preferences", **chosen(sick="on", kids_down="19:43"))
    world.text(ALEX_PHONE, ALEX_WORDS[0])
    world.text(ALEX_PHONE, "1")
    world.work()
    world.text(SAM_PHONE, SAM_WORDS[0])
    alex.act("topic", topic=TOPICS[0])
    sam.act("topic", topic=TOPICS[1])
    world.until(world.clock() + timedelta(days=2, hours=14))
    world.text(SAM_PHONE, "1")
    world.until(world.clock().replace(day=30, hour=15))
    for phone, words in ((ALEX_PHONE, ALEX_WORDS[1]), (SAM_PHONE, SAM_WORDS[1])):
        world.text(phone, words)
        world.text(phone, "2")
    alex = reopened(world, ALEX_PHONE)
    alex.act("topic", topic=TOPICS[0])
    alex.act("add_contact", address=UNCONFIRMED, consent="on")
    world.work()
    return world
