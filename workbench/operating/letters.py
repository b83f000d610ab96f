"""One dead letter: which slot or notice it is about, as far as its body tells. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from chalicelib import keys
from chalicelib.couples.model import RHYTHMS, PartnerKey
from chalicelib.delivery.jobs import loads
from chalicelib.delivery.model import LedgerKey

# A body that somebody made may hold anything; what is shown of it is no address and no words.
ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
NAME = re.compile(r"[a-z_]{1,20}")
PK = re.compile(rf"(?:{keys.COUPLE}|{keys.LINK})#{ID.pattern}")
CAUSE = re.compile(r".+")


@dataclass(frozen=True, slots=True)
class About:
    """A slot or notice, and where its delivery stands in the ledger."""

    key: LedgerKey
    sort: Literal["slot", "notice"]
    couple: str | None  # None while somebody is still signing up
    partner: str
    name: str  # "small", "check_in", or the notice's
    date: str | None  # a slot's own, local
    fallback: bool  # a slot's second try, on the partner's other channel
    due_at: datetime | None
    good_until: datetime | None

    @property
    def what(self) -> str:
        words = f"{self.date} {self.name}" if self.date else f"notice: {self.name}"
        return f"{words} fallback" if self.fallback else words


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that failed for good. `handle` is good for this receipt of it only."""

    id: str
    handle: str
    body: str
    reason: str | None  # None: SQS moved it by itself, nobody could say why
    queued_at: datetime  # in SQS's time, which is the real one

    @property
    def readable(self) -> bool:
        """Whether sending would understand it."""
        try:
            loads(self.body)
        except ValueError:
            return False
        return True


def about(body: str) -> About | None:
    """What a body is about, even if sending cannot read all of it. None: it does not say."""
    try:
        message = json.loads(body)
        return _slot(message) if "slot" in message else _notice(message)
    except (KeyError, TypeError, ValueError):
        return None


def _slot(message: dict[str, Any]) -> About:
    one = message["slot"]
    couple, partner = _fits(ID, one["couple"]), _partner(one["partner"])
    rhythm, day = one["rhythm"], date.fromisoformat(one["date"]).isoformat()
    if rhythm not in RHYTHMS:
        raise ValueError(rhythm)
    sk, fallback = keys.delivery_sk(partner, day, rhythm), bool(message.get("fallback"))
    return About(
        key=LedgerKey(keys.couple_pk(couple), keys.fallback_sk(sk) if fallback else sk),
        sort="slot",
        couple=couple,
        partner=partner,
        name=rhythm,
        date=day,
        fallback=fallback,
        due_at=_moment(one.get("due_at")),
        good_until=_moment(one.get("good_until")),
    )


def _notice(message: dict[str, Any]) -> About:
    one = message["notice"]
    pk, partner, name = _fits(PK, one["pk"]), _partner(one["partner"]), _fits(NAME, one["name"])
    start, _, couple = pk.partition("#")
    return About(
        key=LedgerKey(pk, keys.notice_sk(partner, name, _fits(CAUSE, one["cause"]))),
        sort="notice",
        couple=couple if start == keys.COUPLE else None,
        partner=partner,
        name=name,
        date=None,
        fallback=False,
        due_at=None,
        good_until=_moment(one.get("good_until")),
    )


def _partner(value: Any) -> str:
    if value not in get_args(PartnerKey):
        raise ValueError("no partner")
    return str(value)


def _fits(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(value):
        raise ValueError("not as we make it")
    return str(value)


def _moment(value: Any) -> datetime | None:
    """An aware moment; None if it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
