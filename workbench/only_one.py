"""One run at a time per state folder: two would overwrite each other's state."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.locking import LockedError, locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.ports import Ports

LAST_SAVE = 15.0  # seconds that the local AWS of a run that was killed may take to save and stop


class AlreadyRunningError(WorkbenchError):
    """The state folder is in use."""


@contextmanager
def only_one(state: Path, ports: Ports) -> Iterator[int]:
    """Hold the state folder; yield the lock's descriptor, to be held by the local AWS as well."""
    file = state / "run.lock"
    holder, _, address = (file.read_text() if file.exists() else "").partition(" ")
    with ExitStack() as until_the_end:
        try:
            patience = 0 if _alive(holder) else LAST_SAVE
            held = until_the_end.enter_context(locked(file, patience))
        except LockedError:
            raise AlreadyRunningError(
                f"The service is running already, with its state in {state}: see {address}. Stop "
                "it there with Ctrl-C, or start a second one beside it: "
                "python -m workbench run --port 8500 --state .local-2"
            ) from None
        held.truncate(0)
        held.write(f"{os.getpid()} {ports.workbench_url}")
        held.flush()
        yield held.fileno()


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
