"""The true table: whatever becomes of it is told to those who watch, at the moment it does."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.table import Change
from workbench.indexed_table import LAST, IndexedTable
from workbench.memory_table import MemoryTable
from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.table import Item, Table, Write
    from workbench.simulate_faults.world.events import Events

    Key = tuple[str, str]

OLDEST_READ = timedelta(seconds=3)  # how far behind a read may be that need not be consistent


@dataclass(frozen=True, slots=True)
class Commit:
    """One item as it was and as it is now; None: it was not, or is not, there."""

    key: Key
    before: Item | None
    after: Item | None
    write: Write


class WatchedTable(IndexedTable):
    """Tells `events` of every commit."""

    def __init__(self, now: Callable[[], datetime], events: Events) -> None:
        super().__init__()
        self._now, self._events = now, events
        self._undo: deque[tuple[datetime, Key, Item | None]] = deque()
        self._untold: list[Commit] = []

    def write(self, write: Write) -> Item | None:
        answer = super().write(write)
        self._tell()
        return answer

    def transact(self, writes: Sequence[Write]) -> None:
        super().transact(writes)
        self._tell()

    def due_by(self, until: str) -> dict[str, list[str]]:
        """The couples that have something due, by shard."""
        ends = (until, LAST, LAST)
        found = {
            shard: [pk.partition("#")[2] for _, pk, _ in places[: bisect_right(places, ends)]]
            for shard, places in self._shards.items()
        }
        return {shard: couples for shard, couples in found.items() if couples}

    def shards_to_read(self, until: str) -> set[str]:
        """Those that show something due, also to a read that is old."""
        was = (before for _, _, before in self._undo if before is not None)
        old = {before["due_shard"] for before in was if "due_shard" in before}
        return old | self.due_by(until).keys()

    def as_of(self, moment: datetime) -> Table:
        """The table as an old read may show it: most often, as it is."""
        was: dict[Key, Item | None] = {}
        for at, key, before in reversed(self._undo):
            if at <= moment:
                break
            was[key] = before
        if not was:
            return self
        old = MemoryTable()
        old.items = {key: item for key, item in (self.items | was).items() if item is not None}
        return old

    def _apply(self, write: Write) -> Item | None:
        key = (write.key["PK"], write.key["SK"])
        before = self.items.get(key)
        if before is not None and isinstance(write, Change):  # all others put another in its place
            before = self._copy(key)
        answer = super()._apply(write)
        after = self.items.get(key)
        if before is not None or after is not None:
            self._undo.append((self._now(), key, before))
            self._untold.append(Commit(key, before, after, write))
        return answer

    def _tell(self) -> None:
        while self._undo and self._undo[0][0] < self._now() - OLDEST_READ:
            self._undo.popleft()
        told, self._untold = self._untold, []
        for commit in told:
            tell(self._events.committed, commit)
