"""Promise 7: what nothing held up comes at the time that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.scheduling.due import slot_on
from chalicelib.scheduling.rhythms import plan_of
from workbench.simulate_faults.promises.errands import errand_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.couples.slot import SlotTimes
    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.errands import Errand
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.providers import Taken

IN_TIME = timedelta(minutes=3)
BEFORE = timedelta(minutes=15)  # what struck then may still hold something up


@dataclass(slots=True)
class OnTime:
    """Judged only where nothing at all has struck for a while."""

    verdicts: Verdicts
    chronicle: Chronicle
    dice: Dice
    outages: Sequence[tuple[datetime, datetime]]

    def took(self, taken: Taken) -> None:
        errand = errand_of(taken.process)
        times = self._asked_for(errand) if errand else None
        if errand is None or times is None or self._held_up(times.due_at - BEFORE):
            return
        kept = taken.asked_at <= times.due_at + IN_TIME
        what = f"{taken.key.sk} was asked for at {times.due_at:%H:%M}Z and held up by nothing"
        self.verdicts.hold(7, kept, what)

    def _held_up(self, since: datetime) -> bool:
        struck = bool(self.dice.times) and self.dice.times[-1] >= since
        return struck or any(since <= ends for begins, ends in self.outages if begins <= self._now)

    @property
    def _now(self) -> datetime:
        return self.verdicts.stage.now

    def _asked_for(self, errand: Errand) -> SlotTimes | None:
        """As the couple wants it now."""
        couple = self.chronicle.couple(errand.couple_id, self.verdicts.stage.step)
        if couple is None or errand.times is None or errand.fallback:
            return None
        plan = plan_of(couple, errand.partner, errand.rhythm)
        return slot_on(plan, errand.times.local_date) if plan else None
