"""What a month used, counted from the ledger: messages that a provider was handed. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from workbench.operating.month import Month
from workbench.operating.outcomes import STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# All that is read: whether and when something was sent, by what; never to whom, nor a word.
NAMES = ("PK", "SK", "state", "channel", "at", "sent_at")
EVERYTHING = (*STARTS, keys.COUPLE, keys.INBOUND)
GONE_OUT = {"sent", "delivered", "in_doubt", "unknown"}  # or may have: then it is billed as well
INBOUND_KEPT = timedelta(days=30)  # as replies/store keeps what came in
TEXT_IDS = ("SM", "MM")  # how Twilio's ids of messages begin; those of emails are others


@dataclass(frozen=True, slots=True)
class Counted:
    """Messages that left in a month. Every text of ours is one segment (delivery/tap)."""

    texts: int = 0
    emails: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.texts + other.texts, self.emails + other.emails)

    def scaled(self, by: float) -> Counted:
        return Counted(round(self.texts * by), round(self.emails * by))


@dataclass(frozen=True, slots=True)
class Usage:
    """What the table tells of all months that it still has."""

    couples: frozenset[str]
    slots: Mapping[Month, Counted]
    notices: Mapping[Month, Counted]
    # Both in the last thirty days: what came in is kept no longer.
    texts_in: int
    emails_in: int
    earliest: Month | None = field(default=None)

    def sent(self, month: Month) -> Counted:
        return self.slots.get(month, Counted()) + self.notices.get(month, Counted())


def usage_of(items: Iterable[Mapping[str, Any]], now: datetime) -> Usage:
    """Count them in one go. `items`: with NAMES, those whose SK starts with EVERYTHING."""
    couples, counts, came = set[str](), Counter[tuple[str, Month, str]](), Counter[str]()
    for one in items:
        sk = one["SK"]
        if sk == keys.COUPLE:
            couples.add(one["PK"].removeprefix(keys.couple_pk("")))
        elif sk == keys.INBOUND:
            came[_by(one)] += now - datetime.fromisoformat(one["at"]) <= INBOUND_KEPT
        elif sk.startswith(STARTS) and gone_out(one):
            sort = "slots" if sk.startswith(keys.DELIVERY) else "notices"
            counts[sort, _month(one), one["channel"]] += 1
    months = {month for _, month, _ in counts}

    def of(sort: str) -> dict[Month, Counted]:
        return {
            one: Counted(counts[sort, one, "sms"], counts[sort, one, "email"]) for one in months
        }

    earliest = min(months, default=None)
    return Usage(
        frozenset(couples), of("slots"), of("notices"), came["sms"], came["email"], earliest
    )


def gone_out(item: Mapping[str, Any]) -> bool:
    """Whether a provider took it: then it costs, even if it failed later."""
    return "channel" in item and ("sent_at" in item or item["state"] in GONE_OUT)


def _month(item: Mapping[str, Any]) -> Month:
    return Month.of(datetime.fromisoformat(item.get("sent_at") or item["at"]))


def _by(item: Mapping[str, Any]) -> str:
    name = item["PK"].removeprefix(keys.inbound_pk(""))
    return "sms" if name.startswith(TEXT_IDS) else "email"
