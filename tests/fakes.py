"""What stands at the edges of a world under test. Plain classes that say what happened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.delivery.jobs import Job, dumps
from chalicelib.scheduling.rest import dumps as rest_text
from chalicelib.scheduling.rest import erasure_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.model import Envelope, Notice, SendError
    from chalicelib.scheduling.rest import Rest


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class FakeQueue:
    """Keeps bodies as SQS would carry them, each with its delay."""

    bodies: list[str] = field(default_factory=list)
    delays: list[timedelta] = field(default_factory=list)
    buried: list[tuple[str, str]] = field(default_factory=list)
    full: bool = False

    def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        for slot in slots:
            self._put(Job(slot))
        return ()

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None:
        self._put(Job(notice, not_before=not_before))

    def again(self, job: Job, delay: timedelta, *, attempt: int) -> None:
        self._put(replace(job, attempt=attempt), delay)

    def put_fallback(self, slot: Slot) -> None:
        self._put(Job(slot, fallback=True))

    def bury(self, body: str, reason: str) -> None:
        if self.full:
            raise ConnectionError("the queue for dead letters does not answer")
        self.buried.append((body, reason))

    def _put(self, job: Job, delay: timedelta = timedelta(0)) -> None:
        self.bodies.append(dumps(job))
        self.delays.append(delay)

    def take(self) -> list[str]:
        """Everything that waits, delayed or not."""
        taken, self.bodies, self.delays = self.bodies, [], []
        return taken


@dataclass
class FakePlanQueue:
    """Keeps what goes on in another invocation."""

    bodies: list[str] = field(default_factory=list)

    def put_rest(self, rest: Rest) -> None:
        self.bodies.append(rest_text(rest))

    def put_erasure(self, couple_id: str, partner: str) -> None:
        self.bodies.append(erasure_text(couple_id, partner))


@dataclass
class FakeInboundQueue:
    """Keeps texts that wait for the store."""

    bodies: list[str] = field(default_factory=list)

    def put(self, body: str) -> None:
        self.bodies.append(body)


@dataclass
class FakeSender:
    """Keeps what was sent. `errors` are raised first, one a send; `before` runs in each send."""

    sent: list[Envelope] = field(default_factory=list)
    errors: list[SendError] = field(default_factory=list)
    before: Callable[[Envelope], None] | None = None

    def send(self, envelope: Envelope) -> str:
        if self.before:
            self.before(envelope)
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(envelope)
        return f"provider-{len(self.sent)}"


class NoHurry:
    """Room for everything at once. The real pace is in tests/delivery/test_pace."""

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime:
        del channel, good_until
        return now
