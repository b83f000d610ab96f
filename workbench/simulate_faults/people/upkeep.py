"""What whoever runs the service does: erase a couple, hold everything, raise the shards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.control import Control
from chalicelib.table import Delete, Expect

if TYPE_CHECKING:
    from chalicelib.table import Write
    from workbench.simulate_faults.people.doing import Doing
    from workbench.simulate_faults.world.lambdas import Lambda

MORE_SHARDS = 9


def erase(doing: Doing) -> None:
    """As a privacy job does: the couple and all that is due first and at once, then the rest."""
    where, couple_id = doing.where, doing.couple_id
    pk = keys.couple_pk(couple_id)
    couple = where.couples.get(couple_id, consistent=True)
    if couple is not None:
        standing = Expect(attributes={"version": couple.version})
        writes: list[Write] = [Delete(pk, keys.COUPLE, standing)]
        writes += [Delete(pk, one["SK"]) for one in where.couples.due_entries(couple_id)]
        for key, partner in (("a", couple.a), ("b", couple.b)):
            for contact in partner.contacts if partner else ():
                writes += where.contacts.forget(couple_id, "b" if key == "b" else "a", contact)
        where.table.transact(writes)
    sweep(couple_id, where)


def sweep(couple_id: str, where: Lambda) -> None:
    """Delete whatever there still is of a couple; also what was written in the last moment."""
    for item in where.table.query(keys.couple_pk(couple_id), consistent=True):
        where.table.write(Delete(item["PK"], item["SK"]))


def hold(doing: Doing) -> None:
    Control(doing.where.table).hold("simulated", doing.where.clock())


def let_go(doing: Doing) -> None:
    Control(doing.where.table).resume()


def raise_reads(doing: Doing) -> None:
    shards = doing.where.shards
    shards.raise_read(max(shards.counts().read, MORE_SHARDS))


def raise_writes(doing: Doing) -> None:
    doing.where.shards.raise_write()
