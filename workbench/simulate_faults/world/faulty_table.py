"""The table as a process sees it: behind a border at which anything may go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from chalicelib import keys
from chalicelib.table import Delete, Put
from workbench.simulate_faults.world.places import (
    OLD_READ,
    READ,
    SHARED_WRITE,
    STALE,
    TRANSACTION,
    WRITE,
)
from workbench.simulate_faults.world.process import Looked
from workbench.simulate_faults.world.watched_table import OLDEST_READ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chalicelib.table import Item, Key, Page, Table, Write
    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.watched_table import WatchedTable

Answer = TypeVar("Answer")
# What a transaction of ours may be at; deliveries are, when they are doubted.
IN_LEDGER = (keys.DELIVERY, "NOTICE#")
IN_TRANSACTIONS = (keys.COUPLE, keys.DUE, keys.CONTACT, keys.LINK, keys.CONSENT)


@dataclass(slots=True)
class FaultyTable:
    """chalicelib.table.Table. Each process remembers when it read what, for those who judge it."""

    store: WatchedTable
    border: Border

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        what = ("get", pk, sk)
        return self._read(what, lambda table: table.get(pk, sk), consistent=consistent)

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        """Each by itself: DynamoDB does not read a batch at one moment either."""
        found = ((key, self.get(*key, consistent=consistent)) for key in dict.fromkeys(keys))
        return {key: item for key, item in found if item is not None}

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        return self._read(
            ("query", pk, prefix),
            lambda table: table.query(pk, prefix, newest_first=newest_first, limit=limit),
            consistent=consistent,
        )

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        return self._read(
            ("due", shard, until),
            lambda table: table.due(shard, until, limit, start),
            consistent=False,
        )

    def identity(self) -> str:
        return self.store.identity()

    def write(self, write: Write) -> Item | None:
        pk, sk = write.key["PK"], write.key["SK"]
        there = sk.startswith(IN_LEDGER) and (pk, sk) in self.store.items
        place = SHARED_WRITE if there or sk.startswith(IN_TRANSACTIONS) else WRITE
        return self.border.call(place, words_for(write), lambda: self.store.write(write))

    def transact(self, writes: Sequence[Write]) -> None:
        done: list[bool] = []

        def once() -> None:  # botocore gives a transaction a token: again is not twice
            if not done:
                self.store.transact(writes)
                done.append(True)

        self.border.call(TRANSACTION, ("transact", *map(words_for, writes)), once)

    def _read(
        self,
        what: tuple[str, str, str],
        read: Callable[[Table], Answer],
        *,
        consistent: bool,
    ) -> Answer:
        stage = self.border.stage

        def effect() -> Answer:
            stage.running().looks[what[1:]] = Looked(stage.step, stage.now)
            return read(self.store)

        def old(fault: str, bits: int) -> Callable[[], Answer] | None:
            if fault != STALE:
                return None
            moment = stage.now - OLDEST_READ * ((bits >> 13) & 7) / 8
            return lambda: read(self.store.as_of(moment))

        return self.border.call(READ if consistent else OLD_READ, what, effect, old)


def words_for(write: Write) -> tuple[object, ...]:
    """A write in a few words."""
    if isinstance(write, Put):
        return ("put", *write.key.values(), write.item.get("state", ""))
    if isinstance(write, Delete):
        return ("delete", *write.key.values())
    return ("change", *write.key.values(), dict(write.set), dict(write.add), *write.remove)
