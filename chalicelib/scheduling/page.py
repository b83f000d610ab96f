"""One page of due entries: each slot to the queue or to its end, then each entry on to its next."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from chalicelib import keys
from chalicelib.scheduling.planned import Planned
from chalicelib.scheduling.step import set_aside, step_of
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from chalicelib.couples.slot import Slot
    from chalicelib.scheduling.step import Step
    from chalicelib.table import Item, Table, Write

logger = logging.getLogger(__name__)

BATCH = 10  # slots queued in one call, then advanced: what a crash between the two repeats
MOST_SET_ASIDE = 3  # broken entries of one page; more of them are our own bug, and stay due


class SlotQueue(Protocol):
    """Where due slots go."""

    def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        """Queue them. Returns those that were not taken; raises if that is not known."""
        ...


class ErasureQueue(Protocol):
    """Where it goes on that somebody who left is forgotten."""

    def put_erasure(self, couple_id: str, partner: str) -> None: ...


class Expiry(Protocol):
    """Where things end that time alone has ended."""

    def expire(self, slot: Slot, missed: Sequence[date], now: datetime) -> None: ...

    def give_up(self, pk: str, sk: str, token: str) -> bool:
        """A delivery that has been in doubt for a day. False: it was settled before."""
        ...


@dataclass(frozen=True, slots=True)
class Pages:
    """Plans pages of entries. What fails here is due again in the next minute."""

    table: Table
    queue: SlotQueue
    expiry: Expiry
    erasures: ErasureQueue

    def plan(self, entries: Sequence[Item], now: datetime) -> Planned:
        steps, broken, planned = [], [], Planned()
        for entry in entries:
            if entry["SK"].startswith(keys.DOUBT):
                planned += self._given_up(entry)
                continue
            if entry["SK"].startswith(keys.ERASURE):
                planned += self._erased(entry)
                continue
            try:
                steps.append(step_of(entry, now))
            except Exception as error:  # the edge: bad data must not hold up the others
                logger.exception("a due entry is broken", extra=_named(entry))
                broken.append(set_aside(entry, type(error).__name__, now))
        planned += self._aside(broken)
        for some in _batches(steps):
            planned += self._some(some, now)
        return planned

    def _given_up(self, entry: Item) -> Planned:
        sk = entry["SK"].removeprefix(keys.DOUBT)
        try:
            unknown = self.expiry.give_up(entry["PK"], sk, entry["plan"]["token"])
        except Exception:  # the edge, as below
            logger.exception("a doubt could not be ended", extra=_named(entry))
            return Planned(failed=1)
        if unknown:
            logger.warning("nobody will know whether it was sent", extra=_named(entry))
        return Planned(unknown=int(unknown))

    def _erased(self, entry: Item) -> Planned:
        """It stays due until it is done: each minute begins it again."""
        couple_id = entry["PK"].removeprefix(keys.couple_pk(""))
        try:
            self.erasures.put_erasure(couple_id, entry["SK"].removeprefix(keys.ERASURE))
        except Exception:  # the edge, as below
            logger.exception("could not go on with an erasure", extra=_named(entry))
            return Planned(failed=1)
        return Planned(handed_on=1)

    def _aside(self, broken: Sequence[Write]) -> Planned:
        aside = sum(self._written(write) for write in broken[:MOST_SET_ASIDE])
        return Planned(set_aside=aside, failed=len(broken) - aside)

    def _some(self, steps: Sequence[Step], now: datetime) -> Planned:
        """Queue or expire, then advance. A crash in between does both again: the claim absorbs."""
        late = [step for step in steps if step.missed and self._expired(step, now)]
        due = self._queued([step for step in steps if not step.missed])
        moved = sum(self._written(step.advance) for step in (*late, *due))
        oldest = min((step.slot.times.due_at for step in steps), default=now)
        lag = max(0, int((now - oldest).total_seconds()))
        return Planned(len(due), len(late), len(steps) - moved, lag=lag)

    def _queued(self, steps: Sequence[Step]) -> list[Step]:
        if not steps:
            return []
        try:
            left = self.queue.put_slots([step.slot for step in steps])
        except Exception:  # the edge: the queue is down, the next batch may do better
            logger.exception("slots could not be queued")
            return []
        return [step for step in steps if step.slot not in left]

    def _expired(self, step: Step, now: datetime) -> bool:
        try:
            self.expiry.expire(step.slot, step.missed, now)
        except Exception:  # the edge, as above
            logger.exception("a slot could not expire", extra={"couple": step.slot.couple_id})
            return False
        return True

    def _written(self, write: Write) -> bool:
        try:
            self.table.write(write)
        except Conflict:
            return True  # edited or advanced meanwhile: whoever did that has set the next slot
        except Exception:  # the edge, as above
            logger.exception("an entry could not be moved on", extra=_named(write.key))
            return False
        return True


def _named(entry: Item) -> dict[str, str]:
    """Whose entry it is and which, for the log. DUE#a#small, or the DOUBT# of a delivery."""
    return {"couple": str(entry["PK"]).rpartition("#")[2], "entry": str(entry["SK"])}


def _batches(steps: Sequence[Step]) -> Iterator[list[Step]]:
    left = iter(steps)
    while some := list(islice(left, BATCH)):
        yield some
