"""A thread that lives one process after the other: to start one takes longer than most live."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.world.process import Process


class Runner(threading.Thread):
    """`rests` is told when it is free again."""

    def __init__(self, rests: Callable[[Runner], None]) -> None:
        super().__init__(daemon=True)
        self._rests = rests
        self._process: Process | None = None
        self._work: Callable[[], object] = lambda: None
        self._go = threading.Lock()
        self._go.acquire()
        self.start()

    def live(self, process: Process, work: Callable[[], object]) -> None:
        """Begin as soon as the process is given its baton."""
        self._process, self._work = process, work
        self._go.release()

    def leave(self) -> None:
        self._process = None
        self._go.release()
        self.join()

    def run(self) -> None:
        while True:
            self._go.acquire()
            if self._process is None:
                return
            self._process.baton.acquire()
            self._work()
            self._rests(self)
