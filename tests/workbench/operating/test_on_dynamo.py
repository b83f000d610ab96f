"""What the commands write, on a real table, while planning goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.table import Change
from tests.workbench.operating.evening import (
    EIGHT,
    MINUTE,
    household,
    move_minute_by_minute,
    raised,
)
from workbench.operating.broken import make_anew, put_back
from workbench.operating.standing import away_from_home, shard_of

if TYPE_CHECKING:
    from chalicelib.table import Item
    from tests.workbench.operating.real_world import RealWorld

pytestmark = pytest.mark.service

COUPLES = 12


def test_a_tick_between_every_two_moves_loses_nothing_and_doubles_nothing(
    real_world: RealWorld,
) -> None:
    world = real_world
    couples = [household(world, number) for number in range(COUPLES)]
    counts = raised(world, 8)

    assert move_minute_by_minute(world, counts) > COUPLES / 2
    for _ in range(COUPLES):
        world.minute()
        world.clock.now += MINUTE

    assert [world.states(one) for one in couples] == [{"a#2026-11-23#small": "sent"}] * COUPLES
    assert len(world.email.sent) == COUPLES
    assert list(away_from_home(world.table, counts)) == []
    names = keys.due_shards(8)
    shards = [shard_of(world.table, name, counts, world.clock()) for name in names]
    assert sum(one.entries for one in shards) == 2 * COUPLES
    assert sum(one.due_now for one in shards) == 0


@pytest.mark.parametrize("plan", ["gone", "no map", "mended"])
def test_a_broken_entry_comes_back(real_world: RealWorld, plan: str) -> None:
    world = real_world
    couple = household(world, 0)
    key = (keys.couple_pk(couple.id), keys.due_sk("a", "small"))

    def entry() -> Item:
        found = world.table.get(*key, consistent=True)
        assert found is not None
        return found

    whole = entry()["plan"]
    broken = {} if plan == "gone" else {"plan": "torn"}
    world.table.write(Change(*key, set=broken, remove=() if broken else ("plan",)))
    world.clock.now = EIGHT
    assert world.minute().set_aside == 1
    if plan == "mended":
        world.table.write(Change(*key, set={"plan": whole}))

    way = put_back if plan == "mended" else make_anew
    assert way(world.table, entry(), world.clock(), 4) == ""
    world.clock.now += MINUTE
    world.minute()
    assert world.states(couple) == {"a#2026-11-23#small": "sent"}
    assert "aside" not in entry()
