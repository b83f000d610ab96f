"""The law of slots in every zone that people live in: too long for every run (make test-all)."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from chalicelib.pages.forms import zones
from chalicelib.scheduling.due import Plan, slot_on
from tests.scheduling import minute_by_minute
from tests.scheduling.minute_by_minute import DAY

pytestmark = pytest.mark.long

FROM, TO = date(2026, 1, 1), date(2035, 12, 31)
TIMES = ("00:15", "02:30", "12:00", "20:15", "23:45")


def days_of_change(zone: str) -> list[date]:
    """The days around which the zone's clocks are set, in ten years."""
    days = [FROM + DAY * number for number in range((TO - FROM).days)]
    noon = {day: datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in days}
    return [day for day in days[1:] if noon[day] != noon[day - DAY]]


@pytest.mark.parametrize("zone", zones())
def test_a_slot_is_due_when_a_wall_clock_says_so_whenever_clocks_are_set(zone: str) -> None:
    for day in days_of_change(zone)[:6] or [FROM]:
        for at in TIMES:
            slot = slot_on(Plan((at,) * 7, zone, "22:00"), day)
            assert (slot.due_at if slot else None) == minute_by_minute.due_at(zone, day, at)
