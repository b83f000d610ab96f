"""Slots that came too late end in the ledger, too: nothing that was due is lost silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.store import Ledger


@dataclass(frozen=True, slots=True)
class LedgerExpiry:
    """scheduling.plan.Expiry on the ledger."""

    ledger: Ledger

    def expire(self, slot: Slot, missed: Sequence[date], now: datetime) -> None:
        """One entry for all that were missed on end: the first's, which names the last."""
        facts = {
            "reason": "too late",
            "due_at": slot.times.due_at.isoformat(),
            "missed": len(missed),
            "through": missed[-1].isoformat(),
        }
        self.ledger.close(slot_key(slot), "expired", facts, now)


def slot_key(slot: Slot) -> LedgerKey:
    """Where a slot's delivery stands."""
    day = slot.times.local_date.isoformat()
    sk = keys.delivery_sk(slot.partner, day, slot.rhythm)
    return LedgerKey(keys.couple_pk(slot.couple_id), sk)
