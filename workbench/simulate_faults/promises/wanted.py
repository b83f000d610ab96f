"""Promise 2 (and the times of 4 and 7): nothing goes to somebody who does not want it now.

What counts is what was committed before the last check of the process that sent it: before its
claim, or its last look at the couple after the claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.scheduling.due import local_time, slot_on
from chalicelib.scheduling.rhythms import plan_of
from workbench.simulate_faults.promises.errands import errand_of
from workbench.simulate_faults.world.functions import MOST_OFF
from workbench.simulate_faults.world.process import Looked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Couple, Partner
    from chalicelib.couples.slot import SlotTimes
    from workbench.simulate_faults.people.said import Said
    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.errands import Errand
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken

CLOCKS_DIFFER = timedelta(seconds=2 * MOST_OFF)
ANSWERS_A_TAP = {"confirm", "link", "welcome"}  # these may come at any hour
NEVER = Looked(0, datetime.min.replace(tzinfo=UTC))
Wrong = tuple[int, bool, str]  # the promise, whether it is kept, what is wrong if not


@dataclass(slots=True)
class Wanted:
    verdicts: Verdicts
    chronicle: Chronicle
    said: Said

    def took(self, taken: Taken) -> None:
        errand = errand_of(taken.process)
        if errand is None:
            return
        claim = self.chronicle.claims.get((taken.key, taken.attempt), NEVER)
        for promise, kept, what in self._all(taken, errand, claim):
            self.verdicts.hold(promise, kept, f"{taken.key.sk} was sent {what}")

    def _all(self, taken: Taken, errand: Errand, claim: Looked) -> Iterator[Wrong]:
        hold = _later(claim, taken.process.looks.get((keys.CONTROL, keys.HOLD)))
        yield 2, not self.chronicle.held(hold.step), "while everything was held"
        held = self.said.held is not None and self.said.held < hold.step
        yield 2, not held, "after the operator held everything"
        if errand.couple_id:
            pk = keys.couple_pk(errand.couple_id)
            look = _later(claim, taken.process.looks.get((pk, keys.COUPLE)))
            yield from self._to_couple(taken, errand, look)
        if errand.times is None:
            fresh = taken.asked_at < errand.good_until + CLOCKS_DIFFER
            yield 4, fresh, "after it was worthless"

    def _to_couple(self, taken: Taken, errand: Errand, look: Looked) -> Iterator[Wrong]:
        couple = self.chronicle.couple(errand.couple_id, look.step)
        partner = couple.partner(errand.partner) if couple else None
        yield 2, partner is not None, "to somebody who was gone"
        if couple is None or partner is None:
            return
        contact = partner.contact(taken.channel)
        ours = contact is not None and contact.address == taken.to
        yield 2, ours, "to an address that was not theirs"
        confirmed = contact is not None and contact.state == "confirmed"
        yield 2, confirmed, "to an address that had left"
        left = self.said.left.get((taken.channel, taken.to))
        yield 2, left is None or left >= look.step, "after they were told that they have left"
        if taken.channel == "sms" and errand.name not in ANSWERS_A_TAP:
            yield 2, _within_hours(partner, look.at), "outside their hours for texts"
        if errand.times:
            yield from self._slot(taken, errand, errand.times, couple, look)

    def _slot(
        self, taken: Taken, errand: Errand, planned: SlotTimes, couple: Couple, look: Looked
    ) -> Iterator[Wrong]:
        partner = couple.partner(errand.partner)
        if partner is None:
            return
        paused = self.said.paused.get((errand.couple_id, errand.partner))
        yield 2, paused is None or paused >= look.step, "after they were told that they pause"
        yield 2, not partner.paused_on(planned.local_date), "while they paused"
        if errand.fallback:
            couple = couple.using(errand.partner, errand.rhythm, taken.channel)
        plan = plan_of(couple, errand.partner, errand.rhythm)
        times = slot_on(plan, planned.local_date) if plan else None
        yield 2, times is not None, "when they did not want it any more"
        if times is not None:
            asked, due_at = taken.asked_at, times.due_at
            if errand.fallback:  # its time was that of the first try
                due_at = min(due_at, planned.due_at)
            yield 7, asked >= due_at - CLOCKS_DIFFER, f"before its time, {due_at}"
            yield 4, asked < times.good_until + CLOCKS_DIFFER, "after it was worthless"


def _later(claim: Looked, look: Looked | None) -> Looked:
    return look if look is not None and look.step > claim.step else claim


def _within_hours(partner: Partner, moment: datetime) -> bool:
    """By some clock of ours, at least."""
    off = timedelta(seconds=MOST_OFF)
    clocks = (f"{local_time(at, partner.zone):%H:%M}" for at in (moment - off, moment + off))
    return any(partner.texts_from <= clock < partner.texts_end for clock in clocks)
