"""Neither of the two learns from a page what the other keeps, pauses, skips or chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.stories import (
    ALEX_PHONE,
    SAM,
    SAM_PHONE,
    both,
    chosen,
    invited,
    joined,
    signed_up,
)
from tests.pages.visitor import Visitor
from tests.world import World, links_in

if TYPE_CHECKING:
    from collections.abc import Callable

THANKS = "Sam did all of bedtime and sang"
PRIVATE = "Sam found my keys"
HELD = "Did Sam get the milk?"
BY_TEXT = {"small_channel": "sms", "check_in_channel": "sms"}
ACTS: dict[str, Callable[[World, Visitor], object]] = {
    "writes into the jar": lambda world, _: world.text(ALEX_PHONE, THANKS),
    "keeps something private": lambda world, _: [
        world.text(ALEX_PHONE, said) for said in (THANKS, "2")
    ],
    "asks a question": lambda world, _: world.text(ALEX_PHONE, HELD),
    "stops by text": lambda world, _: world.text(ALEX_PHONE, "STOP"),
    "stops on their page": lambda _, alex: alex.act("stop_contact", channel="sms"),
    "pauses": lambda _, alex: alex.act("pause", until=""),
    "wants fewer": lambda _, alex: alex.act("preferences", **chosen(day=None, **BY_TEXT)),
    "wants no agenda": lambda _, alex: alex.act(
        "preferences", **chosen(check_in_on=None, **BY_TEXT)
    ),
    "moves house": lambda _, alex: alex.act(
        "preferences", **chosen(zone="Asia/Tokyo", kids_down="19:00", lights_out="23:00", **BY_TEXT)
    ),
    "adds an address": lambda _, alex: alex.act(
        "add_contact", address="new@example.com", consent="on"
    ),
    "parks a topic": lambda _, alex: alex.act("topic", topic="The car, on Fridays"),
    "signs out": lambda _, alex: alex.act("sign_out"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_whatever_one_does_for_themselves_the_page_of_the_other_stays_as_it_is(
    act: Callable[[World, Visitor], object],
) -> None:
    world = World()
    alex, sam = both(world, ALEX_PHONE)
    own, other, kept = pages_of(alex), pages_of(sam), world.everything()
    act(world, alex)
    assert (pages_of(alex), world.everything()) != (own, kept)
    assert pages_of(sam) == other


def pages_of(person: Visitor) -> list[str]:
    return [person.get(path).body for path in ("/me", "/jar")]


def test_their_own_page_shows_them_all_they_wrote() -> None:
    world = World()
    alex, _ = both(world, ALEX_PHONE)
    for said in (THANKS, PRIVATE, "2", HELD):
        world.text(ALEX_PHONE, said)
    words = alex.get("/jar").words
    assert f"{THANKS} Mon 23 Nov, for the check-in" in words
    assert f"{PRIVATE} Mon 23 Nov, only you see it" in words
    assert f"{HELD} Mon 23 Nov, only you see it" in words


def agendas(world: World) -> list[str]:
    """Every agenda that has gone out: Sam's emails, and the pages behind the links in texts."""
    texts = [link for one in world.sms.sent for link in links_in(one.message.text)]
    pages = [Visitor(world).get(link).words for link in texts if "/agenda/" in link]
    mailed = [one.message for one in world.email.sent if "check-in" in one.message.subject]
    assert {message.to for message in mailed} == {SAM}
    return pages + [words for one in mailed for words in (one.text, one.html)]


def test_the_agenda_prints_what_waits_and_nothing_that_was_kept_or_held() -> None:
    world = World()
    _, sam = both(world, ALEX_PHONE)
    for said in (THANKS, PRIVATE, "2", HELD):
        world.text(ALEX_PHONE, said)
    assert THANKS not in "".join(pages_of(sam))
    world.until(world.clock().replace(day=29, hour=18))
    assert len(agendas(world)) == 3
    for words in agendas(world):
        assert THANKS in words
        assert PRIVATE not in words
        assert HELD not in words


def test_what_was_written_alone_stays_with_its_author_when_somebody_joins() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    world.text(ALEX_PHONE, THANKS)
    sam = joined(world, invited(alex), SAM_PHONE)
    world.text(SAM_PHONE, PRIVATE)
    alex.act("confirm_partner")
    assert f"{THANKS} Mon 23 Nov, only you see it" in alex.get("/jar").words
    assert f"{PRIVATE} Mon 23 Nov, only you see it" in sam.get("/jar").words
