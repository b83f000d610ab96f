"""The ledger: who holds the right to send a slot or notice, and what became of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.invocation import trace
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, OneOf, Put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import LedgerKey, Report, State
    from chalicelib.table import Item, Table, Write

KEPT_FOR = timedelta(days=396)  # 13 months
DOUBT_LASTS = timedelta(hours=24)
TRIES = 5
LATELY = 6  # deliveries among which the newest of a channel is
# Deliveries read back for the content cursor, until it is enough: six weeks of the default rhythm
# with its agendas (1.5 read units), seven of a note a day (3), or a year: small nudges may have
# rested for long while agendas went on.
CURSOR_DEPTHS = (24, 56, 500)
# The same for a page, which somebody waits for: as good as always enough at the first asking, also
# of a note a day of which each went twice. It costs four read units.
AT_ONCE = (120, 500)
CURSOR_DAYS = 35  # so far back choosing looks: content/pick.LOOKS_BACK
ENOUGH_NUDGES = 12  # with an item, as a fortnight's pattern twice over


@dataclass(frozen=True, slots=True)
class Ledger:
    """All writes are conditional: a delivery belongs to its token and only moves forward."""

    table: Table

    def claim(
        self, key: LedgerKey, token: str, record: Mapping[str, Any], now: datetime
    ) -> Item | None:
        """Take the right to send. Returns None if it is ours now, else the delivery that stands.

        A conflict that carries our own token is our success: the answer to our first try was
        lost and botocore tried again.
        """
        standing = self._first(self._item(key, "claimed", record, now) | {"token": token})
        return None if standing is None or standing.get("token") == token else standing

    def release(self, key: LedgerKey, token: str) -> None:
        """Give the claim back: the provider certainly did not take the message."""
        ours = {"token": token, "state": OneOf(("claimed", "in_doubt"))}
        # If a receipt has moved it meanwhile, it was taken after all.
        self._written(key, Delete(key.pk, key.sk, Expect(attributes=ours)))

    def doubt(self, key: LedgerKey, token: str, now: datetime) -> None:
        """Nobody can know whether it was sent; it never is sent again.

        A due entry of its own looks after it in a day, when every receipt should be there.
        """
        claimed = Expect(attributes={"state": "claimed", "token": token})
        doubted = Change(key.pk, key.sk, set={"state": "in_doubt"}, expect=claimed)
        # If it is no longer so, it was settled, or doubted by somebody else, meanwhile.
        self._written(key, doubted, Put(_doubt(key, token, now)))

    def give_up(self, key: LedgerKey, token: str) -> bool:
        """No receipt has settled the doubt: `unknown`, for good. False: it was settled."""
        doubted = {"state": "in_doubt", "token": token}
        return self._move(key, "unknown", doubted, {"reason": "no receipt came"})

    def no_doubt(self, key: LedgerKey, token: str) -> None:
        """Its due entry has done its work. That of a later attempt has not."""
        same = Expect(attributes={"plan.token": token})
        with suppress(Conflict):
            self.table.write(Delete(key.pk, keys.doubt_sk(key.sk), same))

    def record(self, key: LedgerKey, token: str, state: State, facts: Mapping[str, Any]) -> None:
        """What the provider said to the holder of the claim."""
        ours = {"token": token, "state": OneOf(("claimed", "in_doubt"))}
        self._move(key, state, ours, facts)

    def awaiting(self, key: LedgerKey, token: str, report: Report) -> Item | None:
        """The attempt that a receipt names, if the report would move it."""
        item = self.find(key)
        if item is None or item.get("token") != token:
            return None
        return item if report.moves(item) else None

    def receipt(self, key: LedgerKey, awaited: Item, report: Report) -> None:
        """Move the attempt that a receipt names forward, as long as it is `awaiting` it.

        Whoever wrote in between moved it forward as well, so that it is soon settled.
        """
        facts = {**report.facts, **({"becomes": report.becomes} if report.becomes else {})}
        token = awaited["token"]
        standing: Item | None = awaited
        for _ in range(TRIES):
            if standing is None:
                return
            same = {"token": token, "state": standing["state"], "becomes": standing.get("becomes")}
            # The reason it had may have been that no receipt came.
            if self._move(key, report.state, same, facts, forget=("reason",)):
                return
            standing = self.awaiting(key, token, report)
        raise Conflict

    def close(
        self, key: LedgerKey, state: State, record: Mapping[str, Any], now: datetime
    ) -> Item | None:
        """Keep that something was skipped or expired, unless a delivery stands: then give that."""
        return self._first(self._item(key, state, record, now))

    def find(self, key: LedgerKey) -> Item | None:
        return self.table.get(key.pk, key.sk, consistent=True)

    def newest(
        self, couple_id: str, partner: str, depths: Sequence[int] = CURSOR_DEPTHS
    ) -> list[Item]:
        """A partner's latest deliveries, newest first: the content cursor. A query for each depth
        until it is enough."""
        prefix = keys.deliveries_of(partner)
        pk = keys.couple_pk(couple_id)
        found: list[Item] = []
        for depth in depths:
            found = self.table.query(pk, prefix, newest_first=True, limit=depth)
            if len(found) < depth or _enough(found):
                break
        return found

    def _first(self, item: Item) -> Item | None:
        """Write a delivery that is not there yet, or get the one that stands.

        Raises Conflict if other transactions are at it all the time.
        """
        for _ in range(TRIES):
            try:
                self.table.write(Put(item, ABSENT))
            except Conflict as conflict:
                if conflict.item is None:  # somebody's transaction is at it: what stands there?
                    continue
                return conflict.item
            return None
        raise Conflict

    def last_by(self, channel: Channel, couple_id: str, partner: str) -> Item | None:
        """The newest of a partner's slots that went to them by this channel, or may have."""
        pk, prefix = keys.couple_pk(couple_id), keys.deliveries_of(partner)
        found = self.table.query(pk, prefix, newest_first=True, limit=LATELY, consistent=True)
        gone = [one for one in found if one.get("channel") == channel and "token" in one]
        return max(gone, key=lambda one: str(one["at"]), default=None)

    def notices(self, couple_id: str, partner: str, name: str) -> list[Item]:
        """The newest notices of one kind, newest cause first."""
        prefix = keys.notice_sk(partner, name, "")
        pk = keys.couple_pk(couple_id)
        return self.table.query(pk, prefix, newest_first=True, limit=LATELY, consistent=True)

    def _move(
        self,
        key: LedgerKey,
        state: State,
        expected: Mapping[str, Any],
        facts: Mapping[str, Any],
        forget: Sequence[str] = (),
    ) -> bool:
        moved = {"state": state, **facts}
        expect = Expect(attributes=expected)
        return self._written(key, Change(key.pk, key.sk, moved, forget, expect=expect))

    def _written(self, key: LedgerKey, *writes: Write) -> bool:
        """All of them or none. False: the delivery is gone, or not as these writes expect it.

        DynamoDB also refuses whatever meets a transaction at the same item, a doubt's for one,
        and then says nothing of the item: that is tried again. Raises Conflict at last.
        """
        for _ in range(TRIES):
            try:
                self.table.transact(writes) if writes[1:] else self.table.write(writes[0])
            except Conflict as conflict:
                if conflict.item is not None or self.find(key) is None:
                    return False
                continue
            return True
        raise Conflict

    def _item(self, key: LedgerKey, state: State, record: Mapping[str, Any], now: datetime) -> Item:
        expires = int((now + KEPT_FOR).timestamp())
        kept = {"state": state, "at": now.isoformat(), "expires_at": expires}
        belongs = {"trace": trace()} if trace() else {}
        return {"PK": key.pk, "SK": key.sk, **record, **kept, **belongs}


def _enough(newest: Sequence[Item]) -> bool:
    """Whether these deliveries go back far enough to choose by; the newest first."""
    last, first = (date.fromisoformat(one["SK"].split("#")[2]) for one in (newest[0], newest[-1]))
    nudges = sum("item" in one for one in newest)
    return nudges >= ENOUGH_NUDGES and (last - first).days >= CURSOR_DAYS


def _doubt(key: LedgerKey, token: str, now: datetime) -> Item:
    due = now + DOUBT_LASTS
    return {
        "PK": key.pk,
        "SK": keys.doubt_sk(key.sk),
        "due_shard": keys.due_shard(key.pk.removeprefix(keys.couple_pk(""))),
        "due_at": keys.utc_text(due),
        "plan": {"token": token},
        "expires_at": int((due + KEPT_FOR).timestamp()),
    }
