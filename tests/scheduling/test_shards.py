"""Raising the number of shards on a live table: nothing is lost, nothing is doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact
from chalicelib.scheduling.shards import BETWEEN_STEPS, KEPT_FOR, MOST, Counts, Shards
from tests.world import START, World

COUPLES = 12


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def operator(world: World) -> Shards:
    """Another process than the service's."""
    return Shards(world.table, world.clock)


def shards_in_use(world: World) -> set[str]:
    return {one["due_shard"] for one in world.memory.items.values() if "due_shard" in one}


def test_a_table_that_was_never_told_has_four(operator: Shards) -> None:
    assert (operator.read(), operator.write()) == (4, 4)


def test_readers_go_first_and_writers_follow_when_every_process_must_know(
    world: World, operator: Shards
) -> None:
    assert operator.raise_read(8) == Counts(8, 4, START)
    world.clock.advance(seconds=BETWEEN_STEPS.total_seconds() - 1)
    with pytest.raises(ValueError, match="not every process"):
        operator.raise_write()

    world.clock.advance(seconds=1)
    assert operator.raise_write() == Counts(8, 8, START)


@pytest.mark.parametrize("to", [3, MOST + 1])
def test_it_is_never_lowered_and_has_an_end(operator: Shards, to: int) -> None:
    with pytest.raises(ValueError, match="at most"):
        operator.raise_read(to)


def test_writers_do_not_go_before_readers(operator: Shards) -> None:
    with pytest.raises(ValueError, match="not every process"):
        operator.raise_write()


def test_a_process_knows_within_five_minutes_and_asks_no_more_often(
    world: World, operator: Shards
) -> None:
    running = Shards(world.table, world.clock)
    assert running.read() == 4
    operator.raise_read(8)

    world.clock.advance(seconds=KEPT_FOR.total_seconds() - 1)
    assert running.read() == 4
    world.clock.advance(seconds=1)
    assert running.read() == 8


def test_raising_it_while_it_runs_loses_no_slot_and_doubles_none(
    world: World, operator: Shards
) -> None:
    couples = [world.couple(Contact("email", f"a{n}@example.com")) for n in range(COUPLES)]
    week = timedelta(days=7)
    world.until(START + timedelta(days=1))
    operator.raise_read(8)
    world.until(START + timedelta(days=3))
    operator.raise_write()
    world.clock.advance(seconds=KEPT_FOR.total_seconds())
    for couple in couples[::2]:  # some of them change something, so their entries are written anew
        world.preferences.edit(couple.id, lambda one: one, world.clock())

    world.until(START + week)

    assert shards_in_use(world) - set(keys.due_shards(4))
    wanted = {f"a#2026-11-{day}#small" for day in (23, 25, 27)} | {"a#2026-11-29#check_in"}
    assert [world.states(couple) for couple in couples] == [dict.fromkeys(wanted, "sent")] * COUPLES
    assert len(world.email.sent) == len(wanted) * COUPLES
