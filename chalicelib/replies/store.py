"""Webhooks seen before, and what a partner's digits mean right now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.preferences import Gone
from chalicelib.replies.offers import Offer, date_facts, ideas_by_digit
from chalicelib.replies.said import Quoted
from chalicelib.table import ABSENT, Change, Conflict, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import PartnerKey
    from chalicelib.couples.presence import Present
    from chalicelib.table import Item, Table

INBOUND_KEPT = timedelta(days=30)
WORDS_KEPT = timedelta(days=2)  # of what was read back, or of an email's subject
NOT_HERE = ""  # it was answered; with which words stands apart, or no more
OFFER_KEPT = timedelta(days=7)
TRIES = 5
DATE = "date"  # its offer stands beside that of an answer: whichever is newer counts first


@dataclass(frozen=True, slots=True)
class Seen:
    """A webhook's first arrival, and our answer if we got that far."""

    first: datetime
    answer: str | None
    thread: Mapping[str, str] = field(default_factory=dict)  # of an email: where it stands


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
            return _seen(self._whole(conflict.item))
        return Seen(now, None)

    def find(self, provider_id: str) -> Seen | None:
        item = self.table.get(keys.inbound_pk(provider_id), keys.INBOUND, consistent=True)
        return _seen(self._whole(item)) if item else None

    def answered(self, provider_id: str, answer: str, now: datetime) -> None:
        """What a repeated message is answered, too. Words of theirs stand apart, as theirs."""
        kept = answer
        if isinstance(answer, Quoted):
            self._apart(provider_id, answer.to, {"answer": str(answer)}, now)
            kept = NOT_HERE
        self.table.write(Change(keys.inbound_pk(provider_id), keys.INBOUND, set={"answer": kept}))

    def threaded(
        self, provider_id: str, thread: Mapping[str, str], to: Present, now: datetime
    ) -> None:
        """Where the answer to an email belongs, for the notice that brings it: their words."""
        self._apart(provider_id, to, {"thread": thread}, now)

    def _apart(
        self, provider_id: str, to: Present, facts: Mapping[str, Any], now: datetime
    ) -> None:
        """Beside all else that is theirs, so that an erasure finds it; nothing, if they left."""
        until = int((now + WORDS_KEPT).timestamp())
        pk, sk = keys.couple_pk(to.couple_id), keys.answer_sk(to.partner, provider_id)
        with suppress(Gone):
            to.do(self.table, Change(pk, sk, set={**facts, "expires_at": until}, expect=None))
            whose = {"couple": to.couple_id, "partner": to.partner}
            self.table.write(Change(keys.inbound_pk(provider_id), keys.INBOUND, set={"of": whose}))

    def _whole(self, item: Item) -> Item:
        """With what stands apart, as long as it does."""
        if "of" not in item:
            return item
        provider_id = item["PK"].removeprefix(keys.inbound_pk(""))
        sk = keys.answer_sk(item["of"]["partner"], provider_id)
        pk = keys.couple_pk(item["of"]["couple"])
        return {**item, **(self.table.get(pk, sk, consistent=True) or {})}

    def offer(
        self, couple_id: str, partner: str, offer: Offer, now: datetime, of: str = ""
    ) -> None:
        """What this partner's next digit is about, unless something newer asked meanwhile.

        `of`: one of its own kind replaces it, another kind stands beside it.
        """
        pk, sk = keys.couple_pk(couple_id), keys.offer_sk(partner, of)
        item: Item = {
            "PK": pk,
            "SK": sk,
            "about": {
                "kind": offer.about,
                "digits": dict(offer.digits),
                "facts": dict(offer.facts),
            },
            "at": now.isoformat(),
            "expires_at": int(_until(offer, now).timestamp()),
        }
        for _ in range(TRIES):
            standing = self.table.get(pk, sk, consistent=True)
            if standing is not None and standing.get("at", "") > item["at"]:
                return
            unmoved = Expect(attributes={"at": standing.get("at")}) if standing else ABSENT
            try:
                self.table.write(Put(item, unmoved))
            except Conflict:
                continue
            return

    def offers(self, couple_id: str, partner: str, now: datetime) -> list[Offer]:
        """What answers, and dates' texts, have offered them and still stands."""
        found = self.table.query(keys.couple_pk(couple_id), keys.offer_sk(partner), consistent=True)
        return [_offer(one) for one in found if one["expires_at"] > now.timestamp()]

    def asked(self, couple_id: str, key: PartnerKey, day: str, record: Mapping[str, Any]) -> None:
        """A date's text went out on that day: its digits mean its ideas from now on."""
        digits, facts = ideas_by_digit(record["ideas"]), date_facts(day, record)
        at = datetime.fromisoformat(record["open_from"])
        self.offer(couple_id, key, Offer("date", digits, facts), at, of=DATE)


def _offer(item: Mapping[str, Any]) -> Offer:
    about = item["about"]
    return Offer(
        about.get("kind", "kept"), about["digits"], about.get("facts", {}), item.get("at", "")
    )


def _seen(item: Mapping[str, Any]) -> Seen:
    return Seen(datetime.fromisoformat(item["at"]), item.get("answer"), item.get("thread", {}))


def _until(offer: Offer, now: datetime) -> datetime:
    """A date is for the week it was asked for."""
    until = offer.facts.get("until")
    return datetime.fromisoformat(until) if until else now + OFFER_KEPT
