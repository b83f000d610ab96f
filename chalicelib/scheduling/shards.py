"""How many shards the due index has. They can be raised on a live table, never lowered.

Readers go first: planning reads the new shards before anybody writes to them. Each process keeps
the counts for five minutes, so ten minutes lie between the two steps (workbench shards raise).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Put

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.table import Table

KEPT_FOR = timedelta(minutes=5)
BETWEEN_STEPS = 2 * KEPT_FOR
MOST = 64  # each costs half a read unit a minute


@dataclass(frozen=True, slots=True)
class Counts:
    """`write` shards are written to, `read` are read; `since`: when `read` was raised."""

    read: int = keys.SHARDS
    write: int = keys.SHARDS
    since: datetime | None = None


@dataclass(slots=True)
class Shards:
    """The counts as this process knows them, never older than five minutes."""

    table: Table
    clock: Callable[[], datetime]
    _counts: Counts = field(default=Counts(), init=False)
    _at: datetime | None = field(default=None, init=False)

    def read(self) -> int:
        return self._fresh().read

    def write(self) -> int:
        return self._fresh().write

    def counts(self, *, consistent: bool = True) -> Counts:
        """As they stand in the table now."""
        item = self.table.get(keys.CONTROL, keys.SHARD_COUNTS, consistent=consistent)
        if item is None:
            return Counts()
        return Counts(item["read"], item["write"], datetime.fromisoformat(item["since"]))

    def raise_read(self, to: int) -> Counts:
        """The first step. Raises ValueError if it would lower anything or is too many."""
        now = self.counts()
        if not now.read <= to <= MOST:
            raise ValueError(f"shards can be raised from {now.read} to at most {MOST}")
        return self._keep(Counts(to, now.write, self.clock()))

    def raise_write(self) -> Counts:
        """The second step, once every process reads them. Raises ValueError if it is too early."""
        now = self.counts()
        if now.since is None or self.clock() < now.since + BETWEEN_STEPS:
            raise ValueError("not every process may know of the new shards yet")
        return self._keep(Counts(now.read, now.read, now.since))

    def _keep(self, counts: Counts) -> Counts:
        since = counts.since.isoformat() if counts.since else ""
        key = {"PK": keys.CONTROL, "SK": keys.SHARD_COUNTS}
        self.table.write(Put({**key, "read": counts.read, "write": counts.write, "since": since}))
        return counts

    def _fresh(self) -> Counts:
        now = self.clock()
        if self._at is None or not timedelta(0) <= now - self._at < KEPT_FOR:
            self._counts, self._at = self.counts(consistent=False), now
        return self._counts
