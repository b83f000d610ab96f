"""Promise 1: a slot or notice is sent at most once; counted by what providers really took."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from workbench.simulate_faults.promises.errands import errand_of
from workbench.simulate_faults.world.reports import has_bounced

if TYPE_CHECKING:
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.providers import Taken


@dataclass(slots=True)
class Once:
    """By the key of its delivery, and by what the queue's message was about."""

    verdicts: Verdicts
    dice: Dice
    deliveries: dict[LedgerKey, Taken] = field(default_factory=dict)
    errands: set[tuple[str, ...]] = field(default_factory=set)

    def took(self, taken: Taken) -> None:
        errand, sk = errand_of(taken.process), taken.key.sk
        self.verdicts.hold(1, errand is not None, f"{sk} was sent by no send")
        self.verdicts.hold(1, taken.key not in self.deliveries, f"{sk} was sent twice")
        self.deliveries[taken.key] = taken
        if errand is None:
            return
        again = errand.identity in self.errands
        self.verdicts.hold(1, not again, f"{' '.join(errand.identity[1:])} was sent twice")
        self.errands.add(errand.identity)
        if errand.fallback:
            first = self.deliveries.get(LedgerKey(taken.key.pk, sk.removesuffix(keys.FALLBACK)))
            reached = first is not None and not has_bounced(first, self.dice)
            self.verdicts.hold(1, not reached, f"{sk} was sent, and the first try reached them")
