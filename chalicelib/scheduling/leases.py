"""Who is working through a long shard, so that the next minute's tick leaves it alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.table import Item, Table

LEASE_FOR = timedelta(seconds=90)  # longer than any one page takes, and a crash costs no more


@dataclass(frozen=True, slots=True)
class Leases:
    """One item a shard: a holder, and until when. It expires by itself when its holder dies."""

    table: Table
    new_id: Callable[[], str]

    def take(self, shard: str, now: datetime) -> str | None:
        """The name under which the shard is ours now, None while somebody else has it."""
        holder = self.new_id()
        item = _item(shard, holder, now)
        try:
            self.table.write(Put(item, ABSENT))
        except Conflict as conflict:
            return holder if self._inherit(item, conflict.item, now) else None
        return holder

    def pass_on(self, shard: str, holder: str, now: datetime) -> str | None:
        """The lease under another name, for longer. None if `holder` has it no more.

        So a message that names the holder is good for once, however often it is delivered.
        """
        other = self.new_id()
        fresh = _item(shard, other, now)
        kept = {name: fresh[name] for name in ("holder", "until", "expires_at")}
        theirs = Expect(attributes={"holder": holder})
        try:
            self.table.write(Change(fresh["PK"], fresh["SK"], set=kept, expect=theirs))
        except Conflict:
            return None
        return other

    def give_back(self, shard: str, holder: str) -> None:
        theirs = Expect(attributes={"holder": holder})
        try:
            self.table.write(Delete(keys.lease_pk(shard), keys.LEASE, theirs))
        except Conflict:
            return  # it had expired, and somebody else has it now

    def _inherit(self, item: Item, standing: Item | None, now: datetime) -> bool:
        """Put ours in the place of a lease that has expired."""
        if standing is None or now < datetime.fromisoformat(standing["until"]):
            return False
        try:
            self.table.write(Put(item, Expect(attributes={"holder": standing["holder"]})))
        except Conflict:
            return False
        return True


def _item(shard: str, holder: str, now: datetime) -> Item:
    until = now + LEASE_FOR
    expires = int((until + timedelta(days=1)).timestamp())
    named = {"holder": holder, "until": until.isoformat(), "expires_at": expires}
    return {"PK": keys.lease_pk(shard), "SK": keys.LEASE, **named}
