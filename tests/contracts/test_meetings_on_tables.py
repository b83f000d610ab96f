"""What moving a meeting and printing a parked topic lean on, on either table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.meetings import MeetingPlan, Meetings
from chalicelib.couples.topics import Topics
from chalicelib.table import Conflict
from tests.world import NEW_YORK, START

if TYPE_CHECKING:
    from chalicelib.table import Table

SUNDAY = date(2026, 11, 29)
WEEK = MeetingPlan(
    "2026-W48", "a", "20:30", 30, "o", "c", "t",
    day=SUNDAY.isoformat(), zone=NEW_YORK, parked={"a": "", "b": ""},
)  # fmt: skip
MONDAY = replace(WEEK, day="2026-11-30", sequence=1)


def of(pk: str) -> str:
    return pk.removeprefix("COUPLE#")


def test_two_who_move_a_meeting_at_the_same_time_do_not_both_win(table: Table, pk: str) -> None:
    meetings = Meetings(table)
    meetings.freeze(of(pk), WEEK, START)
    table.transact([meetings.change(of(pk), WEEK, MONDAY)])
    with pytest.raises(Conflict):
        table.transact([meetings.change(of(pk), WEEK, replace(WEEK, time="21:00", sequence=1))])
    assert meetings.get(of(pk), WEEK.week) == MONDAY


def test_a_moved_meeting_stands_for_both_of_its_days_and_no_later_one(
    table: Table, pk: str
) -> None:
    meetings = Meetings(table)
    meetings.freeze(of(pk), WEEK, START)
    table.transact([meetings.change(of(pk), WEEK, MONDAY)])
    for ahead in (0, 1):
        assert meetings.standing(of(pk), SUNDAY + timedelta(days=ahead), START) == MONDAY
    assert meetings.standing(of(pk), SUNDAY + timedelta(days=7), START) is None
    assert meetings.coming(of(pk), START) == MONDAY
    assert meetings.coming(of(pk), MONDAY.begins) is None


def test_a_week_whose_name_is_taken_by_a_meeting_from_elsewhere_gets_another(
    table: Table, pk: str
) -> None:
    meetings = Meetings(table)
    pulled_forward = replace(WEEK, week="2026-W49", day="2026-11-30")
    meetings.freeze(of(pk), pulled_forward, START)
    sunday = replace(WEEK, week="2026-W49", day="2026-12-06")
    assert meetings.freeze(of(pk), sunday, START).week == "2026-W49-2"
    assert meetings.freeze(of(pk), sunday, START).week == "2026-W49-2", "for the other one, too"
    newest = meetings.latest(of(pk))
    assert newest is not None
    assert newest.day == "2026-12-06"


def test_a_topic_is_printed_once_and_only_as_it_stands(table: Table, pk: str) -> None:
    meetings, topics = Meetings(table), Topics(table)
    meetings.freeze(of(pk), WEEK, START)
    table.write(topics.park(of(pk), "a", "The car"))

    def printed(text: str) -> None:
        table.transact([
            meetings.print_topic(of(pk), WEEK.week, "a", text),
            topics.clear(of(pk), "a", text),
        ])  # fmt: skip

    with pytest.raises(Conflict):
        printed("The bins")
    printed("The car")
    with pytest.raises(Conflict):
        printed("The car")
    found = meetings.get(of(pk), WEEK.week)
    assert found is not None
    assert found.parked == {"a": "The car", "b": ""}
    assert topics.by_author(of(pk), ("a", "b")) == {}


def test_a_topic_can_be_changed_and_taking_back_nothing_is_no_error(table: Table, pk: str) -> None:
    topics = Topics(table)
    topics.take_back(of(pk), "b")
    table.write(topics.park(of(pk), "b", "The car"))
    table.write(topics.park(of(pk), "b", "The bins"))
    assert topics.of(of(pk), "b") == "The bins"
    topics.take_back(of(pk), "b")
    assert topics.of(of(pk), "b") == ""
