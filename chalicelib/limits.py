"""Rate limits: counters in the table, one per thing and window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Change

if TYPE_CHECKING:
    from datetime import datetime

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
        counted = self.table.write(
            Change(
                keys.limit_pk(what, f"{seconds}-{number}"),
                keys.LIMIT,
                set={"expires_at": (number + 2) * seconds},
                add={"count": 1},
                expect=None,
            )
        )
        return counted is not None and counted["count"] <= at_most
