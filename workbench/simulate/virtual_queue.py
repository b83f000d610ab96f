"""The send queue on the virtual clock: late by seconds, at least once, now and then full."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.couples.slot import Slot
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.jobs import Job, dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.delivery.model import LedgerKey, Notice
    from workbench.simulate.scenario import Scenario
    from workbench.simulate.timeline import Timeline, VirtualClock

NOT_TAKEN = 0.001  # of slots, at the first try
TWICE = 0.002  # of slots: SQS delivers at least once
SECONDS_UNDER_WAY = 2


@dataclass(slots=True)
class VirtualQueue:
    """delivery.queue.Queue. `deliver` gets each message when it is time, as body and as job."""

    scenario: Scenario
    clock: VirtualClock
    timeline: Timeline
    deliver: Callable[[str, Job], None]
    planned: dict[LedgerKey, Slot] = field(default_factory=dict)  # the newest copy of each
    under_way: Counter[str] = field(default_factory=Counter)  # slots' messages by couple
    _full_for: set[LedgerKey] = field(default_factory=set)
    refused: int = 0

    def put_slots(self, slots: Sequence[Slot]) -> list[Slot]:
        return [slot for slot in slots if not self._take(slot)]

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None:
        self._put(Job(notice, not_before=not_before))

    def again(self, job: Job, delay: timedelta, *, attempt: int) -> None:
        self._put(replace(job, attempt=attempt), delay)

    def put_fallback(self, slot: Slot) -> None:
        self._put(Job(slot, fallback=True))

    def bury(self, body: str, reason: str) -> None:
        raise AssertionError(f"nothing fails five times here: {reason}, {body}")

    def _take(self, slot: Slot) -> bool:
        key = slot_key(slot)
        chance = self.scenario.chance("queue", key.pk, key.sk)
        if chance < NOT_TAKEN and key not in self._full_for:
            self._full_for.add(key)
            self.refused += 1
            return False
        self.planned[key] = slot
        self._put(Job(slot))
        if chance > 1 - TWICE:
            self._put(Job(slot), timedelta(seconds=20))
        return True

    def _put(self, job: Job, delay: timedelta = timedelta(0)) -> None:
        if isinstance(job.errand, Slot):
            self.under_way[job.errand.couple_id] += 1
        at = self.clock.now + delay + timedelta(seconds=SECONDS_UNDER_WAY)
        self.timeline.add(at, partial(self._arrive, dumps(job), job))

    def _arrive(self, body: str, job: Job) -> None:
        self.deliver(body, job)
        if isinstance(job.errand, Slot):
            self.under_way[job.errand.couple_id] -= 1
