"""What a second opinion is asked about: zones, each for a reason, and the nights in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.model import CheckIn, Contact, Couple, Meeting, Small, new_partner
from chalicelib.scheduling.due import following, next_slot
from chalicelib.scheduling.rhythms import plan_of
from tests.scheduling.second_opinion import Opinion

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey, Rhythm

# Each with the first of the ten years that are looked at.
ZONES = {
    "Africa/Cairo": 2016,  # took daylight saving up again; at midnight, on Fridays
    "Africa/Casablanca": 2018,  # an hour back for Ramadan, which moves
    "Africa/El_Aaiun": 2026,  # the same, from a file of its own
    "America/Caracas": 2007,  # moved by half an hour for good, and back
    "America/Havana": 2026,  # a day that begins at one in the morning
    "America/New_York": 2026,  # an hour at two in the morning, in the north
    "America/Nuuk": 2026,  # a Saturday without its last hour
    "America/Santiago": 2026,  # in the south, at midnight
    "America/Sao_Paulo": 2012,  # gave daylight saving up
    "America/St_Johns": 2026,  # half an hour off, in the west
    "Antarctica/Troll": 2026,  # two hours at once
    "Asia/Gaza": 2018,  # by decree, on Saturdays, and twice more around Ramadan
    "Asia/Kathmandu": 2026,  # +05:45
    "Asia/Kolkata": 2026,  # +05:30
    "Asia/Pyongyang": 2012,  # moved by half an hour for good, and back
    "Australia/Adelaide": 2026,  # +09:30, and an hour more in summer
    "Australia/Eucla": 2026,  # +08:45
    "Australia/Lord_Howe": 2026,  # half an hour of daylight saving
    "Australia/Sydney": 2026,  # an hour at two in the morning, in the south
    "Europe/Dublin": 2026,  # its winter is the exception
    "Europe/Istanbul": 2010,  # stayed in summer
    "Pacific/Apia": 2005,  # a Friday that never was
    "Pacific/Auckland": 2026,  # the first to set its clocks
    "Pacific/Chatham": 2026,  # +12:45, set at a quarter to three
    "Pacific/Kiritimati": 2026,  # +14:00, furthest ahead
    "Pacific/Pago_Pago": 2026,  # -11:00, furthest behind
    "UTC": 2026,  # nothing ever happens
}
TEN_YEARS = 3653  # days
EMAIL, SMS = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
EVERY_DAY = tuple(range(7))
# Monday to Sunday, None: not that day. Wherever clocks are set, one of them is in that hour.
NIGHTS: tuple[tuple[str | None, ...], ...] = (
    ("00:00", "00:30", "01:30", "23:30", "02:15", "02:15", "02:15"),
    (None, None, None, None, "00:15", "23:15", "03:15"),
    (None, None, None, None, "23:45", "22:30", "01:30"),
    (None, None, None, "23:45", None, "01:30", "00:30"),
    (None, None, None, None, "03:00", "21:30", "02:45"),
)


def nudged(zone: str, at: str, days: tuple[int, ...] = EVERY_DAY) -> Couple:
    """Somebody who gets something small by email at that time."""
    alex = new_partner("Alex", zone, EMAIL)
    return Couple(id="1", a=replace(alex, small=Small("email", days, at)))


def nightly(zone: str, week: tuple[str | None, ...]) -> Couple:
    """Somebody who gets it as the kids are down, each weekday at another time."""
    days = tuple(day for day, at in enumerate(week) if at)
    alex = replace(new_partner("Alex", zone, EMAIL), kids_down_on=week)
    return Couple(id="1", a=replace(alex, small=Small("email", days, minutes_after=0)))


def agenda_of(zone: str, meeting: Meeting, days_before: int = 0, at: str = "12:00") -> Couple:
    """Somebody who gets the agenda of that meeting by email at that time."""
    alex = replace(new_partner("Alex", zone, EMAIL), check_in=CheckIn("email", days_before, at))
    return Couple(id="1", a=alex, meeting=meeting)


def at_night(zone: str) -> list[tuple[Couple, Rhythm]]:
    """Couples whose slots come while clocks are set."""
    agenda = agenda_of(zone, Meeting(), at="02:15")
    return [(agenda, "check_in"), *((nightly(zone, week), "small") for week in NIGHTS)]


def planned(
    couple: Couple, key: PartnerKey, rhythm: Rhythm, first: date, days: int
) -> list[Opinion]:
    """The slots of these local dates as the service finds them: each from the one before it."""
    plan = plan_of(couple, key, rhythm)
    if plan is None:
        return []
    found: list[Opinion] = []
    before = datetime.combine(first, time(0), UTC) - timedelta(days=2)
    slot = next_slot(plan, before, not_before=first)
    while slot and slot.local_date < first + timedelta(days=days):
        found.append(Opinion(slot.local_date, slot.due_at, slot.good_until))
        slot = following(plan, slot)
    return found
