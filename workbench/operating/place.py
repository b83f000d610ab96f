"""Where an operator's commands look: one stage's table, and the time its service lives in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from workbench.again import command
from workbench.ports import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from chalicelib.table import Item, Table


@dataclass(frozen=True, slots=True)
class Read:
    """A part of the table: how many items were looked at, and those of them that fit."""

    looked_at: int
    items: list[Item]
    units: float | None = None  # DynamoDB's read units that it took; None: nobody counts them


class Scan(Protocol):
    """Reads the whole table, part by part."""

    def __call__(self, starts: Sequence[str], names: Sequence[str]) -> Iterator[Read]:
        """Items whose SK starts with one of `starts`, with these attributes and no others."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """One stage, as a command sees it."""

    stage: str
    name: str  # of the table
    table: Table
    scan: Scan
    clock: Callable[[], datetime]
    port: int = field(default=DEFAULT, kw_only=True)  # of the service on this machine

    def command(self, words: str) -> str:
        """What to type to run another command here."""
        return command(words, self.stage, port=self.port, table=self.name)
