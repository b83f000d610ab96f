"""The law of slots in every zone that people live in: too long for every run (make test-all)."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from whenever import ZonedDateTime

from chalicelib.pages.forms import zones
from chalicelib.scheduling.due import Plan, slot_on
from tests.scheduling import minute_by_minute, second_opinion
from tests.scheduling.minute_by_minute import DAY
from tests.scheduling.ten_years import TEN_YEARS, at_night, planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scheduling.second_opinion import Opinion

pytestmark = pytest.mark.long

FROM, TO = date(2026, 1, 1), date(2035, 12, 31)
TIMES = ("00:15", "02:30", "12:00", "20:15", "23:45")


def days_of_change(zone: str) -> list[date]:
    """The days around which the zone's clocks are set, in ten years."""
    days = [FROM + DAY * number for number in range((TO - FROM).days)]
    noon = {day: datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in days}
    return [day for day in days[1:] if noon[day] != noon[day - DAY]]


def unclear_hours(zone: str) -> Iterator[tuple[datetime, datetime]]:
    """From when to when what is skipped is due, and what is repeated, the first time."""
    now = ZonedDateTime(FROM.year, 1, 1, tz=zone)
    while (change := now.next_transition()) and change.year <= TO.year:
        before, after = now.offset, change.offset
        edges = sorted([change.to_instant(), change.to_instant() + (after - before)])
        if before != after:
            yield edges[0].to_stdlib(), edges[1].to_stdlib()
        now = change


@pytest.mark.parametrize("zone", zones())
def test_a_slot_is_due_when_a_wall_clock_says_so_whenever_clocks_are_set(zone: str) -> None:
    for day in days_of_change(zone)[:6] or [FROM]:
        for at in TIMES:
            slot = slot_on(Plan((at,) * 7, zone, ("22:00",) * 7), day)
            assert (slot.due_at if slot else None) == minute_by_minute.due_at(zone, day, at)


@pytest.mark.parametrize("zone", zones())
def test_a_second_opinion_agrees_on_ten_years_of_nights(zone: str) -> None:
    found: list[Opinion] = []
    for couple, rhythm in at_night(zone):
        slots = planned(couple, "a", rhythm, FROM, TEN_YEARS)
        assert slots == second_opinion.slots(couple, "a", rhythm, FROM, TEN_YEARS)
        found += slots

    dues = sorted(slot.due_at for slot in found)
    for begin, end in unclear_hours(zone):
        assert begin <= dues[bisect_left(dues, begin)] < end, "no slot while clocks are set"
