"""What was due and wanted, by an account of our own: from a couple's preferences as committed.

A slot is owed when the preferences had it due, and went on having it at that very time until it
was worthless (and, in an outage, until the next tick found it so). Whoever changes their mind in
between may get it or not, and so may who does not want it while it is under way, and wants it
again on the same day; that much is theirs to have caused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.scheduling.due import local_date, slot_on
from chalicelib.scheduling.rhythms import plan_of
from workbench.simulate_faults.world.functions import MOST_OFF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chalicelib.couples.model import Couple, PartnerKey, Rhythm
    from chalicelib.couples.slot import SlotTimes
    from chalicelib.scheduling.due import Plan
    from workbench.simulate_faults.promises.chronicle import History

DAY = timedelta(days=1)
JUST_THEN = timedelta(seconds=2 * MOST_OFF)  # an edit so close to a slot may still miss it
TO_CATCH_UP = timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one partner wanted of one rhythm for a while."""

    begins: datetime
    ends: datetime
    couple: Couple | None
    key: PartnerKey
    plan: Plan | None

    def slot(self, day: date) -> SlotTimes | None:
        """What was wanted on that date."""
        partner = self.couple.partner(self.key) if self.couple else None
        if partner is None or self.plan is None or partner.paused_on(day):
            return None
        return slot_on(self.plan, day)

    def due(self) -> Iterator[SlotTimes]:
        """All slots that were due while it was so."""
        begins = self.begins + JUST_THEN
        if self.plan is None or begins >= self.ends:
            return
        day, last = local_date(begins, self.plan.zone), local_date(self.ends, self.plan.zone)
        for ahead in range(-1, (last - day).days + 2):
            times = self.slot(day + ahead * DAY)
            if times is not None and begins < times.due_at < self.ends:
                yield times


@dataclass(slots=True)
class Wishes:
    """One partner's rhythm, from the first version of the couple to the `end`."""

    history: History[Couple | None]
    key: PartnerKey
    rhythm: Rhythm
    end: datetime
    all: list[Wish] = field(default_factory=list)

    def __post_init__(self) -> None:
        ends = [*self.history.times[1:], self.end]
        for place, couple in enumerate(self.history.values):
            plan = plan_of(couple, self.key, self.rhythm) if couple else None
            begins = self.history.times[place]
            self.all.append(Wish(begins, ends[place], couple, self.key, plan))

    def owed(self, found_by: Callable[[SlotTimes], datetime]) -> Iterator[SlotTimes]:
        """Those that stayed as they were until, at the latest, they were found too late."""
        for place, wish in enumerate(self.all):
            for times in wish.due():
                until = found_by(times)
                later = (one for one in self.all[place + 1 :] if one.begins <= until)
                if until < self.end and all(one.slot(times.local_date) == times for one in later):
                    yield times

    def unwanted(self, since: datetime, times: SlotTimes) -> bool:
        """Whether that date was to have no slot at some time while its message was under way.

        Worthless slots end as expired, wanted or not, but for those of a couple that is gone.
        """
        until = times.good_until + JUST_THEN
        return any(
            one.slot(times.local_date) is None
            for one in self.all
            if one.ends >= since and (one.begins <= until or one.couple is None)
        )


def found_by(times: SlotTimes, outages: Sequence[tuple[datetime, datetime]]) -> datetime:
    """When planning certainly has found a slot, at the latest."""
    late = [ends + TO_CATCH_UP for begins, ends in outages if begins <= times.good_until <= ends]
    return max([times.good_until + JUST_THEN, *late])
