"""Rate limits: counters in the table, one per thing and window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Change

if TYPE_CHECKING:
    from chalicelib.table import Table

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts what happened in a window; `what` must not hold an address in clear."""

    table: Table

    def allow(self, what: str, at_most: int, window: timedelta, now: datetime) -> bool:
        """Count one more. False once there were more than `at_most` in this window."""
        seconds = int(window.total_seconds())
        number = int(now.timestamp()) // seconds
        return self._count(what, f"{seconds}-{number}", (number + 2) * seconds) <= at_most

    def allow_on(self, what: str, day: date, at_most: int) -> bool:
        """The same for a local date, which begins at other moments in other zones."""
        midnight = datetime.combine(day, time(), UTC)
        return self._count(what, day.isoformat(), int((midnight + 3 * DAY).timestamp())) <= at_most

    def _count(self, what: str, window: str, expires_at: int) -> int:
        counted = self.table.write(
            Change(
                keys.limit_pk(what, window),
                keys.LIMIT,
                set={"expires_at": expires_at},
                add={"count": 1},
                expect=None,
            )
        )
        return int(counted["count"]) if counted else 0
