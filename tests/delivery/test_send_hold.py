"""The kill switch: while it is set nothing is sent, and nothing is lost or late because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.control import Control
from tests.delivery.evenings import due, due_in, the_state
from tests.racing import RacyWorld

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from tests.world import World


def held_back(world: World, couple: Couple) -> None:
    assert world.work() == []
    assert world.email.sent == []
    assert the_state(world, couple) == "", "no claim stays behind"
    assert len(world.queue.bodies) == 1
    assert world.queue.delays[-1].total_seconds() == 60
    Control(world.table).resume()
    world.work()
    assert len(world.email.sent) == 1


def test_a_hold_keeps_back_what_is_queued() -> None:
    world, couple = due()
    Control(world.table).hold("test", world.clock())
    held_back(world, couple)


def test_a_hold_keeps_back_what_is_claimed() -> None:
    world, couple = due_in(RacyWorld())
    world.memory.before = [lambda: Control(world.table).hold("test", world.clock())]
    held_back(world, couple)


def test_a_hold_uses_up_no_tries_and_keeps_nothing_past_its_time() -> None:
    world, couple = due()
    control = Control(world.table)
    control.hold("test", world.clock())
    for _ in range(20):
        world.work()
        world.clock.advance(minutes=5)
    assert '"attempt": 0' in world.queue.bodies[0]
    world.clock.advance(minutes=10)
    world.work()
    assert world.queue.bodies == [], "it does not go round for as long as the hold lasts"
    control.resume()
    world.work()
    assert world.email.sent == []
    assert the_state(world, couple) == "expired"
