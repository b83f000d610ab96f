"""Who is due: from the index to the queue, once a minute. Costs what is due, not who is there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib import keys
from chalicelib.scheduling.due import next_slot
from chalicelib.scheduling.entries import shelf, slot_of, utc_text
from chalicelib.table import Change, Conflict, Expect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.couples.slot import Slot
    from chalicelib.scheduling.due import Plan
    from chalicelib.table import Item, Table

logger = logging.getLogger(__name__)

PAGE = 500  # entries of one shard planned in one tick; the rest is still due in the next


class SlotQueue(Protocol):
    """Where due slots go."""

    def put_slots(self, slots: Sequence[Slot]) -> None: ...


class Expiry(Protocol):
    """Where slots end that came too late."""

    def expire(self, slot: Slot, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Planned:
    """What one tick did."""

    queued: int = 0
    expired: int = 0
    failed: int = 0


def plan_due(table: Table, queue: SlotQueue, expiry: Expiry, now: datetime) -> Planned:
    """Queue every slot that is due, then advance its entry, if it still is what was read.

    A crash between the two queues the slot again next minute; the claim absorbs that.
    """
    queued = expired = failed = 0
    for shard in keys.due_shards():
        for entry in table.due(shard, utc_text(now), PAGE):
            try:
                late = _plan_one(table, queue, expiry, entry, now)
            except Exception:  # the edge: one bad entry must not hold up the others
                logger.exception("could not plan %s %s", entry["PK"], entry["SK"])
                failed += 1
                continue
            expired, queued = expired + late, queued + (not late)
    return Planned(queued, expired, failed)


def _plan_one(table: Table, queue: SlotQueue, expiry: Expiry, entry: Item, now: datetime) -> bool:
    """Queue or expire one entry's slot and advance it. Returns whether it had come too late."""
    slot, plan = slot_of(entry)
    late = now >= slot.times.good_until
    if late:
        expiry.expire(slot, now)
    else:
        queue.put_slots([slot])
    _advance(table, entry, slot, plan, now)
    return late


def _advance(table: Table, entry: Item, slot: Slot, plan: Plan, now: datetime) -> None:
    done = slot.times.local_date
    coming = next_slot(plan, slot.times.due_at, done)
    while coming and now >= coming.good_until:  # one `expired` stands for all that were missed
        coming = next_slot(plan, coming.due_at, coming.local_date)
    unmoved = Expect(attributes={"due_at": entry["due_at"], "plan.rev": slot.rev})
    if coming is None:
        change = Change(entry["PK"], entry["SK"], remove=("due_shard", "due_at"), expect=unmoved)
    else:
        to = shelf(slot.couple_id, plan, coming, done.isoformat(), slot.rev)
        del to["due_shard"]  # it stays where it was first written
        change = Change(entry["PK"], entry["SK"], set=to, expect=unmoved)
    try:
        table.write(change)
    except Conflict:
        return  # edited or advanced meanwhile: whoever did that has set the next slot
