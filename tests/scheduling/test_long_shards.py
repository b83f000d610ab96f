"""More is due than one page or one tick can plan: all of it still comes, once."""

from __future__ import annotations

import pytest

from chalicelib import keys
from chalicelib.scheduling.leases import LEASE_FOR
from chalicelib.scheduling.planned import Planned
from tests.scheduling.long_world import COUPLES, MINUTE, MONDAY, LongWorld


@pytest.fixture
def world() -> LongWorld:
    return LongWorld()


def test_one_tick_goes_from_page_to_page(world: LongWorld) -> None:
    assert world.tick() == Planned(queued=COUPLES)
    world.work()
    assert world.all_sent_once()
    assert world.tick() == Planned()
    assert not [pk for pk, sk in world.memory.items if sk == keys.LEASE]


def test_what_there_is_no_time_for_goes_on_through_the_queue(world: LongWorld) -> None:
    assert world.tick(lambda: 0.0) == Planned(queued=2, handed_on=1)
    assert len(world.plan_queue.bodies) == 1

    assert world.go_on(world.plan_queue.bodies.pop()) == Planned(queued=COUPLES - 2)

    world.work()
    assert world.all_sent_once()


def test_it_is_handed_on_again_as_often_as_it_takes(world: LongWorld) -> None:
    planned = world.tick(lambda: 0.0)
    while world.plan_queue.bodies:
        planned += world.go_on(world.plan_queue.bodies.pop(), lambda: 0.0)

    assert planned == Planned(queued=COUPLES, handed_on=3)
    world.work()
    assert world.all_sent_once()


def test_the_next_tick_leaves_the_shard_to_who_is_at_it(world: LongWorld) -> None:
    world.tick(lambda: 0.0)
    world.clock.now = MONDAY + MINUTE

    assert world.tick() == Planned()
    assert world.go_on(world.plan_queue.bodies.pop()).queued == COUPLES - 2


def test_a_message_that_comes_twice_is_good_for_once(world: LongWorld) -> None:
    world.tick(lambda: 0.0)
    (body,) = world.plan_queue.bodies

    assert world.go_on(body).queued == COUPLES - 2
    assert world.go_on(body) == Planned()


def test_a_message_that_is_lost_costs_minutes_and_nothing_else(world: LongWorld) -> None:
    world.tick(lambda: 0.0)
    world.plan_queue.bodies.clear()
    world.clock.now = MONDAY + LEASE_FOR

    assert world.tick() == Planned(queued=COUPLES - 2)
    world.work()
    assert world.all_sent_once()


def test_a_message_that_comes_after_the_lease_went_elsewhere_does_nothing(
    world: LongWorld,
) -> None:
    world.tick(lambda: 0.0)
    (body,) = world.plan_queue.bodies
    world.clock.now = MONDAY + LEASE_FOR
    world.tick()

    assert world.go_on(body) == Planned()


def test_broken_entries_at_its_head_do_not_block_a_shard(world: LongWorld) -> None:
    for number in range(2 * world.page_size):
        entry = {"PK": keys.couple_pk(f"{number}"), "SK": "DUE#a#small", "due_shard": "00"}
        world.memory.items[entry["PK"], entry["SK"]] = {**entry, "due_at": "2020-01-01T00:00:00Z"}

    assert world.tick() == Planned(queued=COUPLES, set_aside=2 * world.page_size)


def other_tick_before_write(number: int) -> tuple[LongWorld, bool]:
    """Another tick runs, whole, before this write of the first. Says whether it got to it."""
    world, other = LongWorld(), list[Planned]()
    world.memory.before = [*[lambda: None] * number, lambda: other.append(world.tick())]
    world.tick()
    world.clock.now += LEASE_FOR
    world.minute()
    return world, bool(other)


def test_two_ticks_at_once_on_a_long_shard_send_once() -> None:
    number, met = 0, True
    while met:
        world, met = other_tick_before_write(number)
        assert world.all_sent_once(), f"before write {number}"
        number += 1

    assert number > COUPLES
