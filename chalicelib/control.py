"""The kill switch: while it is set, nothing is sent. A restored table starts with it set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import ABSENT, Conflict, Put

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.table import Item, Table

RESTORED = "this table was restored from another one"


@dataclass(frozen=True, slots=True)
class Control:
    """One item of the table, read consistently before and after each claim.

    It names the table that it was written in. A restored table is another one: what it holds may
    have been sent since, so somebody has to look first, and resume.
    """

    table: Table

    def held(self) -> bool:
        return self.why() is not None

    def why(self) -> str | None:
        """Why nothing is sent; None: everything is."""
        item = self.table.get(keys.CONTROL, keys.HOLD, consistent=True) or self._first()
        if item["table"] != self.table.identity():
            return RESTORED
        return item["why"] if item["held"] else None

    def hold(self, why: str, now: datetime) -> None:
        self.table.write(Put(self._item(why, held=True) | {"at": now.isoformat()}))

    def resume(self) -> None:
        self.table.write(Put(self._item("", held=False)))

    def _first(self) -> Item:
        """A new table is not held, and knows from now on which one it is."""
        item = self._item("", held=False)
        try:
            self.table.write(Put(item, ABSENT))
        except Conflict as conflict:
            return conflict.item or item
        return item

    def _item(self, why: str, *, held: bool) -> Item:
        key = {"PK": keys.CONTROL, "SK": keys.HOLD}
        return {**key, "held": held, "why": why, "table": self.table.identity()}
