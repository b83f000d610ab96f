"""A check-in that moves after its agenda went out moves for both, and in their calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.content.reading_calendars import READERS
from tests.delivery.meetings_moved import (
    MEETING,
    MONDAY,
    NOON,
    calendar_of,
    changes,
    mail,
    plan,
    two,
)
from tests.pages.stories import ALEX, SAM
from tests.world import World, links_in

every_reader = pytest.mark.parametrize("reader", READERS)


@every_reader
def test_an_agenda_by_email_brings_the_meeting_for_the_calendar(reader: str) -> None:
    world = World()
    two(world)
    for address in (ALEX, SAM):
        (agenda,) = mail(world, address, "check-in")
        (file,) = agenda.attachments
        assert file.name == "check-in.ics"
        (event,) = calendar_of(world, address, reader).shown()
        assert (event.begins, event.ends) == (MEETING, MEETING + timedelta(minutes=30))
        assert event.url in links_in(agenda.text)
        assert event.summary == "After Bedtime: check-in"


@every_reader
def test_moving_it_moves_it_in_both_calendars_and_tells_both(reader: str) -> None:
    world = World()
    two(world)
    changes(world, "a", meeting_day="0", meeting_time="21:00", meeting_minutes="45")
    assert (plan(world).day, plan(world).time, plan(world).sequence) == ("2026-11-30", "21:00", 1)
    for address in (ALEX, SAM):
        (told,) = mail(world, address, "moved")
        assert "Monday 30 Nov at 9:00 pm, 45 minutes" in told.text
        (event,) = calendar_of(world, address, reader).shown()
        assert event.begins == MONDAY + timedelta(minutes=30)
        assert event.ends - event.begins == timedelta(minutes=45)
        assert event.sequence == 1


def test_the_words_of_a_moved_meeting_stay_and_come_again_on_its_new_day() -> None:
    world = World()
    two(world)
    before = plan(world)
    changes(world, "a", meeting_day="0")
    world.until(MONDAY)
    agendas = mail(world, ALEX, "Your check-in, ")
    assert [one.subject for one in agendas] == [
        "Your check-in, Sunday at 8:30 pm",
        "Your check-in, Monday at 8:30 pm",
    ]
    assert plan(world).opener == before.opener
    assert len(calendar_of(world, ALEX).shown()) == 1, "it is the same meeting"
    world.until(MONDAY + timedelta(days=7))
    assert plan(world, "2026-W50").opener != before.opener
    assert plan(world, "2026-W50").host != before.host


def test_a_week_may_hold_two_meetings_when_the_day_changes_back_and_forth() -> None:
    """Monday's is held on Sunday; the Sunday after that is in Monday's week, too."""
    world = World()
    two(world)
    world.until(MEETING + timedelta(hours=1))
    changes(world, "a", meeting_day="0")
    world.until(NOON + timedelta(days=1))  # Monday's agenda: 2026-W49
    changes(world, "a", meeting_day="6")  # ... and on to the next Sunday, 6 December
    assert plan(world, "2026-W49").day == "2026-12-06"
    world.until(NOON + timedelta(days=8))
    assert len(mail(world, ALEX, "Your check-in, Sunday")) == 2
    assert [one.begins for one in calendar_of(world, ALEX).shown()] == [
        MEETING,
        MEETING + timedelta(days=7),
    ]


def test_what_does_not_concern_the_meeting_moves_nothing() -> None:
    world = World()
    two(world)
    changes(world, "a", time="21:00")
    changes(world, "b", kids_down="19:00", zone="America/Los_Angeles")
    assert plan(world).sequence == 0
    assert not mail(world, ALEX, "moved") + mail(world, SAM, "moved")


def test_before_the_agenda_there_is_nothing_to_move_and_nobody_to_tell() -> None:
    world = World()
    two(world)
    world.until(MEETING + timedelta(hours=2))
    changes(world, "a", meeting_time="21:00")
    assert plan(world).sequence == 0, "that one is over"
    assert not mail(world, SAM, "moved")
    world.until(MEETING + timedelta(days=7))
    (event,) = (one for one in calendar_of(world, SAM).shown() if one.begins > MEETING)
    assert event.begins == MEETING + timedelta(days=7, minutes=30)


def test_who_moves_house_takes_the_meeting_along() -> None:
    """It is held on the clock of the one who signed up."""
    world = World()
    two(world)
    changes(world, "a", zone="America/Los_Angeles")
    for address, words in ((ALEX, "at 8:30 pm"), (SAM, "at 11:30 pm")):
        (event,) = calendar_of(world, address).shown()
        assert event.begins == MEETING + timedelta(hours=3)
        assert words in mail(world, address, "moved")[0].text


@every_reader
def test_when_nobody_wants_check_ins_any_more_it_leaves_both_calendars(reader: str) -> None:
    world = World()
    two(world)
    changes(world, "a", check_in_on=None)
    assert plan(world).state == "on", "Sam still wants it"
    changes(world, "b", check_in_on=None)
    assert (plan(world).state, plan(world).sequence) == ("off", 1)
    for address in (ALEX, SAM):
        (told,) = mail(world, address, "No check-in")
        assert "method=CANCEL" in told.attachments[0].content_type
        assert calendar_of(world, address, reader).shown() == []


def test_who_wants_them_again_gets_the_same_meeting_back() -> None:
    world = World()
    two(world)
    for key in ("a", "b"):
        changes(world, key, check_in_on=None)
    changes(world, "a")
    assert (plan(world).state, plan(world).sequence) == ("on", 2)
    (event,) = calendar_of(world, ALEX).shown()
    assert event.begins == MEETING
