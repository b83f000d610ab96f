"""Promise 7: a delivery only moves forward, and is taken back only if it certainly was not sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import RANK, LedgerKey
from workbench.simulate_faults.world.reports import has_failed

if TYPE_CHECKING:
    from chalicelib.table import Item
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.process import Process
    from workbench.simulate_faults.world.providers import Taken
    from workbench.simulate_faults.world.watched_table import Commit

FIRST = {"claimed", "skipped", "expired"}
SAYS_SENT = {"sent", "delivered"}
SAYS_NOT_SENT = {"skipped", "expired"}


@dataclass(slots=True)
class Forward:
    """Watches every write to the ledger. `taken`: what providers really took, by attempt."""

    verdicts: Verdicts
    dice: Dice
    taken: dict[str, Taken] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)  # partitions
    _holders: dict[str, Process] = field(default_factory=dict)  # by token
    _keys: set[LedgerKey] = field(default_factory=set)

    def took(self, taken: Taken) -> None:
        self.taken[taken.attempt] = taken
        self._keys.add(taken.key)

    def committed(self, commit: Commit) -> None:
        pk, sk = commit.key
        if sk == keys.COUPLE and commit.after is None:
            self.erased.add(pk)
        if pk in self.erased:
            back = commit.after is not None and sk.startswith((keys.COUPLE, keys.DUE))
            self.verdicts.hold(7, not back, f"{sk} of an erased couple is back")
        elif sk.startswith((keys.DELIVERY, "NOTICE#")):
            self._delivery(sk, commit.before, commit.after, pk)

    def _delivery(self, sk: str, before: Item | None, after: Item | None, pk: str) -> None:
        hold = self.verdicts.hold
        if after is None:
            self._released(sk, before or {})
            return
        state, token = after["state"], after.get("token", "")
        if before is None:
            self._holders[token] = self.verdicts.stage.running()
            hold(7, state in FIRST, f"{sk} begins as {state}")
        else:
            same = state == before["state"]
            forward = same or RANK[state] > RANK[before["state"]]
            hold(7, forward, f"{sk} moved from {before['state']} to {state}")
            hold(7, token == before.get("token", ""), f"{sk} became another's")
        honest = state not in SAYS_SENT or token in self.taken
        hold(7, honest, f"{sk} is called {state}, and was never taken")
        hidden = state in SAYS_NOT_SENT and LedgerKey(pk, sk) in self._keys
        hold(7, not hidden, f"{sk} is called {state}, and was taken")
        taken = self.taken.get(token)
        wronged = state == "failed" and taken is not None and not has_failed(taken, self.dice)
        hold(7, not wronged, f"{sk} is called {state}, and reached them")

    def _released(self, sk: str, before: Item) -> None:
        hold, token = self.verdicts.hold, before.get("token", "")
        hold(7, token not in self.taken, f"{sk} was sent, and its delivery is gone")
        hold(7, before["state"] in {"claimed", "in_doubt"}, f"{sk} was taken back")
        its = self._holders.get(token) is self.verdicts.stage.running()
        hold(7, its, f"{sk} was released by another than claimed it")
