"""Webhooks seen before, and what a partner's digits mean right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.table import ABSENT, Change, Conflict, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import PartnerKey
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
    """Dedupe by the provider's id, and what the last answer, and the last date's text, offered."""

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
            "at": now.isoformat(),
            "expires_at": int((now + OFFER_KEPT).timestamp()),
        }
        self.table.write(Put(item))

    def asked(self, couple_id: str, key: PartnerKey, day: str, record: Mapping[str, Any]) -> None:
        """A date's text went out on that day: its digits mean its ideas from now on."""
        ideas = record["ideas"]
        digits = {str(number): idea for number, idea in enumerate(ideas, start=1)}
        about = {"date": {"day": day, "ideas": ideas}, "digits": {**digits, "0": ""}}
        at = datetime.fromisoformat(record["open_from"])
        self.ask(couple_id, key, about, at, record["open_until"])

    def ask(
        self, couple_id: str, partner: str, about: Mapping[str, Any], at: datetime, until: str
    ) -> None:
        """What their digits mean after a text that asked at that time, until then (ISO).

        It stands beside the offer of an answer: whichever is newer counts first.
        """
        item = {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.offer_sk(partner, "date"),
            "about": {**about, "until": until},
            "at": at.isoformat(),
            "expires_at": int(datetime.fromisoformat(until).timestamp()),
        }
        self.table.write(Put(item))

    def meaning(
        self, couple_id: str, partner: str, digit: str, now: datetime
    ) -> Mapping[str, Any] | None:
        """The newest offer that has this digit."""
        pk, prefix = keys.couple_pk(couple_id), keys.offer_sk(partner)
        found = [
            one
            for one in self.table.query(pk, prefix, consistent=True)
            if one["expires_at"] > now.timestamp() and digit in one["about"].get("digits", {})
        ]
        about: Mapping[str, Any] | None = None
        if found:
            about = max(found, key=lambda one: str(one.get("at", "")))["about"]
        return about


def _seen(item: Mapping[str, Any]) -> Seen:
    return Seen(datetime.fromisoformat(item["at"]), item.get("answer"))
