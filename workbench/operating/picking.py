"""The dead letters that an operator names, picked out of all there are."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.operating.dead_queue import DeadQueue
    from workbench.operating.letters import Letter


class NoLetterError(WorkbenchError):
    """What was named is no letter, or more than one."""


@contextmanager
def looked_through(letters: DeadQueue) -> Iterator[list[Letter]]:
    """All dead letters, with a line on stderr for the person who waits."""

    def tell(seen: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\rLooking through the dead letters: {seen:,}", err=True, nl=False)

    with letters.opened(tell) as found:
        if sys.stderr.isatty():
            click.echo(err=True)
        yield found


def named(letters: Sequence[Letter], ids: Sequence[str]) -> list[Letter]:
    """The letters with these ids, or beginnings of ids. Raises NoLetterError."""
    found = {one.id: one for one in (_one(letters, start) for start in ids)}
    return list(found.values())


def _one(letters: Sequence[Letter], start: str) -> Letter:
    fits = [one for one in letters if one.id.startswith(start)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise NoLetterError(f"{len(fits)} dead letters begin with {start}: say more of the id.")
    raise NoLetterError(f"There is no dead letter {start} (any more): see `deadletters list`.")
