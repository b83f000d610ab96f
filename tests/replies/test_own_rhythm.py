"""PAUSE, AWAY, BACK, LESS, SLOW, MORE: personal, said in words, undone with a digit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.replies.pace_of import days_in_words, fewer, one_more
from tests.delivery.evenings import Crash, die
from tests.racing import RacyWorld
from tests.replies.phones import ALEX, SAM, said, together
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple


def paused(world: World, couple: Couple) -> tuple[bool, str | None]:
    alex = world.read(couple).a
    return alex.paused, alex.paused_until


def days(world: World, couple: Couple) -> tuple[int, ...]:
    small = world.read(couple).a.small
    return small.days if small.on else ()


@pytest.mark.parametrize(
    ("text", "until", "words"),
    [  # the world starts on Monday 23 November
        ("PAUSE", None, ""),
        ("pause two weeks", "2026-12-07", "Mon 7 Dec"),
        ("Pause 10 days pls", "2026-12-03", "Thu 3 Dec"),
        ("pause until friday", "2026-11-27", "Fri 27 Nov"),
        ("pause til monday", "2026-11-30", "Mon 30 Nov"),
        ("pause 900 days", None, ""),
    ],
)
def test_a_pause_says_until_when(text: str, until: str | None, words: str) -> None:
    world, couple = together(World())
    assert world.text(ALEX, text) in said(world, "paused", until=words)
    assert paused(world, couple) == (True, until)


def test_away_is_a_pause_in_other_words() -> None:
    world, couple = together(World())
    assert world.text(ALEX, "away for a week") in said(world, "away", until="Mon 30 Nov")
    assert paused(world, couple) == (True, "2026-11-30")


def test_nothing_comes_while_they_rest_and_back_goes_on_as_it_was() -> None:
    world, couple = together(World())
    world.text(ALEX, "PAUSE")
    before = len(world.sms.sent)
    world.until(world.clock() + timedelta(days=8))
    assert ALEX not in [one.message.to for one in world.sms.sent[before:]]
    assert world.text(ALEX, "BACK") in said(world, "back")
    assert paused(world, couple) == (False, None)
    world.until(world.clock() + timedelta(days=4))
    came = [one for one in world.sms.sent if one.message.to == ALEX]
    assert len(came) == 2, "Wednesday and Friday: nothing to catch up on"


def test_back_from_nowhere_is_answered_kindly() -> None:
    world, couple = together(World())
    assert world.text(ALEX, "back") in said(world, "not_paused")
    assert paused(world, couple) == (False, None)


@pytest.mark.parametrize("undo", ["0", "UNDO", "undo that"])
def test_a_pause_is_undone(undo: str) -> None:
    world, couple = together(World())
    world.text(ALEX, "pause until friday")
    assert world.text(ALEX, undo) in said(world, "restored")
    assert paused(world, couple) == (False, None)


def test_a_second_pause_undone_is_the_first_again() -> None:
    world, couple = together(World())
    world.text(ALEX, "pause until friday")
    world.clock.advance(minutes=1)
    world.text(ALEX, "pause 3 weeks")
    world.text(ALEX, "0")
    assert paused(world, couple) == (True, "2026-11-27")


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        ("LESS", "less", (0, 4)),
        ("slow", "less", (0, 4)),
        ("more", "more", (0, 2, 4, 5)),
    ],
)
def test_the_new_rhythm_is_said_in_words(text: str, name: str, after: tuple[int, ...]) -> None:
    world, couple = together(World())
    assert world.text(ALEX, text) in said(world, name, days=days_in_words(after))
    assert days(world, couple) == after
    assert world.text(ALEX, "0") in said(world, "restored")
    assert days(world, couple) == (0, 2, 4)


def test_less_and_less_ends_with_one_a_week_and_the_offer_of_a_pause() -> None:
    world, couple = together(World())
    for _ in range(2):
        world.clock.advance(minutes=1)
        world.text(ALEX, "less")
    assert len(days(world, couple)) == 1
    assert "PAUSE" in world.text(ALEX, "less")
    assert len(days(world, couple)) == 1


def test_more_and_more_ends_with_every_day() -> None:
    world, couple = together(World())
    for _ in range(4):
        world.clock.advance(minutes=1)
        answer = world.text(ALEX, "more")
    assert "every day" in answer
    assert world.text(ALEX, "more") in said(world, "most")
    assert days(world, couple) == tuple(range(7))


@pytest.mark.parametrize("text", ["LESS", "MORE", "PAUSE", "AWAY", "pause two weeks"])
@pytest.mark.parametrize("at_write", range(4))
def test_a_crash_on_the_way_counts_once(text: str, at_write: int) -> None:
    smooth, one = together(World())
    smooth.text(ALEX, text, "SM1")
    world, couple = together(RacyWorld())
    world.memory.before = [*[lambda: None] * at_write, die]
    with pytest.raises(Crash):
        world.text(ALEX, text, "SM1")
    world.clock.advance(seconds=16)
    world.text(ALEX, text, "SM1")
    assert world.read(couple).a.small == smooth.read(one).a.small
    assert paused(world, couple) == paused(smooth, one)
    world.text(ALEX, "0")
    assert days(world, couple) == (0, 2, 4)
    assert paused(world, couple) == (False, None)


@pytest.mark.parametrize("text", ["PAUSE", "AWAY", "LESS", "MORE", "BACK", "pause two weeks"])
def test_it_is_personal(text: str) -> None:
    world, couple = together(World())
    before = world.read(couple).b
    world.text(ALEX, text)
    assert world.read(couple).b == before
    assert [one.message.to for one in world.sms.sent if one.message.to == SAM] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((0, 1, 2, 3, 4, 5, 6), 5),
        ((0, 1, 2, 3, 4, 5), 5),
        ((0, 1, 2, 3, 4), 3),
        ((0, 1, 2, 3), 3),
        ((0, 2, 4), 2),
        ((5, 6), 1),
        ((3,), 1),
    ],
)
def test_fewer_days_are_spread_over_the_week(before: tuple[int, ...], after: int) -> None:
    left = fewer(before)
    assert len(left) == after
    assert set(left) <= set(before)


def test_one_more_goes_where_the_wait_is_longest() -> None:
    assert one_more((0,)) in {(0, 3), (0, 4)}
    assert one_more((0, 1)) == (0, 1, 4)
    assert one_more(tuple(range(7))) == tuple(range(7))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ((2,), "Wednesdays"),
        ((0, 4), "Mondays and Fridays"),
        ((0, 2, 4), "Mon, Wed and Fri"),
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((0, 1, 2, 3, 4, 5), "every day but Sunday"),
        (tuple(range(7)), "every day"),
    ],
)
def test_days_are_said_as_people_say_them(chosen: tuple[int, ...], words: str) -> None:
    assert days_in_words(chosen) == words
