"""The laws of slots, in any zone, at any time, where clocks change and where they don't."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.scheduling.due import Plan, next_slot, slot_on
from tests.couples.couples_of_all_kinds import CLOCKS
from tests.scheduling import minute_by_minute
from tests.scheduling.minute_by_minute import DAY

# Gaps and folds of an hour, half an hour, two hours; at night, at midnight, in the evening; both
# hemispheres; daylight saving upside down (Dublin), in a month that moves (Casablanca); none.
ZONES = (
    "America/New_York",
    "America/Nuuk",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Antarctica/Troll",
    "Pacific/Kiritimati",
    "UTC",
)
FROM, TO = date(2005, 1, 1), date(2036, 12, 31)


@cache
def changes(zone: str) -> list[date]:
    """The days on which this zone's clocks are set."""
    days = [FROM + DAY * number for number in range((TO - FROM).days)]
    local = ZoneInfo(zone)
    shift = {day: datetime.combine(day, time(12), local).utcoffset() for day in days}
    return [day for day in days[1:] if shift[day] != shift[day - DAY]]


@st.composite
def zones_and_days(draw: st.DrawFn) -> tuple[str, date]:
    """A zone and a day, mostly near one on which its clocks are set."""
    zone = draw(st.sampled_from(ZONES))
    near = changes(zone)
    if not near or draw(st.integers(0, 3)) == 0:
        return zone, draw(st.dates(FROM, TO))
    day: date = draw(st.sampled_from(near))
    return zone, day + DAY * draw(st.integers(-3, 1))


DAYS = st.sets(st.integers(0, 6), min_size=1)


def plan_of(zone: str, at: str, days: set[int], until: str = "22:00") -> Plan:
    return Plan(tuple(at if day in days else None for day in range(7)), zone, (until,) * 7)


@given(zones_and_days(), CLOCKS)
@example(("Pacific/Apia", date(2011, 12, 30)), "20:15")
@example(("America/Nuuk", date(2026, 3, 28)), "23:15")
@settings(max_examples=50, deadline=None)  # test_every_zone.py looks at every clock that is set
def test_a_slot_is_due_when_a_wall_clock_says_so(where: tuple[str, date], at: str) -> None:
    zone, day = where

    slot = slot_on(plan_of(zone, at, set(range(7))), day)

    assert (slot.due_at if slot else None) == minute_by_minute.due_at(zone, day, at)


moments = given(
    zones_and_days(), CLOCKS, DAYS, st.integers(0, 2 * 24 * 60), st.none() | st.integers(-2, 9)
)


@moments
@settings(max_examples=20, deadline=None)
def test_the_next_slot_is_the_first_that_comes_later_on_a_later_date(
    where: tuple[str, date], at: str, days: set[int], minutes: int, last_had: int | None
) -> None:
    is_the_first_of_a_later_date(where, at, days, minutes, last_had)


@pytest.mark.long
@moments
@settings(max_examples=500, deadline=None)
def test_so_it_is_at_many_moments(
    where: tuple[str, date], at: str, days: set[int], minutes: int, last_had: int | None
) -> None:
    is_the_first_of_a_later_date(where, at, days, minutes, last_had)


def is_the_first_of_a_later_date(
    where: tuple[str, date], at: str, days: set[int], minutes: int, last_had: int | None
) -> None:
    day, plan = where[1], plan_of(where[0], at, days)
    after = datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes)
    last = None if last_had is None else day + DAY * last_had

    slot = next_slot(plan, after, last)

    wanted = next(
        (local, instant)
        for local, instant in minute_by_minute.due_times(plan, day - 2 * DAY, 27)
        if instant > after and (last is None or local > last)
    )
    assert slot is not None
    assert (slot.local_date, slot.due_at) == wanted


@given(zones_and_days(), CLOCKS, DAYS, CLOCKS)
@settings(max_examples=60, deadline=None)
def test_slots_follow_one_another_and_no_local_date_has_two(
    where: tuple[str, date], at: str, days: set[int], until: str
) -> None:
    zone, day = where
    plan = plan_of(zone, at, days, until)
    moment = datetime.combine(day, time(0), UTC)

    chain = [next_slot(plan, moment)]
    while len(chain) < 12 and chain[-1]:
        chain.append(next_slot(plan, chain[-1].due_at))

    slots = [slot for slot in chain if slot]
    assert len(slots) == 12
    assert all(one.due_at < two.due_at for one, two in pairwise(slots))
    assert all(one.local_date < two.local_date for one, two in pairwise(slots))
    assert {slot.local_date.weekday() for slot in slots} <= days


@given(zones_and_days(), CLOCKS, CLOCKS, st.integers(0, 6))
@settings(max_examples=150, deadline=None)
def test_a_slot_is_worth_something_when_it_comes_and_not_for_ever(
    where: tuple[str, date], at: str, until: str, until_days: int
) -> None:
    zone, day = where

    slot = slot_on(Plan((at,) * 7, zone, (until,) * 7, until_days), day)

    if slot is not None:
        worth = slot.good_until - slot.due_at
        assert timedelta(0) < worth <= DAY * (until_days + 1) + timedelta(hours=2)
