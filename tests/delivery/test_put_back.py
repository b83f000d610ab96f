"""What Send puts back on its own queue comes by often, and comes to an end: its good-until.

Lambda would drop what came by about sixteen times; it is told not to, so this must hold (ADR 22).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.control import Control
from chalicelib.delivery.send import LONGEST_DELAY
from tests.delivery.evenings import due, failing, the_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import World

LAMBDAS_OWN = 16  # times; Lambda developer guide, "recursive loop detection"
A_WEEK = timedelta(days=7)


def hold(world: World) -> None:
    Control(world.table).hold("test", world.clock())


def put_off(world: World) -> None:
    world.email.errors = [failing("later") for _ in range(10_000)]


def refuse_us(world: World) -> None:
    world.email.errors = [failing("later", ours=True) for _ in range(10_000)]


def goes_round(world: World, most: timedelta) -> int:
    """Let its one message come by until it is gone, or for so long. Returns how often it did."""
    times, end = 0, world.clock() + most
    while world.queue.bodies and world.clock() < end:
        delay = world.queue.delays[-1]
        world.clock.now += delay
        assert world.work() == []
        times += 1
    return times


def test_a_night_of_waiting_is_longer_than_lambdas_own_limit_and_loses_nothing() -> None:
    world, couple = due()
    hold(world)
    assert goes_round(world, timedelta(minutes=30)) > LAMBDAS_OWN
    Control(world.table).resume()
    world.work()
    assert the_state(world, couple) == "sent"


@pytest.mark.parametrize("cause", [hold, put_off, refuse_us])
def test_whatever_puts_it_back_it_ends_soon_after_its_good_until(
    cause: Callable[[World], None],
) -> None:
    world, couple = due()
    cause(world)
    good_until = world.clock() + timedelta(hours=1, minutes=45)  # 20:15 to 22:00
    goes_round(world, A_WEEK)
    assert world.queue.bodies == []
    assert world.clock() <= good_until + LONGEST_DELAY
    Control(world.table).resume()
    assert the_state(world, couple) == "expired"
    assert world.email.sent == []
