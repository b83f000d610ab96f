"""What a preview showed of a slot, and whether that is what came. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.table import Item

CAME = ("sent", "delivered")


@dataclass(frozen=True, slots=True)
class Shown:
    """One slot. `kind` is None where nothing in the library fits: it will be skipped."""

    due_at: datetime
    channel: str
    kind: str | None
    item: str | None


@dataclass(slots=True)
class Window:
    """What was shown to a couple, from when until when it counts."""

    taken: datetime
    slots: Mapping[str, Shown]  # by SK
    closed: datetime | None = None


def is_as_shown(shown: Shown, came: Item) -> bool:
    """Whether a delivery of the ledger is what its preview said."""
    if shown.kind is None or came["state"] not in CAME:
        return shown.kind is None and came["state"] == "skipped"
    due_at = datetime.fromisoformat(came["due_at"])
    return shown == Shown(due_at, came["channel"], came["kind"], came.get("item"))


def stands_for(came: Item, sk: str) -> bool:
    """Whether it is the one entry for all of a rhythm that were missed, that slot among them."""
    _, key, day, rhythm = came["SK"].split("#")
    _, its_key, its_day, its_rhythm = sk.split("#")
    same = (key, rhythm) == (its_key, its_rhythm)
    return same and came["state"] == "expired" and day <= its_day <= came.get("through", day)


def difference(shown: Shown | None, came: Item | None) -> str:
    """Both, for somebody who wants to know why."""
    seen = (shown.due_at.isoformat(), shown.channel, shown.kind, shown.item) if shown else ()
    names = ("state", "reason", "due_at", "channel", "kind", "item")
    got = [came[name] for name in names if name in came] if came else ()
    return f"shown {_words(seen)}; came {_words(got)}"


def _words(parts: Iterable[object]) -> str:
    return ", ".join(str(part) for part in parts if part is not None) or "nothing"
