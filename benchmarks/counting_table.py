"""A Table that counts what it is asked, and what DynamoDB would charge for it."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.dynamo_units import read_units, refused_units, transaction_units, write_units
from chalicelib.table import BATCH, Conflict, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chalicelib.table import Item, Key, Page, Table, Write


@dataclass(slots=True)
class Counts:
    """Calls by name, and the units they consume."""

    calls: Counter[str] = field(default_factory=Counter)
    reads: float = 0
    writes: int = 0

    def read(self, call: str, items: Sequence[Item], *, consistent: bool = False) -> None:
        self.calls[call] += 1
        self.reads += read_units(items, consistent=consistent)

    def write(self, call: str, units: int) -> None:
        self.calls[call] += 1
        self.writes += units


class CountingTable:
    """Hands every call on, one at a time, so that what stood before a write is known."""

    def __init__(self, table: Table) -> None:
        self.counts = Counts()
        self._table = table
        self._lock = threading.Lock()

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        with self._lock:
            found = self._table.get(pk, sk, consistent=consistent)
            self.counts.read("get", [found] if found else [], consistent=consistent)
            return found

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        with self._lock:
            asked = list(dict.fromkeys(keys))
            found = self._table.get_many(asked, consistent=consistent)
            self.counts.calls["get_many"] += -(-len(asked) // BATCH)
            # ProvisionedThroughput.html: each item of a batch as if it were read alone.
            items = ([found[key]] if key in found else [] for key in asked)
            self.counts.reads += sum(read_units(one, consistent=consistent) for one in items)
            return found

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        with self._lock:
            found = self._table.query(
                pk, prefix, newest_first=newest_first, limit=limit, consistent=consistent
            )
            self.counts.read("query", found, consistent=consistent)
            return found

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        with self._lock:
            page = self._table.due(shard, until, limit, start)
            self.counts.read("due", page.items)
            return page

    def identity(self) -> str:
        return self._table.identity()

    def write(self, write: Write) -> Item | None:
        with self._lock:
            before = self._standing(write)
            try:
                answer = self._table.write(write)
            except Conflict:
                self.counts.write("write", refused_units(before, _wanted(write)))
                raise
            self.counts.write("write", write_units(before, self._standing(write)))
            return answer

    def transact(self, writes: Sequence[Write]) -> None:
        with self._lock:
            before = [self._standing(write) for write in writes]
            try:
                self._table.transact(writes)
            except Conflict:
                refused = (
                    refused_units(*pair) for pair in zip(before, map(_wanted, writes), strict=True)
                )
                self.counts.write("transact", 2 * sum(refused))
                raise
            after = [self._standing(write) for write in writes]
            self.counts.write("transact", transaction_units(zip(before, after, strict=True)))

    def _standing(self, write: Write) -> Item | None:
        return self._table.get(write.key["PK"], write.key["SK"], consistent=True)


def _wanted(write: Write) -> Item | None:
    """The item as a refused write would have left it, where the write itself says so."""
    return write.item if isinstance(write, Put) else None
