"""An evening in which somebody is due in every minute, and entries change their shard meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact, Couple
from workbench.operating.moving import move
from workbench.operating.standing import away_from_home

if TYPE_CHECKING:
    from chalicelib.scheduling.shards import Counts
    from tests.world import World

EIGHT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # Monday, 20:00 in New York
MINUTE = timedelta(minutes=1)


def household(world: World, number: int) -> Couple:
    """A couple whose small note comes so many minutes after eight."""
    couple = world.couple(Contact("email", f"alex{number}@example.com"))

    def change(one: Couple) -> Couple:
        small = replace(one.a.small, time=f"20:{number:02d}")
        return replace(one, a=replace(one.a, small=small))

    return world.preferences.edit(couple.id, change, world.clock())


def raised(world: World, to: int) -> Counts:
    """The counts once readers and writers know of the new shards, at eight."""
    world.clock.now = EIGHT - timedelta(hours=1)
    world.shards.raise_read(to)
    world.clock.now = EIGHT
    return world.shards.raise_write()


def move_minute_by_minute(world: World, counts: Counts) -> int:
    """Move all that is away from home, and tick between every two moves. Returns how many."""
    away = list(away_from_home(world.table, counts))
    for one in away:
        assert move(world.table, one, counts.write)
        world.minute()
        world.clock.now += MINUTE
    return len(away)
