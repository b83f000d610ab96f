"""Virtual time, and processes of which exactly one runs: who goes on is decided by the clock.

A process is a thread that holds the baton until it waits for something. What it waits for takes
virtual time, so that processes interleave at their boundaries, the same way in every replay.
"""

from __future__ import annotations

import heapq
import threading
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from workbench.simulate_faults.world.process import Died, Process
from workbench.simulate_faults.world.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workbench.simulate_faults.world.process import Invocation

    Happening = Callable[[], object]


class Stage:
    """Happenings by their moment. `step` counts what took effect, in order.

    Whoever holds the baton lets happen what comes next, until it is a process's turn: most often
    that is their own, and no thread has to wake up.
    """

    def __init__(self, start: datetime) -> None:
        self.now = start
        self.step = 0
        self.over = False
        self._until = start
        self._current: Process | None = None
        self._heap: list[tuple[datetime, int, Happening | Process]] = []
        self._numbers = count()
        self._back = threading.Lock()  # the baton of whoever called `run`
        self._back.acquire()
        self._living: dict[Process, None] = {}
        self._idle: list[Runner] = []
        self._error: BaseException | None = None

    def at(self, moment: datetime, happening: Happening | Process) -> None:
        """Let something happen that crosses no boundary itself, or let it be a process's turn."""
        heapq.heappush(self._heap, (max(moment, self.now), next(self._numbers), happening))

    def after(self, seconds: float, happening: Happening) -> None:
        self.at(self.now + timedelta(seconds=seconds), happening)

    def start(self, invocation: Invocation) -> None:
        """Let a process begin now."""
        process = invocation.process
        runner = self._idle.pop() if self._idle else Runner(self._rests)
        process.baton.acquire()
        self._living[process] = None
        runner.live(process, lambda: self._live(invocation))
        self.at(self.now, process)

    def wait(self, seconds: float) -> None:
        """Let the current process wait; others may run meanwhile. Raises Died if it is killed."""
        process, at = self.running(), self.now + timedelta(seconds=seconds)
        if process.gone:
            raise Died
        if self.over or (self._heap and self._heap[0][0] <= at):
            self.at(at, process)
            if self._hand_over() is not process:
                process.baton.acquire()
        else:
            self.now = at
        if process.gone:
            raise Died

    def running(self) -> Process:
        """The current process."""
        if self._current is None:
            raise RuntimeError("a boundary was crossed outside of any process")
        return self._current

    def run(self, until: datetime) -> None:
        """Let everything happen that is due before then, in order, unless it is `over` before."""
        self._until = until
        self._wait_for_all(self._next_turn())
        if self._error is not None:
            raise self._error
        if not self.over:
            self.now = max(self.now, until)

    def close(self) -> None:
        """Kill what still lives and let its threads go."""
        self.over = True
        for process in list(self._living):
            process.gone = True
            self._wait_for_all(process)
        for runner in self._idle:
            runner.leave()
        self._idle.clear()

    def _wait_for_all(self, first: Process | None) -> None:
        """Give away the baton, until it comes back because nobody's turn is next."""
        if first is not None:
            self._current = first
            first.baton.release()
            self._back.acquire()
            self._current = None

    def _hand_over(self) -> Process | None:
        """Let somebody go on. The caller need not wait for the baton if it is their own turn."""
        before, turn = self._current, self._next_turn()
        self._current = turn
        if turn is None or turn is not before:
            (turn.baton if turn else self._back).release()
        return turn

    def _next_turn(self) -> Process | None:
        """Let happen what comes next, until it is somebody's turn. None: it all has happened."""
        self._current = None
        try:
            while self._heap and self._heap[0][0] < self._until and not self.over:
                moment, _, happening = heapq.heappop(self._heap)
                self.now = max(self.now, moment)
                if not isinstance(happening, Process):
                    happening()
                elif happening in self._living:
                    return happening
        except BaseException as error:  # noqa: BLE001 - a mistake of the simulation's own
            self._fail(error)
        return None

    def _live(self, invocation: Invocation) -> None:
        """All of a process's life, in its own thread."""
        try:
            if not invocation.process.gone:
                invocation.live()
        except BaseException as error:  # noqa: BLE001 - as above
            self._fail(error)
        finally:
            del self._living[invocation.process]
            self._current = None

    def _fail(self, error: BaseException) -> None:
        self._error, self.over = error, True

    def _rests(self, runner: Runner) -> None:
        self._idle.append(runner)
        self._hand_over()
