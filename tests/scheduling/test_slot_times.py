"""One slot on the clock: where clocks are set, days are skipped, and nights are long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib.scheduling.due import Plan, following, next_slot, slot_on

if TYPE_CHECKING:
    from chalicelib.couples.slot import SlotTimes

EVENING = "20:15"
NEW_YORK, BERLIN, SYDNEY = "America/New_York", "Europe/Berlin", "Australia/Sydney"


def plan(zone: str, at: str = EVENING, until: str = "22:00", until_days: int = 0) -> Plan:
    """The same time every day."""
    return Plan((at,) * 7, zone, (until,) * 7, until_days)


def slot(zone: str, day: str, at: str = EVENING) -> SlotTimes:
    found = slot_on(plan(zone, at), date.fromisoformat(day))
    assert found is not None
    return found


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# zone, local date, local time -> UTC. What a clock skips moves forward; what it repeats, the
# first time counts.
TIMES = [
    ("an evening in winter", NEW_YORK, "2026-11-23", EVENING, "2026-11-24T01:15"),
    ("an evening in summer", NEW_YORK, "2026-07-01", EVENING, "2026-07-02T00:15"),
    ("before the clocks go forward", NEW_YORK, "2026-03-07", EVENING, "2026-03-08T01:15"),
    ("the evening after", NEW_YORK, "2026-03-08", EVENING, "2026-03-09T00:15"),
    ("the last minute before the gap", NEW_YORK, "2026-03-08", "01:59", "2026-03-08T06:59"),
    ("the gap's first minute", NEW_YORK, "2026-03-08", "02:00", "2026-03-08T07:00"),
    ("in the gap", NEW_YORK, "2026-03-08", "02:30", "2026-03-08T07:30"),
    ("the first minute after the gap", NEW_YORK, "2026-03-08", "03:00", "2026-03-08T07:00"),
    ("in the hour that comes twice", NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30"),
    ("after the hour that came twice", NEW_YORK, "2026-11-01", "02:00", "2026-11-01T07:00"),
    ("a gap in Europe", BERLIN, "2026-03-29", "02:30", "2026-03-29T01:30"),
    ("twice in Europe", BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30"),
    ("a gap in the south", SYDNEY, "2026-10-04", "02:30", "2026-10-03T16:30"),
    ("twice in the south", SYDNEY, "2026-04-05", "02:30", "2026-04-04T15:30"),
    ("a gap of half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"),
    ("half an hour twice", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
    ("a gap of two hours", "Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T01:30"),
    ("a gap at midnight", "Asia/Beirut", "2026-03-29", "00:30", "2026-03-28T22:30"),
    ("a gap before midnight", "America/Nuuk", "2026-03-28", "23:15", "2026-03-29T01:15"),
    ("twice before midnight", "America/Nuuk", "2026-10-24", "23:15", "2026-10-25T00:15"),
    ("half an hour off", "Asia/Kolkata", "2026-11-23", EVENING, "2026-11-23T14:45"),
    ("half hours in the west", "America/St_Johns", "2026-11-23", EVENING, "2026-11-23T23:45"),
    ("three quarters off", "Asia/Kathmandu", "2026-11-23", EVENING, "2026-11-23T14:30"),
    ("three quarters off, in summer", "Pacific/Chatham", "2026-11-23", EVENING, "2026-11-23T06:30"),
    ("furthest ahead", "Pacific/Kiritimati", "2026-11-23", "00:00", "2026-11-22T10:00"),
    ("furthest behind", "Pacific/Pago_Pago", "2026-11-23", "23:59", "2026-11-24T10:59"),
    ("a leap day", NEW_YORK, "2028-02-29", EVENING, "2028-03-01T01:15"),
    ("before Apia's missing day", "Pacific/Apia", "2011-12-29", EVENING, "2011-12-30T06:15"),
    ("after it", "Pacific/Apia", "2011-12-31", EVENING, "2011-12-31T06:15"),
    ("without daylight saving", "America/Phoenix", "2026-07-01", EVENING, "2026-07-02T03:15"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "day", "at", "due_at"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES]
)
def test_a_slot_is_due_at_the_local_time_that_was_asked_for(
    zone: str, day: str, at: str, due_at: str
) -> None:
    found = slot(zone, day, at)

    assert (found.local_date, found.due_at) == (date.fromisoformat(day), utc(due_at))
    assert found.due_at.tzinfo is UTC


@pytest.mark.parametrize("at", ["00:00", "12:00", EVENING, "23:59"])
def test_a_date_that_a_calendar_left_out_has_no_slot(at: str) -> None:
    assert slot_on(plan("Pacific/Apia", at), date(2011, 12, 30)) is None
    assert slot_on(plan("Pacific/Kwajalein", at), date(1993, 8, 21)) is None


def test_a_weekday_that_was_not_chosen_has_no_slot() -> None:
    mondays = Plan((EVENING, *[None] * 6), NEW_YORK, ("22:00",) * 7)

    found = [day for day in range(23, 30) if slot_on(mondays, date(2026, 11, day))]

    assert found == [23]


# at, until, days later -> good until in UTC, for 23 November in New York (UTC-5).
GOOD = [
    ("lights out the same evening", EVENING, "22:00", 0, "2026-11-24T03:00"),
    ("lights out at midnight", EVENING, "00:00", 0, "2026-11-24T05:00"),
    ("lights out after midnight", EVENING, "00:30", 0, "2026-11-24T05:30"),
    ("lights out in the small hours", EVENING, "05:59", 0, "2026-11-24T10:59"),
    ("a night shift", "06:30", "14:00", 0, "2026-11-23T19:00"),
    ("lights out before it is due", "22:30", "22:00", 0, "2026-11-24T04:30"),
    ("lights out as it is due", "22:00", "22:00", 0, "2026-11-24T04:00"),
    ("due a minute before lights out", "21:59", "22:00", 0, "2026-11-24T03:00"),
    ("until the meeting's end the same day", "12:00", "21:00", 0, "2026-11-24T02:00"),
    ("until the meeting's end days later", "12:00", "21:00", 3, "2026-11-27T02:00"),
    ("until the meeting's end past midnight", "12:00", "00:15", 1, "2026-11-24T05:15"),
]


@pytest.mark.parametrize(
    ("at", "until", "days", "good_until"),
    [case[1:] for case in GOOD],
    ids=[case[0] for case in GOOD],
)
def test_a_slot_is_good_until(at: str, until: str, days: int, good_until: str) -> None:
    found = slot_on(plan(NEW_YORK, at, until, days), date(2026, 11, 23))

    assert found is not None
    assert found.good_until == utc(good_until)


def test_lights_out_in_a_night_that_is_an_hour_shorter_comes_an_hour_sooner() -> None:
    found = slot_on(plan(NEW_YORK, "23:30", "04:00"), date(2026, 3, 7))

    assert found is not None
    assert found.good_until - found.due_at == utc("2026-03-08T08:00") - utc("2026-03-08T04:30")


# after (UTC), last local date that had its slot, pause ends -> local date of the next slot, on
# Mondays and Wednesdays in New York at 20:15 (01:15 UTC the next day).
NEXT = [
    ("later the same day", "2026-11-23T12:00", None, None, "2026-11-23"),
    ("a second before", "2026-11-24T01:14:59", None, None, "2026-11-23"),
    ("strictly later", "2026-11-24T01:15", None, None, "2026-11-25"),
    ("already a new day in UTC", "2026-11-24T00:30", None, None, "2026-11-23"),
    ("the day had its slot", "2026-11-23T12:00", "2026-11-23", None, "2026-11-25"),
    ("a day to come had its slot", "2026-11-23T12:00", "2026-11-25", None, "2026-11-30"),
    ("a day long ago had its slot", "2026-11-23T12:00", "2020-01-01", None, "2026-11-23"),
    ("a pause that ends on a slot's day", "2026-11-23T12:00", None, "2026-12-23", "2026-12-23"),
    ("a pause that ends between slots", "2026-11-23T12:00", None, "2026-12-24", "2026-12-28"),
    ("a pause that has ended", "2026-11-23T12:00", None, "2026-01-01", "2026-11-23"),
    ("both", "2026-11-23T12:00", "2026-12-02", "2026-11-25", "2026-12-07"),
]


@pytest.mark.parametrize(
    ("after", "last", "resumes", "day"), [case[1:] for case in NEXT], ids=[case[0] for case in NEXT]
)
def test_the_next_slot(after: str, last: str | None, resumes: str | None, day: str) -> None:
    wanted = Plan((EVENING, None, EVENING, *[None] * 4), NEW_YORK, ("22:00",) * 7)

    found = next_slot(
        wanted,
        utc(after),
        date.fromisoformat(last) if last else None,
        date.fromisoformat(resumes) if resumes else None,
    )

    assert found is not None
    assert found.local_date == date.fromisoformat(day)


def test_a_weekly_slot_whose_day_was_left_out_comes_a_week_later() -> None:
    fridays = Plan((*[None] * 4, EVENING, None, None), "Pacific/Apia", ("22:00",) * 7)

    found = next_slot(fridays, utc("2011-12-24T12:00"))

    assert found is not None
    assert found.local_date == date(2012, 1, 6)


def test_a_plan_without_days_has_no_next_slot() -> None:
    assert next_slot(Plan((None,) * 7, NEW_YORK, ("22:00",) * 7), utc("2026-11-23T12:00")) is None


@pytest.mark.parametrize("saturday", ["23:45", "23:15"], ids=["later", "at the same time"])
def test_a_slot_that_a_skipped_one_overtakes_is_not_lost(saturday: str) -> None:
    """In Nuuk the last hour of 28 March 2026 is not there: a Saturday's slot comes on Sunday."""
    week = Plan((*[None] * 5, saturday, "00:15"), "America/Nuuk", ("22:00",) * 7)
    first = next_slot(week, utc("2026-03-28T00:00"))
    assert first is not None

    then = following(week, first)

    assert (str(first.local_date), then and str(then.local_date)) == ("2026-03-28", "2026-03-29")
