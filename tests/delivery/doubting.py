"""A delivery of which nobody knows whether it was sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.receipts import Receipt
from tests.delivery.evenings import due_in, failing, the_state

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.delivery.receipts import ReceiptState
    from chalicelib.table import Item
    from tests.delivery.evenings import AnyWorld
    from tests.world import World

A_DAY = timedelta(hours=24)


def in_doubt(world: AnyWorld) -> tuple[AnyWorld, Couple]:
    """The provider did not answer."""
    world, couple = due_in(world)
    world.email.errors = [failing("unknown")]
    assert world.work() == []
    assert the_state(world, couple) == "in_doubt"
    return world, couple


def doubts(world: World) -> list[Item]:
    return [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.DOUBT)]


def receipt(world: World, couple: Couple, state: ReceiptState) -> None:
    (kept,) = world.deliveries(couple)
    key = LedgerKey(kept["PK"], kept["SK"])
    world.receipts.apply(Receipt(key, kept["token"], state), world.clock())
