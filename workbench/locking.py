"""One process at a time: a lock on a file that the system drops when its holder dies."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LockedError(WorkbenchError):
    """Another process holds the lock."""


@contextmanager
def locked(path: Path, patience: float = 60) -> Iterator[IO[str]]:
    """Hold the lock; wait up to `patience` seconds for it, then raise LockedError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        deadline = time.monotonic() + patience
        while not _taken(file):
            if time.monotonic() > deadline:
                raise LockedError(
                    f"Another process holds {path}: wait for it to end, then try again."
                )
            time.sleep(0.1)
        yield file


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
