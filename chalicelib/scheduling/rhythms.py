"""From what a partner chose to the plan of a rhythm: which days, what time, until when. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.content.stages import Span, newborn_in, newborn_spans
from chalicelib.scheduling.due import SMALL_HOURS, Plan

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, Partner, PartnerKey, Rhythm

TEXTS_NEED = 5  # minutes before the end of the hours for texts: a later one may not make it
LONG_OVER = timedelta(days=400)  # longer than any outage: who was a newborn before slows nothing
MOVED_BEFORE_END = 15  # minutes: where an anchor goes that falls after them (20:45 by default)


def plan_of(
    couple: Couple, key: PartnerKey, rhythm: Rhythm, today: date | None = None
) -> Plan | None:
    """The plan a partner's preferences make, None if the rhythm is off or cannot reach them.

    It holds for any date. Given `today` (UTC will do), it is without what is long over.
    """
    partner = dict(couple.partners()).get(key)
    if partner is None:
        return None
    if rhythm == "small":
        return _small(couple, partner, today)
    return _check_in(couple, partner)


def latest_text(partner: Partner) -> str:
    """The latest local time at which a text can still be planned to arrive."""
    return _minutes_later(partner.texts_end, -TEXTS_NEED)


def small_days(couple: Couple, partner: Partner, today: date) -> tuple[int, ...]:
    """The weekdays of the small rhythm: with a newborn one is enough, unless they said no."""
    small, everybody = partner.small, [one for _, one in couple.partners()]
    if small.newborn_pace and small.days and newborn_in(everybody, today):
        return (_slow_day(partner),)
    return small.days


def moved_anchors(couple: Couple, partner: Partner, today: date) -> tuple[str, ...]:
    """The local times to which anchors move because they fall outside the hours for texts."""
    if partner.small.time is not None:
        return ()
    pairs = [
        (_asked(partner, day), _small_time(partner, day))
        for day in small_days(couple, partner, today)
    ]
    return tuple(sorted({at for anchor, at in pairs if at != anchor}))


def _small(couple: Couple, partner: Partner, today: date | None) -> Plan | None:
    small = partner.small
    if not small.on or not partner.own(small.channel):
        return None
    times = tuple(_small_time(partner, day) if day in small.days else None for day in range(7))
    until = tuple(_small_until(partner, day) for day in range(7))
    slow = _newborn_months(couple, partner, today)
    return Plan(times, partner.zone, until, slow=slow, slow_day=_slow_day(partner) if slow else 0)


def _newborn_months(couple: Couple, partner: Partner, today: date | None) -> tuple[Span, ...]:
    """When one small note a week is enough: it begins and ends by itself, without an edit."""
    if not partner.small.newborn_pace or not partner.small.days:
        return ()
    everybody = [one for _, one in couple.partners()]
    return newborn_spans(everybody, today - LONG_OVER if today else date.min)


def _slow_day(partner: Partner) -> int:
    """The middle one of the chosen days."""
    days = partner.small.days
    return days[len(days) // 2]


def _small_time(partner: Partner, weekday: int) -> str:
    """Within the hours for texts, however those were changed after it was picked."""
    at = _asked(partner, weekday)
    if partner.small.channel != "sms":
        return at
    anchored = partner.small.time is None  # who picks a time may pick the last minute
    return _within_hours(partner, at, TEXTS_NEED if anchored else 1)


def _within_hours(partner: Partner, at: str, need: int) -> str:
    """The same time, or one at the edge of the hours for texts. `need`: minutes till they end."""
    if at > _minutes_later(partner.texts_end, -need):
        at = _minutes_later(partner.texts_end, -MOVED_BEFORE_END)
    return max(at, partner.texts_from)


def _small_until(partner: Partner, weekday: int) -> str:
    until = partner.lights_out_at(weekday)
    if partner.small.channel == "sms" and (until < SMALL_HOURS or until > partner.texts_end):
        return partner.texts_end
    return until


def _asked(partner: Partner, weekday: int) -> str:
    """The time they asked for: their own, or some minutes after the kids are down."""
    if partner.small.time is not None:
        return partner.small.time
    return _minutes_later(partner.kids_down_at(weekday), partner.small.minutes_after)


def _check_in(couple: Couple, partner: Partner) -> Plan | None:
    check_in, meeting = partner.check_in, couple.meeting
    if not partner.gets_agendas:
        return None
    end = datetime.combine(date.min, time.fromisoformat(meeting.time)) + timedelta(
        minutes=meeting.minutes
    )
    at, ahead = check_in.time, check_in.days_before
    if check_in.channel == "sms":
        at = _within_hours(partner, at, 1)
    if ahead == 0 and at >= meeting.time:
        ahead = 1  # the agenda of a morning's meeting comes the day before
    on = (meeting.day - ahead) % 7
    times = tuple(at if day == on else None for day in range(7))
    return Plan(times, partner.zone, (f"{end:%H:%M}",) * 7, ahead + (end.date() - date.min).days)


def _minutes_later(clock: str, minutes: int) -> str:
    """So many minutes later on the same day; never before 00:00 or past 23:59."""
    hour, minute = map(int, clock.split(":"))
    total = min(max(hour * 60 + minute + minutes, 0), 24 * 60 - 1)
    return f"{total // 60:02d}:{total % 60:02d}"
