"""What stands at the edges of a preview's world: a queue that keeps, and a pace without pauses."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from chalicelib.delivery.jobs import Job, dumps
from chalicelib.table import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta
    from logging import Logger

    from chalicelib.couples.model import Channel
    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.model import Notice
    from chalicelib.replies.said import Inbound


@dataclass(slots=True)
class Shelf:
    """delivery.queue.Queue: what waits to be sent, and what was put off."""

    bodies: list[str] = field(default_factory=list)
    put_off: list[str] = field(default_factory=list)

    def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        self.bodies += [dumps(Job(slot)) for slot in slots]
        return ()

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None:
        self.bodies.append(dumps(Job(notice, not_before=not_before)))

    def again(self, job: Job, delay: timedelta, *, attempt: int) -> None:
        self.put_off.append(dumps(replace(job, attempt=attempt)))
        del delay

    def put_fallback(self, slot: Slot) -> None:
        self.bodies.append(dumps(Job(slot, fallback=True)))

    def bury(self, body: str, reason: str) -> None:
        raise AssertionError(f"nothing fails five times here: {reason}, {body}")

    def take(self) -> list[str]:
        taken, self.bodies = self.bodies, []
        return taken

    def wake(self) -> None:
        self.bodies, self.put_off = self.bodies + self.put_off, []


@dataclass(slots=True)
class Later:
    """replies.waiting.Queue: texts that came while the store was down."""

    bodies: list[str] = field(default_factory=list)

    def put(self, body: str) -> None:
        self.bodies.append(body)


class Down:
    """replies.handle.Replies while the store is down."""

    def handle(self, inbound: Inbound, now: datetime) -> NoReturn:
        del inbound, now
        raise StoreUnavailable


@contextmanager
def unlogged(logger: Logger) -> Iterator[None]:
    """Whoever looks at a preview is not told of trouble that is only staged."""
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


class NoHurry:
    """delivery.room.Room's pace: nothing here has to wait for its turn."""

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime:
        del channel, good_until
        return now
