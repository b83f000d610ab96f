"""What the rest of the house asks of the schedule: is this still wanted, what comes next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.words import clock_words, date_words
from chalicelib.couples.model import RHYTHMS
from chalicelib.scheduling.due import local_date, local_time, slot_on
from chalicelib.scheduling.entries import entry_of, next_of, start_of, unplanned
from chalicelib.scheduling.rhythms import plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.couples.model import Channel, Couple, Partner, PartnerKey, Rhythm
    from chalicelib.couples.slot import Slot, SlotTimes
    from chalicelib.table import Item

WHAT = {"small": "A small note", "check_in": "The agenda for your check-in"}
TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Coming:
    """One slot that will come to a partner."""

    rhythm: Rhythm
    channel: Channel
    times: SlotTimes
    when: str  # local, as people say it: "Mon 23 Nov, 8:15 pm"


class Schedule:
    """The questions, as one thing to hand around."""

    def wanted(self, couple: Couple, slot: Slot) -> SlotTimes | None:
        """This date's slot as the couple's preferences have it now, None if they want none."""
        plan = plan_of(couple, slot.partner, slot.rhythm)
        return slot_on(plan, slot.times.local_date) if plan else None

    def unplanned(self, existing: Sequence[Item], slot: Slot) -> list[Item]:
        """A couple's due entries as if this slot's date had not had its slot yet."""
        return unplanned(existing, slot)

    def may_text(self, partner: Partner, now: datetime) -> bool:
        """Whether it is within the partner's own hours for texts."""
        return partner.texts_from <= f"{local_time(now, partner.zone):%H:%M}" < partner.texts_end

    def upcoming(
        self,
        couple: Couple,
        key: PartnerKey,
        now: datetime,
        days: int = TWO_WEEKS,
        entries: Sequence[Item] = (),
    ) -> list[Coming]:
        """What will come in the next days, in order, from the code that plans it.

        `entries` are the couple's due entries: a date that had its slot gets no other.
        """
        found = [
            one
            for rhythm in RHYTHMS
            for one in _of(couple, key, rhythm, now, days, entry_of(entries, key, rhythm))
        ]
        return sorted(found, key=lambda one: one.times.due_at)

    def coming(self, couple: Couple, key: PartnerKey, now: datetime) -> list[str]:
        """The same as sentences, for a message."""
        upcoming = self.upcoming(couple, key, now, TWO_WEEKS // 2)
        return [f"{WHAT[one.rhythm]} comes {one.when}" for one in upcoming]


def _of(
    couple: Couple, key: PartnerKey, rhythm: Rhythm, now: datetime, days: int, entry: Item | None
) -> list[Coming]:
    plan, partner = plan_of(couple, key, rhythm, now.date()), couple.partner(key)
    if plan is None or partner is None or (entry and "aside" in entry):
        return []
    channel = partner.small.channel if rhythm == "small" else partner.check_in.channel
    found: list[Coming] = []
    after, last = start_of(entry, now)
    while slot := next_of(couple, key, plan, last, after):
        if (slot.local_date - local_date(now, plan.zone)).days >= days:
            break
        local = local_time(slot.due_at, plan.zone)
        when = f"{date_words(local)}, {clock_words(f'{local:%H:%M}')}"
        if now < slot.good_until:
            found.append(Coming(rhythm, channel, slot, when))
        last = slot.local_date.isoformat()
    return found
