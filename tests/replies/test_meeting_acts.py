"""SKIP, SHORT, a day, a time: this week's meeting, for both, and the answer says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from tests.delivery.evenings import Crash, die
from tests.pages.visitor import Visitor
from tests.racing import RacyWorld
from tests.replies.phones import ALEX, SAM, said, together
from tests.world import World, links_in

if TYPE_CHECKING:
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import Couple

SUNDAY_NOON = datetime(2026, 11, 29, 17, 1, tzinfo=UTC)  # 12:01 in New York
USUAL = "Sun 29 Nov, 8:30 pm"


def asked(world: World | None = None) -> tuple[World, Couple]:
    """Both have just got Sunday's agenda by text."""
    world, couple = together(world or World())
    world.until(SUNDAY_NOON)
    return world, couple


def plan(world: World, couple: Couple) -> MeetingPlan:
    found = world.agendas.meetings.coming(couple.id, world.clock())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "at", "day", "clock"),
    [
        ("tonight at 9", "Sun 29 Nov, 9:00 pm", "2026-11-29", "21:00"),
        ("8:45", "Sun 29 Nov, 8:45 pm", "2026-11-29", "20:45"),
        ("TMRW", "Mon 30 Nov, 8:30 pm", "2026-11-30", "20:30"),
        ("tuesday 845", "Tue 1 Dec, 8:45 pm", "2026-12-01", "20:45"),
    ],
)
def test_a_day_and_a_time_move_it_for_both(text: str, at: str, day: str, clock: str) -> None:
    world, couple = asked()
    assert world.text(ALEX, text) in said(world, "moved", at=at)
    moved = plan(world, couple)
    assert (moved.day, moved.time, moved.state) == (day, clock, "on")
    before = len(world.sms.sent)
    world.work()
    told = {one.message.to: one.message.text for one in world.sms.sent[before:]}
    assert "check-in is now" in told[SAM]


def test_the_page_of_the_agenda_and_the_calendar_follow() -> None:
    world, _ = asked()
    (page,) = [
        link
        for one in world.sms.sent
        if one.message.to == SAM
        for link in links_in(one.message.text)
        if "/agenda/" in link
    ]
    world.text(ALEX, "tomorrow 9")
    assert "Monday at 9:00 pm" in Visitor(world).get(page).words
    world.text(ALEX, "SKIP")
    assert "off" in Visitor(world).get(page).words


@pytest.mark.parametrize(
    ("text", "answer"),
    [("today 11 am", "meeting_over"), ("friday", "meeting_far"), ("next thursday 8", None)],
)
def test_it_says_why_not(text: str, answer: str | None) -> None:
    world, couple = asked()
    answered = world.text(ALEX, text)
    if answer:
        assert answered in said(world, answer, at=USUAL)
    assert (plan(world, couple).day, plan(world, couple).sequence) == ("2026-11-29", 0)


def test_sunday_said_on_a_sunday_is_today_while_that_is_ahead() -> None:
    world, couple = asked()
    assert world.text(ALEX, "sunday 9pm") in said(world, "moved", at="Sun 29 Nov, 9:00 pm")
    assert plan(world, couple).time == "21:00"


def test_a_time_is_meant_on_ones_own_clock() -> None:
    world = World()
    couple = world.couple(Contact("sms", ALEX), b=Contact("sms", SAM))
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, b=replace(one.b, zone="America/Chicago")) if one.b else one,
        world.clock(),
    )
    world.until(SUNDAY_NOON.replace(hour=18, minute=5))
    assert world.text(SAM, "8:45") in said(world, "moved", partner="Alex", at="Sun 29 Nov, 8:45 pm")
    assert plan(world, couple).time == "21:45", "in New York"


def test_skip_calls_it_off_for_both_and_zero_brings_it_back() -> None:
    world, couple = asked()
    assert world.text(ALEX, "SKIP") in said(world, "skipped")
    assert plan(world, couple).state == "off"
    assert world.text(ALEX, "0") in said(world, "unmoved", at=USUAL)
    assert plan(world, couple).state == "on"


def test_short_is_ten_minutes_for_both() -> None:
    world, couple = asked()
    assert world.text(ALEX, "short") in said(world, "shortened", at=USUAL)
    assert plan(world, couple).minutes == 10
    world.text(ALEX, "undo")
    assert plan(world, couple).minutes == 30


def test_yes_lets_it_stand_and_no_is_told_how() -> None:
    world, couple = asked()
    assert world.text(ALEX, "yes") in said(world, "stands", at=USUAL)
    assert world.text(ALEX, "no") in said(world, "not_this_week")
    assert plan(world, couple).sequence == 0


def test_after_a_small_note_there_is_nothing_to_skip() -> None:
    world, couple = together(World())
    world.until(datetime(2026, 11, 24, 1, 20, tzinfo=UTC))  # Monday's note is there
    assert world.text(ALEX, "skip") in said(world, "no_skip")
    assert world.agendas.meetings.coming(couple.id, world.clock()) is None


@pytest.mark.parametrize("text", ["SKIP", "SHORT"])
def test_before_its_agenda_nothing_is_set(text: str) -> None:
    world, _ = together(World())
    name = "no_skip" if text == "SKIP" else "no_meeting"
    assert world.text(ALEX, text) in said(world, name)


def test_who_is_not_one_of_the_two_yet_moves_nothing() -> None:
    world, couple = asked()
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, b=replace(one.b, admitted=False)) if one.b else one,
        world.clock(),
    )
    world.text(SAM, "short")
    world.text(SAM, "skip")
    assert plan(world, couple).sequence == 0


@pytest.mark.parametrize("text", ["SKIP", "SHORT", "tomorrow 9"])
@pytest.mark.parametrize("at_write", range(5))
def test_a_crash_on_the_way_changes_it_once_and_undo_knows_what_was(
    text: str, at_write: int
) -> None:
    world, couple = asked(RacyWorld())
    assert isinstance(world, RacyWorld)
    before = plan(world, couple)
    world.memory.before = [*[lambda: None] * at_write, die]
    try:
        world.text(ALEX, text, "SM1")
    except Crash:
        world.text(ALEX, text, "SM1")
    world.memory.before = []
    assert plan(world, couple).sequence == 1
    world.text(ALEX, "0")
    after = plan(world, couple)
    assert replace(after, sequence=0) == before


@pytest.mark.parametrize("text", ["saturday", "tonight", "sat 9"])
def test_after_a_dates_text_nothing_is_moved(text: str) -> None:
    world, couple = together(World())
    world.until(datetime(2026, 11, 26, 1, 20, tzinfo=UTC))  # Wednesday's date
    assert world.text(ALEX, text) in said(world, "date_any")
    assert world.agendas.meetings.coming(couple.id, world.clock()) is None


def test_no_after_a_dates_text_is_an_early_night() -> None:
    world, _ = together(World())
    world.until(datetime(2026, 11, 26, 1, 20, tzinfo=UTC))
    assert world.text(ALEX, "no") in said(world, "date_early")
    assert world.text(ALEX, "yes") in said(world, "date_which")
