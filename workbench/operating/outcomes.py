"""What became of one slot or notice: what `ledger` shows of an item, and nothing besides. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

from chalicelib import keys

if TYPE_CHECKING:
    from collections.abc import Collection

    from chalicelib.table import Item

NOTICE = "NOTICE#"
STARTS = (keys.DELIVERY, NOTICE)
# All that is read: no address or hash of one, no token, no provider's id, no words.
SHOWN = ("channel", "kind", "item", "state", "reason", "code", "missed", "through")
MOMENTS = ("due_at", "at", "sent_at", "receipt_at")
NAMES = ("PK", "SK", *SHOWN, *MOMENTS)
Sort = Literal["slot", "notice"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One entry of the ledger. `couple` is None while somebody is still signing up."""

    couple: str | None
    partner: str
    sort: Sort
    name: str  # "small", "check_in", or the notice's
    date: str | None  # a slot's own, local
    state: str
    channel: str | None
    kind: str | None
    item: str | None
    reason: str | None
    code: str | None
    due_at: datetime | None
    at: datetime | None  # when it was claimed, or ended
    sent_at: datetime | None
    receipt_at: datetime | None
    missed: int | None  # of an expired one: how many dates it stands for
    through: str | None  # ... and the last of them

    @property
    def what(self) -> str:
        return f"{self.date} {self.name}" if self.date else f"notice: {self.name}"

    @property
    def details(self) -> str:
        """Why, or what it was, in one line."""
        why = " ".join(part for part in (self.reason, self.code and f"({self.code})") if part)
        missed = self.missed and self.missed > 1 and f"{self.missed} missed, through {self.through}"
        return ", ".join(part for part in (why, missed, self.channel, self.item) if part)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def outcome_of(item: Item) -> Outcome:
    """What an item of the ledger says, without the cause of a notice: that may be a link's."""
    sort: Sort = "notice" if item["SK"].startswith(NOTICE) else "slot"
    _, partner, *rest = item["SK"].split("#")
    day, name = (None, rest[0]) if sort == "notice" else (rest[0], " ".join(rest[1:]))
    facts: dict[str, Any] = {name: item.get(name) for name in SHOWN}
    facts |= {name: _moment(item.get(name)) for name in MOMENTS}
    return Outcome(
        couple=_couple(item["PK"]),
        partner=partner,
        sort=sort,
        name=name,
        date=day,
        **facts,
    )


def fits(one: Outcome, states: Collection[str], since: date | None, sort: str | None) -> bool:
    """Whether it was asked for. Empty `states`, and None, ask for all."""
    day = one.through or one.date or (one.at and one.at.date().isoformat()) or ""
    return (
        (not states or one.state in states)
        and (since is None or day >= since.isoformat())
        and (sort is None or one.sort == sort)
    )


def in_order(one: Outcome) -> tuple[str, str, str]:
    """By couple, then by time."""
    moment = one.due_at or one.at
    return one.couple or "", moment.astimezone(UTC).isoformat() if moment else "", one.partner


def _couple(pk: str) -> str | None:
    prefix = keys.couple_pk("")
    return pk.removeprefix(prefix) if pk.startswith(prefix) else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
