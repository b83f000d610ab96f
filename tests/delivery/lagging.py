"""Tables that behave as DynamoDB may: reads that lag behind, writes that cost."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from tests.world import World
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Item, Write


class LaggingTable(MemoryTable):
    """From `lags()` on, queries that are not consistent see what stood there then."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: MemoryTable | None = None

    def lags(self) -> None:
        self._seen = MemoryTable()
        self._seen.items = deepcopy(self.items)

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        if self._seen is not None and not consistent:
            return self._seen.query(pk, prefix, newest_first=newest_first, limit=limit)
        return super().query(pk, prefix, newest_first=newest_first, limit=limit)


class LaggingWorld(World):
    """A World on a LaggingTable."""

    @cached_property
    def memory(self) -> LaggingTable:
        return LaggingTable()


class CountingTable(MemoryTable):
    """Counts what is written."""

    writes = 0

    def write(self, write: Write) -> Item | None:
        self.writes += 1
        return super().write(write)
