"""Messages that may have to wait for room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.delivery.jobs import loads
from chalicelib.delivery.room import Room
from chalicelib.delivery.tap import Tap
from tests.delivery.evenings import EMAIL, due_in
from tests.world import World

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel, Couple
    from chalicelib.delivery.jobs import Job

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass
class Given:
    """A pace that gives instants so long after they were asked for; None: too many ask."""

    waits: list[timedelta | None] = field(default_factory=list)
    asked: int = 0

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime | None:
        del channel, good_until
        self.asked += 1
        wait = self.waits.pop(0) if self.waits else timedelta(0)
        return None if wait is None else now + wait


class Busy(World):
    """A world in which messages may have to wait."""

    @cached_property
    def pace(self) -> Given:
        return Given()

    @cached_property
    def room(self) -> Room:
        return Room(self.pace, Tap(self.table, a_day=1, a_month=10))

    def queued(self) -> Job:
        (body,) = self.queue.bodies
        return loads(body)


def waiting(*waits: timedelta | None) -> tuple[Busy, Couple]:
    """An evening's email (worthless in 105 minutes) that has asked for room."""
    world, couple = due_in(Busy(), EMAIL)
    world.pace.waits = list(waits)
    assert world.work() == []
    return world, couple


def later(world: World, wait: timedelta) -> None:
    """The queue delivers it again, so much later."""
    world.clock.now += wait
    assert world.work() == []
