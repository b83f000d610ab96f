"""The ceilings on texts: so many segments a day and a month, then the tap closes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Change

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.table import Table

MOST = 10  # segments counted at a time; what is left when a process ends was counted for nothing
KEPT_DAYS = 90


@dataclass
class Tap:
    """Counts segments before they are sent. Every text of ours is one segment.

    `closed` is how many this process has turned away since it last said so.
    """

    table: Table
    a_day: int
    a_month: int
    closed: int = 0
    _left: int = field(default=0, init=False)
    _block: int = field(default=1, init=False)
    _day: str = field(default="", init=False)
    _shut: bool = field(default=False, init=False)

    def take(self, now: datetime) -> bool:
        """Whether one more segment may go today and this month (both in UTC)."""
        day = f"{now:%Y-%m-%d}"
        if day != self._day:
            self._left, self._day, self._shut = 0, day, False
        if self._left == 0 and not self._shut:
            self._left = self._more(now)
            self._shut = self._left == 0
        if self._left == 0:
            self.closed += 1
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """One that was taken did not go."""
        self._left += 1

    def turned_away(self) -> int:
        """How many there was no room for, since this was last asked."""
        closed, self.closed = self.closed, 0
        return closed

    def _more(self, now: datetime) -> int:
        """Count the next few: one at first, and more at a time the more this process sends."""
        today = self._count(f"{now:%Y-%m-%d}", self.a_day, self._block, now)
        self._block = min(2 * self._block, MOST)
        return self._count(f"{now:%Y-%m}", self.a_month, today, now) if today else 0

    def _count(self, window: str, ceiling: int, block: int, now: datetime) -> int:
        """Count so many more. Returns how many of them are under the ceiling."""
        counted = self.table.write(
            Change(
                keys.limit_pk("segments", window),
                keys.LIMIT,
                set={"expires_at": int(now.timestamp()) + KEPT_DAYS * 24 * 3600},
                add={"count": block},
                expect=None,
            )
        )
        before = int(counted["count"]) - block if counted else 0
        return max(0, min(block, ceiling - before))
