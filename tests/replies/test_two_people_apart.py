"""Nothing tells one of the two what the other skipped, answered, paused or kept.

Two worlds, alike but for one private act of Alex. Everything Sam can see in them in the next ten
days is compared: every page, every email, every text, every answer.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.pages.stories import ALEX_PHONE, SAM_PHONE, chosen, invited, joined, reopened, signed_up
from tests.pages.visitor import Visitor
from tests.world import World, links_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.delivery.model import Message

SOUP, QUESTION = "Sam made soup when I had the flu", "Is Sam home yet?"
# Tokens at the end of a link, and of a form: made of random ids, and of the session's time.
SECRET = re.compile(r"(?<=/)[\w-]{16}(?=[\s\"?&<.]|$)|(?<=value=\")\S{40,}(?=\")")
BY_TEXT = {"small_channel": "sms", "check_in_channel": "sms"}


def text(*messages: str) -> Callable[[World, Visitor], object]:
    def act(world: World, _: Visitor) -> None:
        for one in messages:
            world.clock.advance(minutes=1)
            world.text(ALEX_PHONE, one)

    return act


ACTS: dict[str, Callable[[World, Visitor], object]] = {
    "keeps something private": text(SOUP, "2"),
    "keeps it in a word": text(SOUP, "keep"),
    "takes it back": text(SOUP, "0"),
    "takes it back in a word": text(SOUP, "undo"),
    "asks a question": text(QUESTION),
    "throws away what was set aside": text(QUESTION, "0"),
    "says a kind nothing": text("ok", "thanks"),
    "is in danger": text("he hits me"),
    "pauses": text("PAUSE"),
    "pauses for two weeks": text("pause two weeks"),
    "is away": text("away"),
    "is away and back": text("away", "back"),
    "wants less": text("less", "less"),
    "wants more": text("more", "more"),
    "wants it later": text("later"),
    "reads the jar": text(SOUP, "2", "jar"),
    "asks for the page": text("menu"),
    "has nothing to skip": text("skip"),
    "answers what nobody asked": text("7", "1", "yes", "no"),
    "stops": text("STOP"),
    "stops and starts": text("STOP", "START"),
    "floods": text(*["so what is it then?"] * 70),
    "pauses on the page": lambda _, alex: alex.act("pause", until=""),
    "wants no agenda": lambda _, alex: alex.act(
        "preferences", **chosen(check_in_on=None, **BY_TEXT)
    ),
    "wants to hear thanks at once": lambda _, alex: alex.act(
        "preferences", **chosen(relays="on", asked=["relays"], **BY_TEXT)
    ),
    "asks to change addresses": lambda world, _: reopened(world, ALEX_PHONE, "sms").act("step_up"),
}


def two() -> World:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    joined(world, invited(alex), SAM_PHONE)
    alex.act("confirm_partner")
    world.text(SAM_PHONE, "Alex did the whole night alone")
    world.until(world.clock() + timedelta(days=1, hours=14))
    return world


def seen_by_sam(world: World) -> list[str]:
    """Every page, and every message of the next ten days, with the pages behind its links."""
    sam = reopened(world, SAM_PHONE)
    assert sam.get("/me").status == 200
    pages = [sam.get(path).body for path in ("/me", "/jar", "/keepsake")]
    answers = [
        world.text(SAM_PHONE, one, f"SM-sam-{one}") for one in ("jar", "She sang", "1", "skip")
    ]
    world.until(world.clock() + timedelta(days=10))
    told = [sent.message for sent in (*world.sms.sent, *world.email.sent)]
    mine = [one for one in told if one.to == SAM_PHONE]
    behind = [Visitor(world).get(link).body for one in mine for link in shown_in(one)]
    words = [f"{one.subject}\n{one.text}\n{one.html}" for one in mine]
    return [SECRET.sub("...", one) for one in (*pages, *answers, *words, *behind)]


def shown_in(message: Message) -> list[str]:
    kinds = ("/agenda/", "/date/", "/said/")
    return [one for one in links_in(message.text) if any(kind in one for kind in kinds)]


def without_act() -> list[str]:
    world = two()
    world.clock.advance(hours=1)
    return seen_by_sam(world)


@pytest.fixture(scope="module")
def usual() -> list[str]:
    return without_act()


def test_what_is_compared_is_worth_comparing(usual: list[str]) -> None:
    assert usual == without_act()
    assert len(usual) > 12
    assert any("check-in" in one for one in usual)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_sam_sees_the_same_whatever_alex_did_for_themselves(
    act: Callable[[World, Visitor], object], usual: list[str]
) -> None:
    world = two()
    now = world.clock()
    act(world, reopened(world, ALEX_PHONE))
    world.clock.now = now + timedelta(hours=1)
    assert seen_by_sam(world) == usual


def test_what_alex_lets_sam_hear_is_seen(usual: list[str]) -> None:
    """The comparison can tell."""
    world = two()
    world.text(ALEX_PHONE, SOUP)
    world.clock.advance(hours=1)
    assert seen_by_sam(world) != usual
