"""Edits of a couple: read, change, write with the due entries, again if somebody was faster."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.couples.store import edited
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.couples.model import Couple
    from chalicelib.couples.store import Couples
    from chalicelib.table import Item, Write

TRIES = 5


class Reschedule(Protocol):
    """Brings due entries in line with a couple: scheduling.entries.due_entries."""

    def __call__(self, couple: Couple, existing: Sequence[Item], now: datetime) -> list[Write]: ...


class Gone(Exception):  # noqa: N818
    """The couple, or this partner, is not there (any more)."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The one way in which a couple changes."""

    couples: Couples
    reschedule: Reschedule

    def edit(
        self,
        couple_id: str,
        change: Callable[[Couple], Couple],
        now: datetime,
        also: Callable[[Couple], Sequence[Write]] = lambda _: (),
        entries: Callable[[Sequence[Item]], Sequence[Item]] = lambda standing: standing,
    ) -> Couple:
        """Apply `change` to the couple as it stands and write it with its due entries.

        `also` gives the writes that must happen with it, made anew at each try; `entries` how
        the due entries as they stand are to be looked at.
        Raises Gone, or Conflict after five lost races or when a write of `also` cannot be.
        """
        for last_try in (False,) * (TRIES - 1) + (True,):
            couple = self.couples.get(couple_id, consistent=True)
            if couple is None:
                raise Gone(couple_id)
            changed = edited(change(couple))
            standing = entries(self.couples.due_entries(couple_id))
            due = self.reschedule(changed, standing, now)
            try:
                self.couples.save(changed, [*due, *also(changed)])
            except Conflict:
                if last_try:
                    raise
                continue
            return changed
        raise AssertionError("unreachable: the last try returns or raises")

    def refresh(self, couple_id: str, now: datetime) -> None:
        """Bring the due entries in line after a change that was written without them.

        Best effort: what is still planned is looked at again before it is sent.
        """
        with suppress(Gone, Conflict):
            self.edit(couple_id, lambda couple: couple, now)
