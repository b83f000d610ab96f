"""The service's time: an offset in a file, moved from one due moment to the next."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from workbench.background import Background
from workbench.changes import Changes
from workbench.errors import WorkbenchError
from workbench.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.service import Service

STUCK_AFTER = 3  # times in a row that the same moment may be the next due one


class ClockError(ValueError):
    """The clock cannot go where it was told to."""


class StuckError(WorkbenchError):
    """A due entry does not advance, however often tick runs."""


def real_time() -> datetime:
    return datetime.now(UTC)


class ServiceClock:
    """What time it is for the service, and the way to make it later."""

    def __init__(
        self,
        service: Service,
        changed: Changes | None = None,
        background: Background | None = None,
        real: Callable[[], datetime] = real_time,
    ) -> None:
        self.service = service
        self.changed = changed or Changes()
        self._background = background or Background()
        self._real = real
        self._moving = asyncio.Lock()

    @property
    def offset(self) -> timedelta:
        """How far the service is ahead of real time. The file is the only truth."""
        try:
            return timedelta(seconds=float(self.service.clock_file.read_text()))
        except FileNotFoundError:
            return timedelta()
        except ValueError as error:
            file = self.service.clock_file
            raise WorkbenchError(f"{file} holds no number; remove it for real time.") from error

    def now(self) -> datetime:
        return self._real() + self.offset

    async def set(self, to: datetime) -> int:
        """Move to `to` (aware). Gives the number of ticks that took."""
        if to.tzinfo is None:
            raise ClockError("Say the zone with the time, like 2026-11-23T20:15:00Z.")
        async with self._moving:
            return await self._move(to.astimezone(UTC))

    async def advance(self, seconds: float) -> int:
        """Move on by `seconds`. Gives the number of ticks that took."""
        async with self._moving:
            try:
                target = self.now() + timedelta(seconds=seconds)
            except (OverflowError, ValueError) as error:
                raise ClockError(f"The clock cannot advance by {seconds} seconds.") from error
            return await self._move(target)

    async def to_next(self) -> int:
        """Move to the next due moment. Gives the number of ticks that took."""
        async with self._moving:
            due = await self.service.next_due()
            if due is None:
                raise ClockError("Nothing is due. Sign somebody up first.")
            return await self._move(max(due, self.now()))

    async def _move(self, target: datetime) -> int:
        """Handle everything due by `target` at the moment it is due."""
        if target < self.now():
            raise ClockError(f"It is already {self.now().isoformat()}; time only goes forward.")
        ticks = seen = 0
        last: datetime | None = None
        while (due := await self.service.next_due()) is not None and due <= target:
            last, seen = due, seen + 1 if due == last else 1
            if seen >= STUCK_AFTER:
                raise StuckError(
                    f"The entry due at {due.isoformat()} does not advance, though tick ran "
                    f"{seen - 1} times. Look at what tick prints, or at the entry in the table."
                )
            await self._tick_at(due)
            ticks += 1
        await self._tick_at(target)
        return ticks + 1

    async def _tick_at(self, moment: datetime) -> None:
        self._jump(moment)
        await self.service.tick()
        await self.service.settle()
        while await self._background.finish():  # receipts may put more in the queue
            await self.service.settle()

    def _jump(self, moment: datetime) -> None:
        """Make it `moment`, unless real time has already passed it."""
        ahead = moment - self.now()
        if ahead > timedelta():
            seconds = (self.offset + ahead).total_seconds()
            write_atomically(self.service.clock_file, f"{seconds:.6f}\n".encode())
            self.changed.notify()
