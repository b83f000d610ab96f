"""Two people with a phone each, and what became of what they texted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import ContactState, Couple
    from chalicelib.replies.jar import Appreciation
    from chalicelib.table import Item

AnyWorld = TypeVar("AnyWorld", bound=World)

ALEX, SAM, STRANGER = "+12025550143", "+12025550144", "+12025550199"
SOUP = "He made soup when I had the flu"
MESSAGES = Path(__file__).parent / "messages"
QUESTION = "Is he home yet?"


def meaning(what: str) -> list[str]:
    """Real-life texts that mean this."""
    listed = (MESSAGES / f"{what}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in listed if line and not line.startswith("# ")]


def alone(world: AnyWorld) -> tuple[AnyWorld, Couple]:
    return world, world.couple(Contact("sms", ALEX))


def together(world: AnyWorld) -> tuple[AnyWorld, Couple]:
    return world, world.couple(Contact("sms", ALEX), b=Contact("sms", SAM))


def jar(world: World, couple: Couple) -> list[tuple[str, str, str]]:
    """(author, text, state) of everything in it."""
    return [(one.author, one.text, one.state) for one in world.jar.all(couple.id)]


def newest(world: World, couple: Couple) -> Appreciation:
    return world.jar.all(couple.id)[-1]


def phone_state(world: World, couple: Couple) -> ContactState:
    """Of Alex's, in the couple; the stop list must agree."""
    contact = world.read(couple).a.contact("sms")
    owner = world.contacts.owner("sms", ALEX)
    assert contact is not None
    assert owner is not None
    assert contact.state == owner.state
    return contact.state


def consents(world: World, couple: Couple) -> list[Item]:
    return world.table.query(keys.couple_pk(couple.id), keys.CONSENT)
