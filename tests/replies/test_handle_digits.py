"""Every digit that an answer shows does what it says, once, to the words it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from chalicelib.replies.handle import OFFERS
from tests.replies.phones import ALEX, QUESTION, SAM, SOUP, alone, jar, newest, together
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import JarState

NOTHING = "That digit has nothing to answer right now."
SETUPS: dict[JarState, tuple[Callable[[World], tuple[World, Couple]], str]] = {
    "waiting": (together, SOUP),
    "kept": (alone, SOUP),
    "held": (together, QUESTION),
}
# state, digit -> what the answer says, and what becomes of the words (None: gone)
EFFECTS: dict[tuple[JarState, str], tuple[str, JarState | None]] = {
    ("waiting", "2"): ("Private now.", "kept"),
    ("waiting", "0"): ("Gone.", None),
    ("kept", "0"): ("Gone.", None),
    ("held", "1"): ("Kept after all: for your next check-in with Sam.", "waiting"),
    ("held", "0"): ("Gone.", None),
}


def said(state: JarState) -> tuple[World, Couple, str]:
    """A text whose words end up in this state, and its answer."""
    setup, text = SETUPS[state]
    world, couple = setup(World())
    answer = world.text(ALEX, text)
    assert newest(world, couple).state == state
    return world, couple, answer


def test_every_offer_is_known_here() -> None:
    assert {(state, digit) for state, acts in OFFERS.items() for digit in acts} == set(EFFECTS)


@pytest.mark.parametrize("state", OFFERS)
def test_an_answer_shows_its_digits_and_no_others(state: JarState) -> None:
    *_, answer = said(state)
    assert set(re.findall(r"\b\d\b", answer)) == set(OFFERS[state])


@pytest.mark.parametrize(("state", "digit"), EFFECTS)
def test_a_digit_does_what_the_answer_shows(state: JarState, digit: str) -> None:
    world, couple, _ = said(state)
    says, becomes = EFFECTS[state, digit]
    assert world.text(ALEX, digit).startswith(says)
    assert [one.state for one in world.jar.all(couple.id)] == ([becomes] if becomes else [])


@pytest.mark.parametrize("state", OFFERS)
def test_a_digit_that_was_not_shown_does_nothing(state: JarState) -> None:
    world, couple, _ = said(state)
    for digit in set("0123456789") - set(OFFERS[state]):
        assert world.text(ALEX, digit).startswith(NOTHING)
    assert newest(world, couple).state == state


def test_what_is_gone_is_gone_from_the_whole_table() -> None:
    world, _, _ = said("waiting")
    world.text(ALEX, "0")
    assert "soup" not in world.everything()
    assert world.text(ALEX, "0").startswith(NOTHING)


def test_alone_what_was_set_aside_is_kept_and_promises_no_check_in() -> None:
    world, couple = alone(World())
    world.text(ALEX, QUESTION)
    assert world.text(ALEX, "1") == "Kept, just for you. 0 takes it back."
    assert newest(world, couple).state == "kept"
    assert world.text(ALEX, "0").startswith("Gone.")


def test_a_digit_is_about_the_newest_words_only() -> None:
    world, couple = together(World())
    world.text(ALEX, "She made tea")
    world.clock.advance(minutes=1)
    world.text(ALEX, SOUP)
    world.text(ALEX, "0")
    assert jar(world, couple) == [("a", "She made tea", "waiting")]


def test_a_digit_touches_ones_own_words_only() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    assert world.text(SAM, "0").startswith(NOTHING)
    assert world.text(SAM, "2").startswith(NOTHING)
    assert jar(world, couple) == [("a", SOUP, "waiting")]


def test_a_digit_out_of_the_blue_is_answered_kindly() -> None:
    world, couple = together(World())
    assert world.text(ALEX, "1") == f"{NOTHING} A plain sentence about Sam always works."
    assert jar(world, couple) == []


def test_an_offer_ends_after_a_week() -> None:
    world, couple, _ = said("waiting")
    world.clock.advance(days=7)
    assert world.text(ALEX, "0").startswith(NOTHING)
    assert newest(world, couple).state == "waiting"


def test_what_was_read_out_cannot_be_taken_back() -> None:
    world, couple = together(World())
    world.clock.advance(days=5)
    world.text(ALEX, SOUP)
    world.until(world.clock() + timedelta(days=2))
    assert newest(world, couple).state == "heard"
    for digit in "02":
        assert world.text(ALEX, digit).startswith(NOTHING)
    assert newest(world, couple).state == "heard"


def test_a_digit_that_comes_again_acts_once() -> None:
    world, couple = together(World())
    world.text(ALEX, "She made tea")
    world.clock.advance(minutes=1)
    world.text(ALEX, SOUP)
    first = world.text(ALEX, "0", "SM-zero")
    world.text(ALEX, "He did the bath")
    assert world.text(ALEX, "0", "SM-zero") == first
    assert [text for _, text, _ in jar(world, couple)] == ["She made tea", "He did the bath"]


def test_a_name_that_texts_cannot_carry_is_your_partner_in_an_answer() -> None:
    world = World()
    couple = world.couple(Contact("sms", ALEX), b=Contact("sms", SAM))
    world.preferences.edit(couple.id, renamed, world.clock())
    assert world.text(ALEX, "5").endswith("A plain sentence about your partner always works.")


def renamed(couple: Couple) -> Couple:
    assert couple.b is not None
    return replace(couple, b=replace(couple.b, name="\u041e\u043b\u044f"))
