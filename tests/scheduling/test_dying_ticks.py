"""A tick that dies at any line: nothing is lost, nothing is doubled."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

import pytest

from tests.fakes import FakePlanQueue, FakeQueue
from tests.scheduling.long_world import MINUTE, LongWorld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.slot import Slot
    from chalicelib.scheduling.rest import Rest
    from chalicelib.table import Item, Page, Write


MORE_THAN_A_TICK = 50  # calls


class Died(BaseException):
    """The process is gone: nothing of ours catches this."""


class Fuse:
    """Burns down by one with each call of anything; then everything dies."""

    def __init__(self) -> None:
        self.left: int | None = None
        self._lock = Lock()  # shards are planned in threads

    def burn(self) -> None:
        with self._lock:
            if self.left is not None:
                self.left -= 1
                if self.left < 0:
                    raise Died


class MortalWorld(LongWorld):
    """Each call of the table or of a queue can be the last, before it or after it was done."""

    def __init__(self) -> None:
        super().__init__()
        self.fuse = Fuse()
        fuse, memory, queue, rest = self.fuse, self.memory, FakeQueue(), FakePlanQueue()

        class Table:
            """Reads and writes on a fuse."""

            get, get_many, query = memory.get, memory.get_many, memory.query
            transact = memory.transact

            def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
                fuse.burn()
                return memory.due(shard, until, limit, start)

            def write(self, write: Write) -> Item | None:
                fuse.burn()
                done = memory.write(write)
                fuse.burn()
                return done

        class Queue(FakeQueue):
            """Takes slots on a fuse."""

            def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
                fuse.burn()
                queue.put_slots(slots)
                fuse.burn()
                return ()

        class Plans(FakePlanQueue):
            """Takes the rest on a fuse."""

            def put_rest(self, rest_of: Rest) -> None:
                fuse.burn()
                rest.put_rest(rest_of)
                fuse.burn()

        self.mortal = {"table": Table(), "queue": Queue(), "plan_queue": Plans()}
        self.immortal = {"table": memory, "queue": queue, "plan_queue": rest}

    def live(self) -> None:
        self.fuse.left = None
        self.__dict__.update(self.immortal)


def lives(dies_after: int, seconds_left: float) -> tuple[MortalWorld, bool]:
    """A tick that dies at that call, then minutes that do not. Says whether it got to it."""
    world, died = MortalWorld(), True
    world.__dict__.update(world.mortal)
    world.fuse.left = dies_after
    with suppress(Died):
        world.tick(lambda: seconds_left)
        died = False
    world.live()
    for _ in range(4):
        world.minute()
        world.clock.now += MINUTE
    return world, died


@pytest.mark.parametrize("seconds_left", [50.0, 0.0], ids=["whole", "handed on"])
def test_a_tick_that_dies_at_any_call_loses_nothing_and_doubles_nothing(
    seconds_left: float,
) -> None:
    deaths = 0
    for dies_after in range(MORE_THAN_A_TICK):
        world, died = lives(dies_after, seconds_left)
        assert world.all_sent_once(), f"died at call {dies_after}"
        deaths += died

    assert 10 <= deaths < MORE_THAN_A_TICK, "it died at many places, and at last lived"
