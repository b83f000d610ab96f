"""The due index, entry by entry: where each stands, and what each shard has to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.keys import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from chalicelib.scheduling.shards import Counts
    from chalicelib.table import Item, Table

AT_ONCE = 1000  # entries read in one call
EVER = "9999-12-31T23:59:59Z"


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry in the index, and what its next write must find unchanged."""

    pk: str
    sk: str
    shard: str
    due_at: str
    rev: Any  # None: its plan has none

    def home(self, shards: int) -> str:
        """The shard in which it belongs."""
        return keys.due_shard(self.pk.removeprefix(keys.couple_pk("")), shards)


@dataclass(frozen=True, slots=True)
class Shard:
    """What one shard holds."""

    shard: str
    entries: int
    due_now: int
    busiest: int  # entries that are due in the same minute
    busiest_at: str | None  # ... and which, UTC
    to_move: int  # entries that belong in another shard

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def standing_of(item: Item) -> Standing | None:
    """Where an entry stands; None if it is not in the index."""
    if "due_shard" not in item:
        return None
    plan = item.get("plan")
    rev = plan.get("rev") if isinstance(plan, dict) else None
    return Standing(item["PK"], item["SK"], item["due_shard"], item["due_at"], rev)


def standing_in(table: Table, shard: str) -> Iterator[Standing]:
    """The entries of one shard, earliest first."""
    page = table.due(shard, EVER, AT_ONCE)
    while True:
        yield from filter(None, map(standing_of, page.items))
        if page.more is None:
            return
        page = table.due(shard, EVER, AT_ONCE, page.more)


def shard_of(table: Table, shard: str, counts: Counts, now: datetime) -> Shard:
    """What one shard holds, counted."""
    until = utc_text(now)
    entries = due = away = 0
    minutes: Counter[str] = Counter()
    for one in standing_in(table, shard):
        entries += 1
        due += one.due_at <= until
        away += one.home(counts.write) != shard
        minutes[one.due_at[:16]] += 1
    (minute, most) = minutes.most_common(1)[0] if minutes else (None, 0)
    return Shard(shard, entries, due, most, minute, away)


def away_from_home(table: Table, counts: Counts) -> Iterator[Standing]:
    """The entries that belong in another shard than theirs, as `counts` has it."""
    for shard in keys.due_shards(counts.read):
        for one in standing_in(table, shard):
            if one.home(counts.write) != shard:
                yield one
