"""What people choose: each function gives one partner, or meeting, other preferences. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.content.model import STAGES
from chalicelib.couples.model import SAME_ALL_WEEK, Child, Comforts, Disliked, Meeting
from chalicelib.scheduling.rhythms import latest_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from chalicelib.couples.model import Partner

    Wish = Callable[[Random, Partner], Partner]

LESS = (("gesture-charger", "charger"), ("kind-word-gone", "rest"))  # one of them is no item
FRIDAY, SATURDAY = 4, 5
# Where people live: many where texts are a habit, some anywhere; the rest is drawn from all zones.
COMMON_ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles") * 3,
    *("America/Toronto", "America/Vancouver", "America/St_Johns", "America/Phoenix"),
    *("Europe/London", "Europe/Berlin", "Europe/Paris", "Australia/Sydney", "Pacific/Auckland"),
)
# Where clocks do what few programs expect.
ODD_ZONES = (
    *("Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu"),
    *("Pacific/Chatham", "Asia/Kolkata", "America/Nuuk", "Africa/Cairo", "Pacific/Kiritimati"),
)


def rhythm(dice: Random, partner: Partner) -> Partner:
    """Other days, or another time: a fixed one, or so many minutes after the kids are down."""
    days = tuple(sorted(dice.sample(range(7), dice.choice((1, 2, 3, 3, 4, 5, 7)))))
    fixed = dice.random() < 1 / 3
    small = replace(
        partner.small,
        days=days if dice.random() < 2 / 3 else partner.small.days,
        time=_time(dice, partner) if fixed else None,
        minutes_after=dice.choice((0, 5, 10, 15, 15, 30, 45)),
    )
    return replace(partner, small=small)


def evening(dice: Random, partner: Partner) -> Partner:
    """Other bedtimes; for some of them later ones at the weekend."""
    later = dice.random() < 1 / 3
    down, out = dice.choice((18, 19, 20)), dice.choice((21, 22, 23))
    weekend = {FRIDAY: f"{down + 1}:30", SATURDAY: f"{down + 1}:45"}
    night = {FRIDAY: "23:45", SATURDAY: "00:30"}
    return replace(
        partner,
        kids_down=f"{down}:{_quarter(dice)}",
        lights_out=f"{out}:{_quarter(dice)}",
        kids_down_on=tuple(map(weekend.get, range(7))) if later else SAME_ALL_WEEK,
        lights_out_on=tuple(map(night.get, range(7))) if later else SAME_ALL_WEEK,
    )


def hours(dice: Random, partner: Partner) -> Partner:
    """Other hours for texts; for some of them late ones."""
    return replace(
        partner,
        texts_from=dice.choice(("08:00", "08:00", "09:00", "10:30")),
        texts_until=dice.choice(("21:00", "21:00", "21:00", "20:00", "19:15")),
        late_texts=dice.random() < 1 / 4,
    )


def family(dice: Random, partner: Partner) -> Partner:
    """Who the children are, and what prompts may ask for."""
    some = [_child(dice) for _ in range(dice.randrange(3))]
    return replace(
        partner,
        children=tuple(some) if dice.random() < 2 / 3 else (),
        sick_until=_some_day(dice) if dice.random() < 1 / 4 else None,
        rough_until=_some_day(dice) if dice.random() < 1 / 4 else None,
        disliked=tuple(Disliked(_some_day(dice), *one) for one in dice.sample(LESS, 1)),
        comforts=Comforts(*(dice.random() < chance for chance in (0.9, 0.8, 0.4, 0.7))),
        small=replace(partner.small, newborn_pace=dice.random() < 3 / 4),
        relays=dice.random() < 1 / 2,
    )


def _child(dice: Random) -> Child:
    """Mostly one that is or becomes a newborn, or ceases to be one, while somebody looks."""
    year = dice.choice((*(2025, 2026, 2027) * 2, dice.randrange(2008, 2024)))
    month = f"{year}-{dice.randrange(1, 13):02d}"
    return Child(month, dice.choice(("", "", *STAGES)))


def _some_day(dice: Random) -> str:
    return f"{dice.choice((2026, 2027))}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"


def agenda(dice: Random, partner: Partner) -> Partner:
    """When the agenda of the check-in comes."""
    at = dice.choice(("08:30", "12:00", "12:00", "17:45", "19:00"))
    before = dice.choice((0, 0, 0, 1, 2))
    return replace(partner, check_in=replace(partner.check_in, time=at, days_before=before))


def switched(dice: Random, partner: Partner) -> Partner:
    """One of the two rhythms off, or on again."""
    if dice.random() < 1 / 2:
        return replace(partner, small=replace(partner.small, on=not partner.small.on))
    return replace(partner, check_in=replace(partner.check_in, on=not partner.check_in.on))


def channels(dice: Random, partner: Partner) -> Partner:
    """Each rhythm on any channel that is confirmed."""
    usable = [one.channel for one in partner.contacts if one.state == "confirmed"]
    if not usable:
        return partner
    return replace(
        partner,
        small=replace(partner.small, channel=dice.choice(usable)),
        check_in=replace(partner.check_in, channel=dice.choice(usable)),
    )


def moved(dice: Random, partner: Partner) -> Partner:
    """Another time zone."""
    return replace(partner, zone=zone(dice))


def zone(dice: Random) -> str:
    from chalicelib.pages.forms import zones

    throw = dice.random()
    if throw < 1 / 2:
        return dice.choice(COMMON_ZONES)
    return dice.choice(ODD_ZONES) if throw < 2 / 3 else dice.choice(zones())


def meeting(dice: Random) -> Meeting:
    """When the couple sits down; for some of them past midnight, for some in the morning."""
    at = dice.choice(("20:30", "20:30", "20:00", "21:15", "10:00", "23:45"))
    return Meeting(dice.randrange(7), at, dice.choice((30, 45)))


def sane(partner: Partner) -> Partner:
    """The nearest the page's form would take: no fixed time for texts outside their hours."""
    small, check_in = partner.small, partner.check_in
    if small.channel == "sms" and small.time and not _in_hours(partner, small.time):
        small = replace(small, time=None)
    if check_in.channel == "sms" and not _in_hours(partner, check_in.time):
        check_in = replace(check_in, time="12:00")
    return replace(partner, small=small, check_in=check_in)


def _in_hours(partner: Partner, at: str) -> bool:
    return partner.texts_from <= at <= latest_text(partner)


def _time(dice: Random, partner: Partner) -> str:
    """Any time by email, also one that the clocks skip or repeat; a text late if it may be."""
    minutes = dice.choice(("00", "15", "30", "30", "45", "59"))
    unusual = dice.random()
    if partner.small.channel == "email" and unusual < 1 / 4:
        return f"{dice.choice((0, 1, 2, 3, 5, 23)):02d}:{minutes}"
    if partner.late_texts and unusual > 1 / 2:
        return f"{dice.choice((21, 22))}:{minutes}"
    return f"{dice.randrange(8, 22):02d}:{minutes}"


def _quarter(dice: Random) -> str:
    return dice.choice(("00", "15", "30", "45"))
