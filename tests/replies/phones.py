"""Two people with a phone each, and what became of what they texted."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import ContactState, Couple
    from chalicelib.replies.jar import Appreciation
    from chalicelib.replies.meaning import About
    from chalicelib.table import Item

AnyWorld = TypeVar("AnyWorld", bound=World)

ALEX, SAM, STRANGER = "+12025550143", "+12025550144", "+12025550199"
SOUP = "He made soup when I had the flu"
MESSAGES = Path(__file__).parent / "messages"
QUESTION = "Is he home yet?"


@dataclass(frozen=True, slots=True)
class Message:
    """A real-life text, what our last one was about, and what it means (see messages/)."""

    text: str
    after: About
    meaning: str
    value: Any = None


def messages(table: str) -> list[Message]:
    listed = tomllib.loads((MESSAGES / f"{table}.toml").read_text(encoding="utf-8"))["message"]
    return [Message(one["text"], one["after"], one["meaning"], one.get("value")) for one in listed]


def meaning(what: str) -> list[str]:
    """Real-life texts that mean this, whatever our last one was about."""
    listed = [*messages("known"), *messages("open")]
    return [one.text for one in listed if one.meaning == what]


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


def said(world: World, name: str, **context: object) -> set[str]:
    """Every wording of an answer."""
    usual = {"partner": "Sam", "when": "Sunday", "enclosed": ""}
    return set(world.renderer.variants(name, **{**usual, **context}))
