"""Reading the whole table, with a line on stderr for the person who waits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from chalicelib.table import Item
    from workbench.operating.place import Scan

T = TypeVar("T")


def whole_table(scan: Scan, starts: Sequence[str], names: Sequence[str]) -> Iterator[Item]:
    """Every item that fits, in no order."""
    looked_at, units = 0, 0.0
    for part in scan(starts, names):
        looked_at, units = looked_at + part.looked_at, units + (part.units or 0.0)
        if sys.stderr.isatty():
            click.echo(f"\r{_so_far(looked_at, units)}", err=True, nl=False)
        yield from part.items
    if sys.stderr.isatty():
        click.echo(err=True)
    else:
        click.echo(_so_far(looked_at, units), err=True)


def _so_far(looked_at: int, units: float) -> str:
    """With what it costs: a read unit is 8 KB, eventually consistent."""
    cost = f", {units:,.1f} read units" if units else ""
    return f"Read the table: {looked_at:,} items{cost}"


def progress(things: Sequence[T], label: str) -> AbstractContextManager[Iterable[T]]:
    """The same things one by one, with a bar on stderr."""
    return click.progressbar(things, label=label, file=sys.stderr)
