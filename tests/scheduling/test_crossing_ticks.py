"""What happens between a tick's reading of an entry and its going on to the next slot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.couples.model import Small
from tests.racing import RacyWorld

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.table import Item

MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York


@pytest.fixture
def world() -> RacyWorld:
    world = RacyWorld()
    world.clock.now = MONDAY - timedelta(hours=1)
    return world


@pytest.fixture
def couple(world: RacyWorld) -> Couple:
    return world.couple()


def tick(world: RacyWorld, moment: datetime) -> None:
    now, world.clock.now = world.clock.now, moment
    world.tick()
    world.clock.now = now


def edit(world: RacyWorld, couple: Couple, **fields: Any) -> None:
    def change(one: Couple) -> Couple:
        return one.with_partner("a", replace(one.a, **fields))

    world.preferences.edit(couple.id, change, world.clock())


def plan(world: RacyWorld, couple: Couple) -> Item:
    item = world.table.get(keys.couple_pk(couple.id), keys.due_sk("a", "small"))
    assert item is not None
    stored: Item = item["plan"]
    return stored


def test_two_ticks_at_once_send_once_and_go_on_once(world: RacyWorld, couple: Couple) -> None:
    world.clock.now = MONDAY
    world.memory.before = [world.tick]
    world.tick()
    assert len(world.queue.bodies) == 2

    world.work()

    assert len(world.email.sent) == 1
    assert plan(world, couple)["date"] == "2026-11-25"


def test_a_tick_that_stalled_does_not_put_back_what_a_later_one_has_moved_on(
    world: RacyWorld, couple: Couple
) -> None:
    world.memory.before = [lambda: tick(world, MONDAY + timedelta(days=2, hours=3))]

    tick(world, MONDAY)

    assert plan(world, couple)["date"] == "2026-11-27"


def test_an_edit_of_the_time_has_set_the_next_slot(world: RacyWorld, couple: Couple) -> None:
    world.clock.now = MONDAY
    world.memory.before = [lambda: edit(world, couple, kids_down="20:30")]

    world.tick()

    assert plan(world, couple)["date"] == "2026-11-23"  # at 20:45, as was just asked for
    world.until(MONDAY + timedelta(hours=2))
    assert world.states(couple) == {"a#2026-11-23#small": "sent"}
    assert len(world.email.sent) == 1


def test_an_edit_that_leaves_the_time_alone_is_not_lost_either(
    world: RacyWorld, couple: Couple
) -> None:
    world.clock.now = MONDAY
    world.memory.before = [lambda: edit(world, couple, lights_out="23:00")]

    world.tick()

    assert (plan(world, couple)["until"], plan(world, couple)["rev"]) == (["23:00"] * 7, 2)
    world.until(MONDAY + timedelta(hours=2))
    assert plan(world, couple)["date"] == "2026-11-25"
    assert len(world.email.sent) == 1


@pytest.mark.parametrize(
    "ended",
    [{"paused": True}, {"small": Small(channel="email", on=False)}],
    ids=["paused", "off"],
)
def test_what_was_just_ended_is_not_put_back_into_the_index(
    world: RacyWorld, couple: Couple, ended: dict[str, Any]
) -> None:
    world.clock.now = MONDAY
    world.memory.before = [lambda: edit(world, couple, **ended)]

    world.tick()
    world.work()

    assert "date" not in plan(world, couple)
    assert world.email.sent == []


@pytest.mark.usefixtures("couple")
def test_a_couple_that_was_just_erased_is_not_brought_back(world: RacyWorld) -> None:
    world.clock.now = MONDAY
    world.memory.before = [world.memory.items.clear]

    world.tick()
    world.work()

    assert world.memory.items.keys() <= {("CONTROL", "HOLD")}
    assert world.email.sent == []
