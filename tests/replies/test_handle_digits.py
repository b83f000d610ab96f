"""Every digit that an answer shows does what it says, once, to the words it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from chalicelib.replies.keeping import OFFERS
from tests.replies.phones import (
    ALEX,
    QUESTION,
    SAM,
    SOUP,
    alone,
    jar,
    newest,
    said,
    together,
)
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import JarState

SETUPS: dict[str, tuple[Callable[[World], tuple[World, Couple]], tuple[str, ...]]] = {
    "waiting": (together, (SOUP,)),
    "kept": (alone, (SOUP,)),
    "held": (together, (QUESTION,)),
    "private": (together, (SOUP, "2")),
    "passed": (together, (SOUP, "1")),
    "enough": (
        together,
        ("She made tea", "1", "he did the school run", "1", "Sam sang", "1", SOUP, "1"),
    ),
    "unfit": (together, (QUESTION, "1", "SEND")),
    "released": (together, (QUESTION, "1")),
}
# answer, digit -> what is answered, and what becomes of the words (None: gone)
EFFECTS: dict[tuple[str, str], tuple[str, JarState | None]] = {
    ("waiting", "1"): ("passed", "waiting"),
    ("waiting", "2"): ("private", "kept"),
    ("waiting", "0"): ("undone", None),
    ("kept", "0"): ("undone", None),
    ("held", "1"): ("released", "waiting"),
    ("held", "0"): ("undone", None),
    ("private", "1"): ("passed", "waiting"),
    ("private", "0"): ("undone", None),
    ("passed", "0"): ("passed_undone", None),
    ("enough", "2"): ("private", "kept"),
    ("enough", "0"): ("undone", None),
    ("unfit", "2"): ("private", "kept"),
    ("unfit", "0"): ("undone", None),
    ("released", "2"): ("private", "kept"),
    ("released", "0"): ("undone", None),
}


def having(name: str) -> tuple[World, Couple, str]:
    """Texts whose last answer is this one."""
    setup, texts = SETUPS[name]
    world, couple = setup(World())
    answer = ""
    for text in texts:
        world.clock.advance(minutes=1)
        answer = world.text(ALEX, text)
    return world, couple, answer


def test_every_offer_is_known_here() -> None:
    assert {(name, digit) for name, acts in OFFERS.items() for digit in acts} == set(EFFECTS)


@pytest.mark.parametrize("name", [name for name in OFFERS if name != "unfit"])
def test_an_answer_shows_its_digits_and_no_others(name: str) -> None:
    world, _, answer = having(name)
    assert answer in said(world, name)
    for one in said(world, name):
        assert set(re.findall(r"\b\d\b", one)) == set(OFFERS[name])


@pytest.mark.parametrize(("name", "digit"), EFFECTS)
def test_a_digit_does_what_the_answer_shows(name: str, digit: str) -> None:
    world, couple, _ = having(name)
    before = [one.id for one in world.jar.all(couple.id)]
    answers, becomes = EFFECTS[name, digit]
    assert world.text(ALEX, digit) in said(world, answers)
    left = {one.id: one.state for one in world.jar.all(couple.id)}
    assert left.get(before[-1]) == becomes


@pytest.mark.parametrize("name", ["waiting", "kept", "held"])
def test_a_digit_that_was_not_shown_does_nothing(name: str) -> None:
    world, couple, _ = having(name)
    state = newest(world, couple).state
    for digit in set("0123456789") - set(OFFERS[name]):
        name = "your partner" if couple.solo else "Sam"
        assert world.text(ALEX, digit) in said(world, "no_offer", partner=name)
    assert newest(world, couple).state == state


def test_a_change_of_mind_works_until_somebody_has_heard_it() -> None:
    world, couple, _ = having("waiting")
    for digit, state in (("2", "kept"), ("1", "waiting"), ("0", None)):
        world.text(ALEX, digit)
        states = [one.state for one in world.jar.all(couple.id)]
        assert states == ([state] if state else [])


def test_what_is_gone_is_gone_from_the_whole_table() -> None:
    world, _, _ = having("waiting")
    world.text(ALEX, "0")
    assert "soup" not in world.everything()
    assert world.text(ALEX, "0") in said(world, "undone")


def test_alone_what_was_set_aside_is_kept_and_promises_no_check_in() -> None:
    world, couple = alone(World())
    world.text(ALEX, QUESTION)
    assert world.text(ALEX, "1") in said(world, "kept")
    assert newest(world, couple).state == "kept"
    assert world.text(ALEX, "0") in said(world, "undone")


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
    assert world.text(SAM, "0") in said(world, "no_offer", partner="Alex")
    assert world.text(SAM, "2") in said(world, "no_offer", partner="Alex")
    assert jar(world, couple) == [("a", SOUP, "waiting")]


def test_a_digit_out_of_the_blue_is_answered_kindly() -> None:
    world, couple = together(World())
    assert world.text(ALEX, "1") in said(world, "no_offer")
    assert jar(world, couple) == []


def test_an_offer_ends_after_a_week() -> None:
    world, couple, _ = having("waiting")
    world.clock.advance(days=7)
    assert world.text(ALEX, "0") in said(world, "no_offer")
    assert newest(world, couple).state == "waiting"


def test_what_was_read_out_cannot_be_taken_back() -> None:
    world, couple = together(World())
    world.clock.advance(days=5)
    world.text(ALEX, SOUP)
    world.until(world.clock() + timedelta(days=2))
    assert newest(world, couple).state == "heard"
    for digit in "012":
        assert world.text(ALEX, digit) in said(world, "heard")
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
    assert "your partner" in world.text(ALEX, "5")


def renamed(couple: Couple) -> Couple:
    assert couple.b is not None
    return replace(couple, b=replace(couple.b, name="\u041e\u043b\u044f"))
