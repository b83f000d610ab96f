"""Which moment a day and a time mean, said of this week's meeting by one of the two. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from chalicelib.content.words import clock_words, date_words

if TYPE_CHECKING:
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.replies.meaning import When

WEEK = 7
NEAR = 3  # days from its usual date: further away it would stand beside the next one
Why = Literal["over", "far"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment, on the clock of the meeting's own zone."""

    day: date
    clock: str


def asked(
    when: When, plan: MeetingPlan, usual_day: int, zone: str, arrived: datetime
) -> Asked | Why:
    """What they mean on their own clock; or why the meeting cannot be moved there."""
    here = arrived.astimezone(ZoneInfo(zone))
    stands = plan.begins.astimezone(ZoneInfo(zone))
    clock = when.time or f"{stands:%H:%M}"
    day = _day(when, stands.date(), here.date())
    at = _at(day, clock, zone)
    if at <= here and isinstance(when.day, int):  # "Sunday" on a Sunday evening is the next one
        at = _at(day + timedelta(days=WEEK), clock, zone)
    if at <= here:
        return "over"
    there = at.astimezone(ZoneInfo(plan.zone))
    if abs((there.date() - usual(plan, usual_day)).days) > NEAR:
        return "far"
    return Asked(there.date(), f"{there:%H:%M}")


def usual(plan: MeetingPlan, usual_day: int) -> date:
    """The date of that week's meeting, had it not been moved."""
    year, _, rest = plan.week.partition("-W")
    return date.fromisocalendar(int(year), int(rest[:2]), usual_day + 1)


def in_words(plan: MeetingPlan, zone: str) -> str:
    """ "Sun 29 Nov, 8:30 pm", on the reader's clock."""
    local = plan.begins.astimezone(ZoneInfo(zone))
    return f"{date_words(local)}, {clock_words(f'{local:%H:%M}')}"


def _day(when: When, stands: date, today: date) -> date:
    if when.day is None:
        return stands
    if isinstance(when.day, int):
        return today + timedelta(days=(when.day - today.weekday()) % WEEK)
    return today + timedelta(days=when.day == "tomorrow")


def _at(day: date, clock: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))
