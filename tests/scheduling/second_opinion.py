"""When slots are due, said once more by another library (`whenever`), from what somebody chose.

It counts minutes where the service compares clocks, looks from an agenda to its meeting, and knows
a missing date by the next one starting with it. No plan, no zoneinfo, nothing of the service but
the couple.
"""

from __future__ import annotations

from statistics import median_high
from typing import TYPE_CHECKING, NamedTuple

from whenever import Date, Instant, Time, YearMonth

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.couples.model import Child, Couple, Partner, PartnerKey, Rhythm

HOUR, DAY = 60, 24 * 60  # minutes
SMALL_HOURS = 6 * HOUR  # lights out before six is past midnight
NEWBORN = set(range(8))  # months of age
USUAL_AGE = {"expecting": -4, "newborn": 2, "toddler": 34, "school": 108, "teens": 192}  # months
LATE_TEXTS = 23 * HOUR
ON_ITS_WAY, MOVED = 5, 15  # minutes before the end of the hours for texts


class Opinion(NamedTuple):
    """One slot: the same three facts as the service's SlotTimes."""

    local_date: date
    due_at: datetime
    good_until: datetime


class Minutes(NamedTuple):
    """One slot in minutes since its date began, by the wall clock. `ends`: the first that helps."""

    due: int
    ends: tuple[int, ...]


def slots(couple: Couple, key: PartnerKey, rhythm: Rhythm, first: date, days: int) -> list[Opinion]:
    """Every slot of these local dates, by date."""
    partner = couple.a if key == "a" else couple.b
    if partner is None or partner.left or not partner.admitted:
        return []
    on = _small if rhythm == "small" else _agenda
    dates = (Date(first).add(days=number) for number in range(days))
    wanted = ((day, on(couple, partner, day)) for day in dates)
    return [
        _opinion(day, minutes, partner.zone)
        for day, minutes in wanted
        if minutes and _start(day, partner.zone) < _start(day.add(days=1), partner.zone)
    ]


def _opinion(day: Date, minutes: Minutes, zone: str) -> Opinion:
    due = _instant(day, minutes.due, zone)
    ends = (_instant(day, end, zone) for end in minutes.ends)
    end = next((end for end in ends if end > due), due.add(hours=1))
    return Opinion(day.to_stdlib(), due.to_stdlib(), end.to_stdlib())


def _small(couple: Couple, me: Partner, day: Date) -> Minutes | None:
    weekday = day.day_of_week().value - 1
    days = _days(couple, me, day)
    if not me.small.on or not _answers(me, me.small.channel) or weekday not in days:
        return None
    by_text = me.small.channel == "sms"
    last_text = _last_text(me)
    lights_out = _minutes(me.lights_out_on[weekday] or me.lights_out)
    ends = (lights_out, lights_out + DAY) if lights_out < SMALL_HOURS else (lights_out,)
    if by_text:
        ends = (last_text if lights_out < SMALL_HOURS else min(lights_out, last_text),)
    kids_down = _minutes(me.kids_down_on[weekday] or me.kids_down)
    due, need = min(kids_down + me.small.minutes_after, DAY - 1), ON_ITS_WAY
    if me.small.time is not None:
        due, need = _minutes(me.small.time), 1
    return Minutes(_in_hours(me, due, need) if by_text else due, ends)


def _in_hours(me: Partner, due: int, need: int) -> int:
    """Not before the hours for texts, and so many minutes before they end."""
    last_text = _last_text(me)
    due = last_text - MOVED if due > last_text - need else due
    return max(due, _minutes(me.texts_from))


def _last_text(me: Partner) -> int:
    return max(_minutes(me.texts_until), LATE_TEXTS if me.late_texts else 0)


def _days(couple: Couple, me: Partner, day: Date) -> set[int]:
    """The chosen weekdays; only the middle one while there is a newborn, unless they said no."""
    there = [one for one in (couple.a, couple.b) if one and one.admitted and not one.left]
    ages = {_age(child, day) for one in there for child in one.children}
    if ages & NEWBORN and me.small.newborn_pace and me.small.days:
        return {median_high(me.small.days)}
    return set(me.small.days)


def _age(child: Child, day: Date) -> int:
    """In months; a tapped stage begins at the age that is usual when one taps it."""
    said = YearMonth(child.month)
    since = (day.year - said.year) * 12 + day.month - said.month
    return since + USUAL_AGE.get(child.stage, 0)


def _agenda(couple: Couple, me: Partner, day: Date) -> Minutes | None:
    """The agenda of the meeting that is so many days later: good until that ends."""
    weekday = day.day_of_week().value - 1
    if not me.check_in.on or not _answers(me, me.check_in.channel):
        return None
    due, meeting = _minutes(me.check_in.time), _minutes(couple.meeting.time)
    if me.check_in.channel == "sms":
        due = _in_hours(me, due, 1)
    days = me.check_in.days_before or int(due >= meeting)
    if (weekday + days) % 7 != couple.meeting.day:
        return None
    return Minutes(due, (days * DAY + meeting + couple.meeting.minutes,))


def _answers(me: Partner, channel: str) -> bool:
    return (channel, "confirmed") in {(one.channel, one.state) for one in me.contacts}


def _minutes(clock: str) -> int:
    time = Time(clock)
    return time.hour * HOUR + time.minute


def _instant(day: Date, minutes: int, zone: str) -> Instant:
    """What the wall skips is as much later, what it repeats is the first ("compatible")."""
    days, minute = divmod(minutes, DAY)
    wall = day.add(days=days).at(Time(*divmod(minute, HOUR)))
    return wall.assume_tz(zone, disambiguation="compatible").to_instant()


def _start(day: Date, zone: str) -> Instant:
    """The first instant of a date; of one that never was, the first after it."""
    midnight = day.at(Time()).assume_tz(zone, disambiguation="compatible")
    return midnight.start_of("day").to_instant()
