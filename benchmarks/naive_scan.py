"""The peer of a tick: read all couples every minute, and queue whoever is due in it."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.document import from_item
from chalicelib.couples.model import RHYTHMS
from chalicelib.couples.slot import Slot
from chalicelib.scheduling.entries import next_of
from chalicelib.scheduling.rhythms import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from chalicelib.couples.model import Couple
    from chalicelib.scheduling.page import SlotQueue
    from chalicelib.table import Item

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
BATCH = 10  # messages that SQS takes in one call


def scan_due(found: Iterable[Item], queue: SlotQueue, minute: datetime) -> int:
    """Queue every slot of this minute, from a scan of the couples. Returns how many.

    It writes nothing, so a minute that is missed is lost. It is what a first version would do.
    """
    slots = (slot for item in found for slot in slots_in(from_item(item), minute))
    queued = 0
    while some := list(islice(slots, BATCH)):
        queue.put_slots(some)
        queued += len(some)
    return queued


def slots_in(couple: Couple, minute: datetime) -> Iterator[Slot]:
    """A couple's slots of one minute, from the code that plans the real ones."""
    for key, _ in couple.partners():
        for rhythm in RHYTHMS:
            plan = plan_of(couple, key, rhythm)
            times = next_of(couple, key, plan, None, minute - SECOND) if plan else None
            if times and times.due_at < minute + MINUTE:
                yield Slot(couple.id, key, rhythm, times, couple.version)


def only_couples(items: Iterable[Item]) -> Iterator[Item]:
    """The scan's filter: what it leaves out was read, and is paid for, all the same."""
    return (item for item in items if item["SK"] == keys.COUPLE)
