"""When what somebody keeps for the check-in will be heard, in their own words. Pure.

Asked of their own schedule only: the other's would give away what the other pauses or skips.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.content.words import day_words
from chalicelib.scheduling.due import local_date
from chalicelib.scheduling.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.model import Couple, PartnerKey

WEEK = 7
NEXT_WEEK = "next week"
SOMETIME = "your next check-in"  # who gets no agenda is promised no day


def hearing_day(
    couple: Couple, key: PartnerKey, made: Callable[[date], bool], now: datetime
) -> str:
    """ "Sunday", "today", "next week": of the next meeting whose agenda is not `made` yet."""
    person = couple.partner(key) or couple.a
    today = local_date(now, person.zone)
    day = _next_meeting(couple, key, now)
    if day is None:
        return SOMETIME
    if made(day):
        return NEXT_WEEK
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    return day_words(day.weekday()) if ahead < WEEK else NEXT_WEEK


def _next_meeting(couple: Couple, key: PartnerKey, now: datetime) -> date | None:
    """The meeting of their next agenda."""
    coming = Schedule().upcoming(couple, key, now, WEEK + 1)
    agenda = next((one.times.local_date for one in coming if one.rhythm == "check_in"), None)
    if agenda is None:
        return None
    return agenda + timedelta(days=(couple.meeting.day - agenda.weekday()) % WEEK)
