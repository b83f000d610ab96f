"""Promise 3: what a process began and could finish, it finished; and all has an honest end."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import RANK
from workbench.simulate_faults.promises.discreet import EXPECTED
from workbench.simulate_faults.world.places import TWICE
from workbench.simulate_faults.world.reports import BOUNCES

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.process import Process
    from workbench.simulate_faults.world.providers import Taken
    from workbench.simulate_faults.world.watched_table import Commit

SETTLES = {"delivered", *BOUNCES}  # reports after which nothing is in doubt
HARMLESS = {TWICE}
UNSETTLED = {"claimed", "in_doubt"}


@dataclass(slots=True)
class Endings:
    """`claimed`: what a process claimed and has not given to a provider, by its attempt."""

    verdicts: Verdicts
    chronicle: Chronicle
    taken: list[Taken] = field(default_factory=list)
    _reported: dict[str, set[str]] = field(default_factory=dict)
    _claimed: dict[str, tuple[Process, str]] = field(default_factory=dict)

    def took(self, taken: Taken) -> None:
        self.taken.append(taken)
        self._claimed.pop(taken.attempt, None)

    def reported(self, taken: Taken, what: str) -> None:
        self._reported.setdefault(taken.attempt, set()).add(what)

    def committed(self, commit: Commit) -> None:
        if not commit.key[1].startswith((keys.DELIVERY, "NOTICE#")):
            return
        item = commit.after or commit.before or {}
        token = item.get("token", "")
        if commit.before is None and item["state"] == "claimed":
            self._claimed[token] = self.verdicts.stage.running(), commit.key[1]
        elif commit.after is None or item["state"] != "in_doubt":
            self._claimed.pop(token, None)

    def ended(self, process: Process, error: Exception | None) -> None:
        known = error is None or isinstance(error, EXPECTED)
        self.verdicts.hold(0, known, f"{process.name} ended by {_where(error)}")
        kept = [(token, sk) for token, (its, sk) in self._claimed.items() if its is process]
        for token, sk in kept:
            del self._claimed[token]
            blameless = error is None and HARMLESS.issuperset(process.faults)
            self.verdicts.hold(3, not blameless, f"{process.name} claimed {sk} for nothing")

    def in_the_end(self, end: datetime) -> None:
        """What was claimed before `end` is settled, and answered reports have moved deliveries."""
        for key, history in self.chronicle.ledger.items():
            if history.times[-1] < end:
                what = f"{key.sk} is {history.values[-1]} for good"
                settled = history.values[-1] not in UNSETTLED
                self.verdicts.hold(3, settled, what, history.times[-1])
        for taken in self.taken:
            self._must_be_as_told(taken)

    def _must_be_as_told(self, taken: Taken) -> None:
        told = self._reported.get(taken.attempt, set()) & SETTLES
        history = self.chronicle.ledger.get(taken.key)
        state = history.values[-1] if history else ""
        settled = not told or not state or RANK[state] >= RANK["delivered"]
        what = f"{taken.key.sk} was reported {' and '.join(sorted(told))} and is {state}"
        self.verdicts.hold(3, settled, what, taken.asked_at)


def _where(error: Exception | None) -> str:
    """An error and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{error!r} at {frames[-1].filename}:{frames[-1].lineno}" if frames else repr(error)
