"""Kills a send worker again and again, when a seed says so, and starts the next at once."""

from __future__ import annotations

import asyncio
import random
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.journeys.evening_rush import COUPLES
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.workbench.running import Workbench

How = Literal["before it is taken", "after it is taken", "at any moment"]
HOWS: tuple[How, ...] = ("before it is taken", "after it is taken", "at any moment")
STALL: dict[How, str] = {"before it is taken": "timeout", "after it is taken": "silent"}
PATIENCE = 120.0  # seconds for one worker to come as far as its end


@dataclass(frozen=True, slots=True)
class Kill:
    """When a worker dies."""

    texts: int  # once the provider has taken so many
    how: How
    seconds: float  # later, if at any moment


def kills(count: int, seed: int) -> list[Kill]:
    """All three ways, in any order, at any time but for the very ends."""
    chance = random.Random(seed)  # noqa: S311 - to be had again, not to be a secret
    texts = sorted(chance.sample(range(10, COUPLES - 10), count))
    hows = chance.sample(HOWS * (count // len(HOWS) + 1), count)
    return [Kill(n, how, chance.random() / 5) for n, how in zip(texts, hows, strict=True)]


@dataclass(frozen=True)
class Workers:
    """One worker at a time; what each of them says goes to one file."""

    workbench: Workbench
    env: dict[str, str]
    said: Path

    async def killed(self, plan: Sequence[Kill]) -> None:
        """Send everything that is queued, dying as planned on the way."""
        for kill in plan:
            worker = await self._start()
            await self._moment(worker, kill)
            assert worker.returncode is None, self.said.read_text()
            worker.kill()
            await worker.wait()
        last = await self._start()
        async with asyncio.timeout(PATIENCE):
            assert await last.wait() == 0, self.said.read_text()

    async def _start(self) -> asyncio.subprocess.Process:
        with self.said.open("ab") as said:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.journeys.send_worker"),
                cwd=ROOT,
                env=self.env,
                stdout=said,
                stderr=said,
            )

    async def _moment(self, worker: asyncio.subprocess.Process, kill: Kill) -> None:
        """Return when it is to die."""
        await self._until(lambda: self._taken() >= kill.texts)
        if kill.how == "at any moment":
            with suppress(TimeoutError):
                await asyncio.wait_for(worker.wait(), kill.seconds)
            return
        before = self._taken()
        await self.workbench.post("/api/faults", {"twilio": STALL[kill.how], "count": 1})
        await self._until_stalled()
        if kill.how == "after it is taken":
            await self._until(lambda: self._taken() > before)

    def _taken(self) -> int:
        return len(self.workbench.mailbox.all())

    async def _until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            with self.workbench.mailbox.changed.listen() as changed:
                while not happened():
                    changed.clear()
                    await changed.wait()

    async def _until_stalled(self) -> None:
        """The request that is to be stalled has come."""
        async with asyncio.timeout(PATIENCE):
            with self.workbench.mailbox.changed.listen() as changed:
                while (await self.workbench.get("/api/faults"))["twilio"] != "ok":
                    await changed.wait()
                    changed.clear()
