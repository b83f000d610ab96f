"""Both ways to let the minute pass: the wiring of production, and the peer's scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.many_couples import DUE, THE_MINUTE
from benchmarks.naive_scan import scan_due
from benchmarks.pretend_deployment import ENV
from chalicelib.delivery.queue import SendQueue
from chalicelib.settings import Settings
from chalicelib.wiring import Wiring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from chalicelib.table import Item

PLENTY = 60.0  # seconds: no tick here runs out of time


class PlanningService(Wiring):
    """Ticks as the deployed function does: only table, queue and clock are exchanged."""

    def __init__(self, table: Any, queue: SendQueue, now: datetime = THE_MINUTE) -> None:
        super().__init__(Settings.from_env(ENV))
        vars(self).update(table=table, queue=queue, clock=lambda: now)

    def plan(self) -> None:
        """One tick. It must find what is due in its minute, or its figures mean nothing."""
        planned = self.tick(lambda: PLENTY)
        _must_be_all(planned.queued, DUE if self.clock() == THE_MINUTE else 0)


def scan(found: Iterable[Item], queue: SendQueue) -> None:
    """The peer's turn, held to the same."""
    _must_be_all(scan_due(found, queue, THE_MINUTE), DUE)


@dataclass(slots=True)
class CountingSqs:
    """An SQS client that takes everything and keeps nothing."""

    calls: int = 0

    def send_message_batch(self, **_: Any) -> dict[str, Any]:
        self.calls += 1
        return {}

    def queue(self) -> SendQueue:
        return SendQueue(lambda: self, ENV["SEND_QUEUE_URL"])


def _must_be_all(queued: int, due: int) -> None:
    if queued != due:
        raise AssertionError(f"{due} slots were due, {queued} were queued")
