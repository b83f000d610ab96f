"""A lease: one holder a shard, until it is given back or expires by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.scheduling.leases import LEASE_FOR, Leases
from tests.racing import RacyWorld
from tests.world import START

SECOND = timedelta(seconds=1)


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def leases(world: RacyWorld) -> Leases:
    return Leases(world.table, world.new_id)


def test_a_shard_has_one_holder(leases: Leases) -> None:
    assert leases.take("00", START) is not None
    assert leases.take("00", START + LEASE_FOR - SECOND) is None
    assert leases.take("01", START) is not None


def test_it_can_be_taken_again_once_given_back(leases: Leases) -> None:
    holder = leases.take("00", START)
    assert holder is not None

    leases.give_back("00", holder)

    assert leases.take("00", START) not in {None, holder}


def test_a_holder_that_died_keeps_it_no_longer_than_it_lasts(leases: Leases) -> None:
    dead = leases.take("00", START)
    assert dead is not None

    assert leases.take("00", START + LEASE_FOR) not in {None, dead}
    leases.give_back("00", dead)  # it was not dead after all, only slow

    assert leases.take("00", START + LEASE_FOR) is None


def test_passing_it_on_makes_it_last_and_ends_the_old_name(leases: Leases) -> None:
    first = leases.take("00", START)
    assert first is not None

    second = leases.pass_on("00", first, START + LEASE_FOR - SECOND)

    assert second not in {None, first}
    assert leases.take("00", START + 2 * LEASE_FOR - 2 * SECOND) is None
    assert leases.pass_on("00", first, START + LEASE_FOR) is None


def test_nobody_passes_on_what_is_not_there(leases: Leases) -> None:
    assert leases.pass_on("00", "somebody", START) is None


def test_two_heirs_of_a_dead_holder_do_not_both_get_it(world: RacyWorld, leases: Leases) -> None:
    leases.take("00", START)
    other: list[str | None] = []
    # The first write is refused by the old lease, the second one puts the new in its place.
    world.memory.before = [lambda: None, lambda: other.append(leases.take("00", START + LEASE_FOR))]

    mine = leases.take("00", START + LEASE_FOR)

    assert [mine, *other].count(None) == 1
