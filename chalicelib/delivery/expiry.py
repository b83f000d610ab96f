"""What time alone brings to an end: slots that came too late, doubts that nobody settled."""

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
    """scheduling.page.Expiry on the ledger: nothing that was due is lost silently."""

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

    def give_up(self, pk: str, sk: str, token: str) -> bool:
        """End a doubt. True if it had to be given up, False if it was settled before."""
        key = LedgerKey(pk, sk)
        given_up = self.ledger.give_up(key, token)
        self.ledger.no_doubt(key, token)
        return given_up


def slot_key(slot: Slot) -> LedgerKey:
    """Where a slot's delivery stands."""
    day = slot.times.local_date.isoformat()
    sk = keys.delivery_sk(slot.partner, day, slot.rhythm)
    return LedgerKey(keys.couple_pk(slot.couple_id), sk)
