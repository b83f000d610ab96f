"""Thousands who want their text in the same minute: real sends, a queue that is on time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from heapq import heappop, heappush
from itertools import cycle
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.batch import Arrived, send_batch
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.jobs import dumps
from chalicelib.delivery.model import SendError
from chalicelib.delivery.pace import Pace
from chalicelib.delivery.room import Room
from chalicelib.delivery.tap import Tap
from tests.delivery.burst_slots import EVENING
from tests.fakes import FakeQueue, FakeSender
from tests.world import World
from workbench.indexed_table import IndexedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.model import Envelope
    from chalicelib.delivery.send import Desk, Errand

BATCH = 10  # messages of one invocation
PLENTY = 10**6


@dataclass
class TimedQueue(FakeQueue):
    """Delivers each message when its delay is over, in that order."""

    clock: Callable[[], datetime] = lambda: EVENING
    put: int = 0
    _waiting: list[tuple[datetime, int, str]] = field(default_factory=list)

    def _put(self, job: Job, delay: timedelta = timedelta(0)) -> None:
        self.put += 1
        heappush(self._waiting, (self.clock() + delay, self.put, dumps(job)))

    def next_at(self) -> datetime | None:
        return self._waiting[0][0] if self._waiting else None

    def batch(self) -> Iterator[Arrived]:
        """What one invocation gets of all that has arrived."""
        ready: list[str] = []
        while self._waiting and self._waiting[0][0] <= self.clock() and len(ready) < BATCH:
            ready.append(heappop(self._waiting)[2])
        return (Arrived(str(number), body) for number, body in enumerate(ready))


@dataclass
class Strict(FakeSender):
    """A provider that refuses whatever is more than its rate in one second, as SES does."""

    clock: Callable[[], datetime] = lambda: EVENING
    rate: float = 1
    refused: int = 0
    went: list[datetime] = field(default_factory=list)

    def send(self, envelope: Envelope) -> str:
        now = self.clock()
        most = int(self.rate) + 1  # give or take one
        if len(self.went) >= most and now - self.went[-most] < timedelta(seconds=1):
            self.refused += 1
            raise SendError("too many requests", "later")
        self.went.append(now)
        return super().send(envelope)


class Rush(World):
    """Several processes at one queue and one account of so many messages a second."""

    def __init__(self, rate: float, *, processes: int = 8, batches_a_second: float = 0) -> None:
        super().__init__()
        self.clock.now = EVENING
        self.__dict__["rate_of_account"] = rate
        self.__dict__["busy"] = timedelta(seconds=1 / batches_a_second if batches_a_second else 0)
        self.__dict__["desks"] = [
            replace(self.desk, room=Room(Pace(self.table, lambda _: rate), self.no_ceiling))
            for _ in range(processes)
        ]

    @cached_property
    def memory(self) -> IndexedTable:
        return IndexedTable()

    @cached_property
    def queue(self) -> TimedQueue:
        return TimedQueue(clock=self.clock)

    @cached_property
    def no_ceiling(self) -> Tap:
        return Tap(self.table, PLENTY, PLENTY)

    @cached_property
    def sms(self) -> Strict:
        return Strict(clock=self.clock, rate=self.__dict__["rate_of_account"])

    @property
    def went(self) -> list[datetime]:
        """When the provider took each message."""
        return self.sms.went

    def rush(self, errand: Callable[[Job], Errand]) -> None:
        """Everything is done, as time goes by. A batch takes its process a moment (`busy`)."""
        desks: list[Desk] = self.__dict__["desks"]
        for desk in cycle(desks):
            at = self.queue.next_at()
            if at is None:
                return
            self.clock.now = max(self.clock.now, at)
            assert (
                send_batch(self.queue.batch(), errand, desk, self.queue.bury, lambda: PLENTY) == []
            )
            self.clock.now += self.__dict__["busy"]

    def kept(self, slot: Slot) -> Mapping[str, Any]:
        kept = self.ledger.find(slot_key(slot))
        assert kept is not None
        return kept
