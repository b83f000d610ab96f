"""What people choose on their own page: rhythms, evenings, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.scheduling.due import local_date, local_time
from workbench.simulate import wishes

if TYPE_CHECKING:
    from chalicelib.couples.model import Partner
    from workbench.simulate_faults.people.doing import Doing

WISHES: tuple[wishes.Wish, ...] = (
    *(wishes.rhythm,) * 3,
    *(wishes.evening,) * 2,
    wishes.hours,
    wishes.agenda,
    wishes.channels,
    wishes.moved,
)


def settle_in(doing: Doing) -> None:
    """The first visit to the own page: often a note for every day."""

    def settled(partner: Partner) -> Partner:
        dice = doing.dice
        for wish in (wishes.evening, wishes.rhythm, wishes.agenda):
            partner = wish(dice, partner)
        days = range(7) if dice.random() < 2 / 3 else partner.small.days
        return wishes.sane(replace(partner, small=replace(partner.small, days=tuple(days))))

    doing.edit_own(settled)


def choose(doing: Doing) -> None:
    """Another choice on the own page."""
    dice = doing.dice
    wish = dice.choice(WISHES)
    doing.edit_own(lambda partner: wishes.sane(wish(dice, partner)))


def save_as_it_is(doing: Doing) -> None:
    doing.edit_own(lambda partner: partner)


def move_meeting(doing: Doing) -> None:
    meeting = wishes.meeting(doing.dice)
    doing.edit(lambda couple: replace(couple, meeting=meeting))


def move_today(doing: Doing) -> None:
    """The small note at a time of its own: a few minutes or hours from now, or just gone by."""
    minutes = doing.dice.choice((-30, -2, 1, 2, 5, 15, 45, 120))

    def moved(partner: Partner) -> Partner:
        at = local_time(doing.where.clock() + timedelta(minutes=minutes), partner.zone)
        return wishes.sane(replace(partner, small=replace(partner.small, time=f"{at:%H:%M}")))

    doing.edit_own(moved)


def switch_off(doing: Doing) -> None:
    doing.edit_own(lambda partner: replace(partner, small=replace(partner.small, on=False)))


def switch_on(doing: Doing) -> None:
    def switched(partner: Partner) -> Partner:
        small, check_in = replace(partner.small, on=True), replace(partner.check_in, on=True)
        return replace(partner, small=small, check_in=check_in)

    doing.edit_own(switched)


def pause(doing: Doing) -> None:
    """Until they say otherwise."""
    doing.edit_own(lambda partner: replace(partner, paused=True, paused_until=None))


def pause_for_days(doing: Doing) -> None:
    days = doing.dice.choice((1, 1, 2, 3))

    def paused(partner: Partner) -> Partner:
        until = local_date(doing.where.clock(), partner.zone) + timedelta(days=days)
        return replace(partner, paused=True, paused_until=until.isoformat())

    doing.edit_own(paused)


def resume(doing: Doing) -> None:
    doing.edit_own(lambda partner: replace(partner, paused=False, paused_until=None))
