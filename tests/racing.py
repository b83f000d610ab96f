"""A world in which something can happen between somebody's reading and their writing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Conflict
from tests.world import World
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chalicelib.table import Item, Write


class RacyTable(MemoryTable):
    """Does one of `before` before each write; it may write, or raise."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[Callable[[], object]] = []

    def write(self, write: Write) -> Item | None:
        if write.key["PK"] != keys.CONTROL:  # which table this is, written once
            self._meanwhile()
        return super().write(write)

    def transact(self, writes: Sequence[Write]) -> None:
        self._meanwhile()
        super().transact(writes)

    def _meanwhile(self) -> None:
        if self.before:
            self.before.pop(0)()


class RacyWorld(World):
    """A World on a RacyTable."""

    @cached_property
    def memory(self) -> RacyTable:
        return RacyTable()


def busy() -> None:
    """Another transaction is at the same items, as DynamoDB says it: of no item in particular."""
    raise Conflict


def down() -> None:
    """The table cannot be reached: this process dies of it."""
    raise ConnectionError
