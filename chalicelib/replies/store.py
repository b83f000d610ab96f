"""Webhooks seen before, and what a partner's digits mean right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.table import ABSENT, Change, Conflict, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.table import Table

INBOUND_KEPT = timedelta(days=30)
OFFER_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """A webhook's first arrival, and our answer if we got that far."""

    first: datetime
    answer: str | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Dedupe by the provider's id, and the offer that the last answer made."""

    table: Table

    def arrive(self, provider_id: str, now: datetime) -> Seen:
        """Note a message; a repeated one gets its first arrival and answer back."""
        item = {
            "PK": keys.inbound_pk(provider_id),
            "SK": keys.INBOUND,
            "at": now.isoformat(),
            "expires_at": int((now + INBOUND_KEPT).timestamp()),
        }
        try:
            self.table.write(Put(item, ABSENT))
        except Conflict as conflict:
            if conflict.item is None:
                raise
            return _seen(conflict.item)
        return Seen(now, None)

    def find(self, provider_id: str) -> Seen | None:
        item = self.table.get(keys.inbound_pk(provider_id), keys.INBOUND, consistent=True)
        return _seen(item) if item else None

    def answered(self, provider_id: str, answer: str) -> None:
        self.table.write(Change(keys.inbound_pk(provider_id), keys.INBOUND, set={"answer": answer}))

    def offer(self, couple_id: str, partner: str, about: Mapping[str, Any], now: datetime) -> None:
        """What this partner's next digit is about."""
        item = {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.offer_sk(partner),
            "about": dict(about),
            "expires_at": int((now + OFFER_KEPT).timestamp()),
        }
        self.table.write(Put(item))

    def offered(self, couple_id: str, partner: str, now: datetime) -> Mapping[str, Any] | None:
        item = self.table.get(keys.couple_pk(couple_id), keys.offer_sk(partner), consistent=True)
        if item is None or item["expires_at"] <= now.timestamp():
            return None
        about: Mapping[str, Any] = item["about"]
        return about


def _seen(item: Mapping[str, Any]) -> Seen:
    return Seen(datetime.fromisoformat(item["at"]), item.get("answer"))
