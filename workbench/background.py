"""Work that goes on after an answer was given: status callbacks and SES events."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


def to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Background:
    """Runs what nobody waits for, and says so when it fails."""

    def __init__(self, report: Callable[[str], None] = to_stderr) -> None:
        self.report = report
        self._running: set[asyncio.Task[None]] = set()

    def start(self, what: str, work: Coroutine[None, None, None]) -> None:
        """Begin `work`; `what` names it in the report, should it fail."""
        task = asyncio.create_task(self._run(what, work))
        self._running.add(task)  # asyncio itself keeps only a weak reference
        task.add_done_callback(self._running.discard)

    async def finish(self) -> bool:
        """Wait until nothing runs. False: there was nothing to wait for."""
        waited = False
        while self._running:
            waited = True
            await asyncio.wait(set(self._running))
        return waited

    async def stop(self) -> None:
        """Give up what still runs: the workbench is closing."""
        for task in self._running:
            task.cancel()
        await self.finish()

    async def _run(self, what: str, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - the edge: nobody else would see it
            self.report(f"{what} failed: {type(error).__name__}: {error}")
