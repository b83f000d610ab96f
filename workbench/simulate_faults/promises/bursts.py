"""Promise 4: after an outage nobody gets at once what had piled up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from workbench.simulate_faults.promises.errands import errand_of

if TYPE_CHECKING:
    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken

APART = timedelta(hours=6)  # at least, two of one rhythm that both come late
LATE = timedelta(minutes=30)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class NoBursts:
    """`last`: when somebody last got one that had waited, and when that had been due."""

    verdicts: Verdicts
    chronicle: Chronicle
    last: dict[tuple[str, str, str], tuple[datetime, datetime]] = field(default_factory=dict)

    def took(self, taken: Taken) -> None:
        errand, now = errand_of(taken.process), self.verdicts.stage.now
        if errand is None or errand.times is None or errand.fallback:  # it follows its first try
            return
        due_at, history = errand.times.due_at, self.chronicle.couples.get(errand.couple_id)
        edited = history.times[-1] if history else due_at  # what they move to earlier comes at once
        if now - max(due_at, edited) < LATE:
            return
        who = (errand.couple_id, errand.partner, errand.name)
        came, was_due = self.last.get(who, (NEVER, NEVER))
        self.last[who] = now, due_at
        piled_up = now - came < APART <= due_at - was_due
        what = f"two late {errand.name} within hours, the second of {errand.which}"
        self.verdicts.hold(4, not piled_up, what)
