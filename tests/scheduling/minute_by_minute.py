"""When a slot is due, found by watching a wall clock tick through the days. Slow, and independent:

it only ever asks what the wall clock shows at an instant, never which instant a local time means.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.scheduling.due import Plan

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def due_at(zone: str, day: date, at: str) -> datetime | None:
    """The first minute at which the wall shows that time of that day.

    Where the hands jump over it, as long after the jump as it was to come; None for a day that
    no wall ever showed.
    """
    ticks = _ticks(zone, day)
    if not any(wall.date() == day for wall in ticks.values()):
        return None
    wanted = datetime.combine(day, time.fromisoformat(at))
    before = None
    for instant, wall in ticks.items():
        if wall == wanted:
            return instant
        if before and before[1] < wanted < wall:
            return before[0] + (wanted - before[1])
        before = (instant, wall)
    raise AssertionError("the wall never came to that time")


def due_times(plan: Plan, first: date, days: int) -> Iterator[tuple[date, datetime]]:
    """Local date and instant of every slot of these days, in order."""
    for day in (first + DAY * number for number in range(days)):
        at = plan.times[day.weekday()]
        instant = due_at(plan.zone, day, at) if at else None
        if instant:
            yield day, instant


def _ticks(zone: str, day: date) -> dict[datetime, datetime]:
    """What the wall shows at each minute from the day before to the day after, everywhere."""
    start = datetime.combine(day, time(0), UTC) - DAY
    instants = [start + MINUTE * number for number in range(3 * 24 * 60)]
    local = ZoneInfo(zone)
    return {instant: instant.astimezone(local).replace(tzinfo=None) for instant in instants}
