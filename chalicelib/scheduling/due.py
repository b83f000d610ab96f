"""When: the slots of a plan on the clock, in its partner's own zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chalicelib.couples.slot import SlotTimes

MIDDAY = "12:00"  # clocks are set at night: a day without its midday is not there at all
SMALL_HOURS = "06:00"  # a "lights out" before this is past midnight
AT_LEAST_GOOD_FOR = timedelta(hours=1)
DAY = timedelta(days=1)
LOOK_AHEAD_DAYS = 9  # a weekly slot whose own day the calendar skipped comes a week later


@dataclass(frozen=True, slots=True)
class Plan:
    """What planning needs to know of a rhythm; it travels in the due index."""

    times: tuple[str | None, ...]  # by weekday, Monday first: local "HH:MM", None: not that day
    zone: str
    until: tuple[str, ...]  # by the slot's weekday: local "HH:MM", worthless afterwards
    until_days: int = 0  # ... so many days after the slot's own
    slow: tuple[tuple[str, str], ...] = ()  # from this month to before that one, "YYYY-MM", ...
    slow_day: int = 0  # ... only this weekday

    def on(self, day: date) -> str | None:
        """The local time of that date's slot, None if it has none."""
        if self.slow and day.weekday() != self.slow_day and self.slow_on(day):
            return None
        return self.times[day.weekday()]

    def slow_on(self, day: date) -> bool:
        month = day.isoformat()[:7]
        return any(start <= month < end for start, end in self.slow)


def slot_on(plan: Plan, day: date) -> SlotTimes | None:
    """The slot of one local date, None if there is none (a date can be missing: Apia, 2011)."""
    at = plan.on(day)
    if at is None:
        return None
    if local_date(_utc(day, MIDDAY, plan.zone), plan.zone) != day:
        return None
    due_at = _utc(day, at, plan.zone)
    until = plan.until[day.weekday()]
    good_until = _utc(day + timedelta(days=plan.until_days), until, plan.zone)
    if good_until <= due_at:
        next_day = until < SMALL_HOURS
        good_until = (
            _utc(day + timedelta(days=1), until, plan.zone)
            if next_day
            else due_at + AT_LEAST_GOOD_FOR
        )
    return SlotTimes(day, due_at, good_until)


def next_slot(
    plan: Plan, after: datetime, last: date | None = None, not_before: date | None = None
) -> SlotTimes | None:
    """The first slot due later than `after` (aware), on a local date later than `last`.

    `last` is the newest local date that had its slot: a day has one, whatever is edited.
    `not_before` is the local date on which a pause ends.
    """
    day = after.astimezone(_zone(plan.zone)).date() - timedelta(days=1)
    if last is not None:
        day = max(day, last + timedelta(days=1))
    if not_before is not None:
        day = max(day, not_before)
    for ahead in range(LOOK_AHEAD_DAYS + 7):
        slot = slot_on(plan, day + timedelta(days=ahead))
        if slot is not None and slot.due_at > after:
            return slot
    return None


def following(plan: Plan, slot: SlotTimes) -> SlotTimes | None:
    """The slot of the next date that has one. Where clocks are set, it may be due no later."""
    return next_slot(plan, slot.due_at - 2 * DAY, slot.local_date)


def local_date(moment: datetime, zone: str) -> date:
    return moment.astimezone(_zone(zone)).date()


def local_time(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(_zone(zone))


def _utc(day: date, clock: str, zone: str) -> datetime:
    """A local time as UTC: one that is skipped moves forward, one that repeats counts first.

    That is what zoneinfo does with fold=0 (PEP 495): in a gap it uses the offset before it.
    """
    local = datetime.combine(day, time.fromisoformat(clock), _zone(zone))
    return local.astimezone(UTC)


@cache
def _zone(name: str) -> ZoneInfo:
    """zoneinfo itself keeps only eight zones alive."""
    return ZoneInfo(name)
