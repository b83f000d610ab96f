"""The kill switch: while it is set, nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Delete, Put

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.table import Table


@dataclass(frozen=True, slots=True)
class Control:
    """One item of the table, read consistently before and after each claim."""

    table: Table

    def held(self) -> bool:
        return self.table.get(keys.CONTROL, keys.HOLD, consistent=True) is not None

    def hold(self, why: str, now: datetime) -> None:
        item = {"PK": keys.CONTROL, "SK": keys.HOLD, "why": why, "at": now.isoformat()}
        self.table.write(Put(item))

    def resume(self) -> None:
        self.table.write(Delete(keys.CONTROL, keys.HOLD))
