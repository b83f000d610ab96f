"""`shards raise` on a service that goes on planning: nothing is lost, nothing is doubled."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.scheduling.shards import BETWEEN_STEPS, KEPT_FOR
from chalicelib.table import Change
from tests.racing import RacyWorld, busy, down
from tests.workbench.operating.asking import answer, ask
from tests.workbench.operating.evening import (
    EIGHT,
    MINUTE,
    household,
    move_minute_by_minute,
    raised,
)
from workbench.operating.moving import TRIES, move
from workbench.operating.standing import away_from_home

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from tests.world import World

COUPLES = 30
WEEK = {f"a#2026-11-{day}#small" for day in (23, 25, 27)} | {"a#2026-11-29#check_in"}


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def couples(world: RacyWorld) -> list[Couple]:
    return [household(world, number) for number in range(COUPLES)]


def misplaced(world: World, shards: int) -> list[str]:
    entries = [one for one in world.memory.items.values() if "due_shard" in one]
    assert len(entries) == 2 * COUPLES
    return [
        one["PK"]
        for one in entries
        if one["due_shard"] != keys.due_shard(one["PK"].removeprefix("COUPLE#"), shards)
    ]


def holds_for_the_week(world: World, couples: list[Couple]) -> None:
    """Each slot of the week was sent to each of them, once."""
    world.until(EIGHT + timedelta(days=6, hours=12))
    assert [world.states(one) for one in couples] == [dict.fromkeys(WEEK, "sent")] * COUPLES
    assert len(world.email.sent) == len(WEEK) * COUPLES


def test_a_tick_between_every_two_moves_loses_nothing_and_doubles_nothing(
    world: RacyWorld, couples: list[Couple]
) -> None:
    counts = raised(world, 8)
    assert move_minute_by_minute(world, counts) > COUPLES / 2
    assert misplaced(world, 8) == []
    holds_for_the_week(world, couples)


def test_a_tick_within_each_move_loses_nothing_and_doubles_nothing(
    world: RacyWorld, couples: list[Couple]
) -> None:
    counts = raised(world, 8)
    for one in list(away_from_home(world.table, counts)):
        world.memory.before = [world.minute]
        assert move(world.table, one, counts.write)
        world.clock.now += MINUTE
    assert misplaced(world, 8) == []
    holds_for_the_week(world, couples)


def test_a_move_within_a_tick_loses_nothing_and_doubles_nothing(
    world: RacyWorld, couples: list[Couple]
) -> None:
    counts = raised(world, 8)
    away = list(away_from_home(world.table, counts))
    while away:  # each tick has read its page when an entry of it changes its shard
        one = away.pop(0)
        world.memory.before = [partial(move, world.table, one, counts.write)]
        world.minute()
        world.memory.before = []
        move(world.table, one, counts.write)
        world.clock.now += MINUTE
    assert misplaced(world, 8) == []
    holds_for_the_week(world, couples)


def test_the_command_goes_step_by_step_and_says_when_to_come_back(
    world: RacyWorld, couples: list[Couple]
) -> None:
    world.clock.now = EIGHT
    first = ask(world, "shards", "raise", "--to", "8")
    assert first.code == 0
    assert "8 shards are read; 4 are written to" in first.out
    assert "again at 2026-11-24 01:10 UTC or later" in first.out

    early = ask(world, "shards", "raise", "--to", "8")
    assert early.code == 1
    assert "Too early" in early.err
    assert misplaced(world, 4) == []
    again = "python -m workbench shards raise --to 8 --stage test --table t"
    half_way = f"Half-way: from 2026-11-24 01:10 UTC on, run {again}\n"
    assert half_way in ask(world, "shards").out

    world.clock.now += BETWEEN_STEPS
    second = answer(world, "shards", "raise", "--to", "8")
    assert (second["read"], second["write"], second["left"]) == (8, 8, 0)
    assert second["moved"] > 0
    assert misplaced(world, 8) == []
    assert answer(world, "shards", "raise", "--to", "8")["moved"] == 0
    holds_for_the_week(world, couples)


def test_a_move_that_was_interrupted_goes_on(world: RacyWorld, couples: list[Couple]) -> None:
    counts = raised(world, 8)
    for one in list(away_from_home(world.table, counts))[:5]:
        move(world.table, one, counts.write)
    world.memory.before = [down]
    with pytest.raises(ConnectionError):
        ask(world, "shards", "raise", "--to", "8")

    found = answer(world, "shards")
    left = sum(one["to_move"] for one in found["shards"])
    assert len(misplaced(world, 8)) == left > 0
    again = "python -m workbench shards raise --to 8 --stage test --table t"
    assert f"To move the {left} that belong elsewhere, run {again}\n" in ask(world, "shards").out
    assert answer(world, "shards", "raise", "--to", "8")["moved"] == left
    holds_for_the_week(world, couples)


def test_what_a_process_that_knew_the_old_number_wrote_is_moved_by_running_it_again(
    world: RacyWorld, couples: list[Couple]
) -> None:
    world.clock.now = EIGHT
    ask(world, "shards", "raise", "--to", "8")
    world.clock.now += BETWEEN_STEPS
    assert world.shards.write() == 4
    ask(world, "shards", "raise", "--to", "8")
    assert misplaced(world, 8) == []
    for couple in couples:
        world.preferences.edit(couple.id, lambda one: one, world.clock())
    edited = len(misplaced(world, 8))

    world.clock.now += KEPT_FOR
    assert answer(world, "shards", "raise", "--to", "8")["moved"] == edited > 0
    assert misplaced(world, 8) == []
    holds_for_the_week(world, couples)


@pytest.mark.parametrize(
    ("to", "why"),
    [("3", "never become fewer"), ("65", "at most 64"), ("0", "is not in the range")],
)
def test_a_number_that_cannot_be_is_explained(world: RacyWorld, to: str, why: str) -> None:
    said = ask(world, "shards", "raise", "--to", to)
    assert said.code != 0
    assert why in said.err
    assert answer(world, "shards")["read"] == 4


def test_it_shows_how_full_each_shard_is_and_its_busiest_minute(
    world: RacyWorld, couples: list[Couple]
) -> None:
    world.clock.now = EIGHT + 5 * MINUTE
    found = answer(world, "shards")
    assert (found["read"], found["write"]) == (4, 4)
    sizes = [(one["entries"], one["due_now"]) for one in found["shards"]]
    assert [sum(column) for column in zip(*sizes, strict=True)] == [2 * COUPLES, 6]
    sunday = "2026-11-29T17:00"
    for one in found["shards"]:
        assert (one["busiest"], one["busiest_at"]) == (one["entries"] // 2, sunday)
    head, *rows = ask(world, "shards").out.splitlines()[1:]
    assert head.split() == ["shard", "entries", "due", "now", "busiest", "minute", "at", "(UTC)",
                            "to", "move"]  # fmt: skip
    assert [row.split()[0] for row in rows] == keys.due_shards(4)
    assert len(couples) == COUPLES


def test_an_entry_is_given_up_only_when_others_are_faster_time_and_again(
    world: RacyWorld, couples: list[Couple]
) -> None:
    counts = raised(world, 8)
    one = next(away_from_home(world.table, counts))
    world.memory.before = [busy] * (TRIES - 1)
    assert move(world.table, one, counts.write)
    one = next(away_from_home(world.table, counts))
    world.memory.before = [busy] * TRIES
    assert not move(world.table, one, counts.write)
    assert len(couples) == COUPLES


@pytest.mark.parametrize("gone", ["set aside", "erased"])
def test_an_entry_that_left_the_index_is_left_alone(
    world: RacyWorld, couples: list[Couple], gone: str
) -> None:
    counts = raised(world, 8)
    one = next(away_from_home(world.table, counts))
    if gone == "erased":
        del world.memory.items[one.pk, one.sk]
    else:
        world.table.write(Change(one.pk, one.sk, remove=("due_shard", "due_at")))
    before = world.everything()
    assert move(world.table, one, counts.write)
    assert world.everything() == before
    assert len(couples) == COUPLES
