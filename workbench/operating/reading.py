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
    looked_at = 0
    for part in scan(starts, names):
        looked_at += part.looked_at
        if sys.stderr.isatty():
            click.echo(f"\rReading the table: {looked_at:,} items", err=True, nl=False)
        yield from part.items
    if sys.stderr.isatty():
        click.echo(err=True)
    else:
        click.echo(f"Read the table: {looked_at:,} items", err=True)


def progress(things: Sequence[T], label: str) -> AbstractContextManager[Iterable[T]]:
    """The same things one by one, with a bar on stderr."""
    return click.progressbar(things, label=label, file=sys.stderr)
