"""That somebody is still there: goes with a write of theirs, so that nothing outlives an erasure.

Whoever leaves, or signs out everywhere, or comes after them in the same place, has another
generation, or none: what was begun in the name of the one before does not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.preferences import TRIES, Gone
from chalicelib.table import Change, Conflict, Expect

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Table, Write


@dataclass(frozen=True, slots=True)
class Present:
    """One partner, as they were when they were read."""

    couple_id: str
    partner: PartnerKey
    generation: int

    def still_here(self) -> Write:
        """A write that changes nothing, and conflicts unless they are there as they were.

        Adding nothing to `version` is an update, which everybody may who edits couples; a check
        would be one more permission, and costs the same.
        """
        as_read = {f"{self.partner}.generation": self.generation, f"{self.partner}.left": False}
        pk, expect = keys.couple_pk(self.couple_id), Expect(attributes=as_read)
        return Change(pk, keys.COUPLE, add={"version": 0}, expect=expect)

    def do(self, table: Table, write: Write) -> None:
        """Do a write of theirs. Raises Gone if they are not there any more; or Conflict: what the
        write itself expects is not so, or others are at the couple all the time."""
        for last_try in (False,) * (TRIES - 1) + (True,):
            try:
                table.transact([write, self.still_here()])
            except Conflict as conflict:
                if not self._is_here(table):
                    raise Gone(self.couple_id) from conflict
                if conflict.item is not None or last_try:
                    raise
                continue
            return

    def _is_here(self, table: Table) -> bool:
        pk = keys.couple_pk(self.couple_id)
        item = table.get(pk, keys.COUPLE, consistent=True) or {}
        found = item.get(self.partner) or {"left": True}
        return not found["left"] and bool(found["generation"] == self.generation)


def present(couple: Couple, key: PartnerKey) -> Present:
    """Raises Gone if there is nobody."""
    person = couple.partner(key)
    if person is None:
        raise Gone(couple.id)
    return Present(couple.id, key, person.generation)
