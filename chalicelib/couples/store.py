"""Couples in the table: the document and its due entries, written together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.document import from_item, to_item
from chalicelib.table import ABSENT, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Couple
    from chalicelib.table import Item, Table, Write


@dataclass(frozen=True, slots=True)
class Couples:
    """Every write but a creation expects that the couple exists."""

    table: Table

    def get(self, couple_id: str, *, consistent: bool = False) -> Couple | None:
        item = self.table.get(keys.couple_pk(couple_id), keys.COUPLE, consistent=consistent)
        return from_item(item) if item else None

    def due_entries(self, couple_id: str) -> list[Item]:
        """The couple's due entries as they stand."""
        return self.table.query(keys.couple_pk(couple_id), keys.DUE, consistent=True)

    def create(self, couple: Couple, also: Sequence[Write]) -> None:
        """Write a new couple and what belongs to it, all or nothing. Raises Conflict."""
        self.table.transact([Put(to_item(couple), ABSENT), *also])

    def save(self, couple: Couple, also: Sequence[Write]) -> None:
        """Write an edited couple (its version already counted up) and what belongs to it.

        Raises Conflict when somebody edited it, or a slot of it was planned, meanwhile.
        """
        unmoved = Expect(attributes={"version": couple.version - 1})
        self.table.transact([Put(to_item(couple), unmoved), *also])


def edited(couple: Couple) -> Couple:
    """The next version of a couple that is about to be saved."""
    return replace(couple, version=couple.version + 1)
