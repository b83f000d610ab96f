"""Progress for somebody who waits: a bar on a terminal, elsewhere a line for each tenth."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], object]]:
    """Call what it gives with how many more are done. All of it goes to stderr."""
    if sys.stderr.isatty():
        with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
            yield bar.update
        return
    done = 0

    def line(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if before * 10 // length < done * 10 // length:
            print(f"{label}: {done * 100 // length} %", file=sys.stderr, flush=True)

    yield line
