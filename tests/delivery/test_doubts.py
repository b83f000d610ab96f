"""A delivery in doubt has a due entry of its own: in a day it is settled, or nobody ever knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from tests.delivery.doubting import A_DAY, doubts, in_doubt, receipt
from tests.delivery.evenings import due, erase, failing, once, the_state
from tests.pages.stories import asked
from tests.pages.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.delivery.receipts import ReceiptState


def test_a_day_later_what_no_receipt_settled_is_unknown_for_good() -> None:
    world, couple = in_doubt(World())
    (entry,) = doubts(world)
    assert entry["due_at"] == keys.utc_text(world.clock() + A_DAY)
    world.clock.advance(hours=23, minutes=59)
    assert world.tick().unknown == 0
    assert the_state(world, couple) == "in_doubt"
    world.clock.advance(minutes=1)
    assert world.tick().unknown == 1, "and it is counted: the alarm hangs on it"
    assert the_state(world, couple) == "unknown"
    assert doubts(world) == []
    assert world.work() == []
    assert world.email.sent == []


@pytest.mark.parametrize("state", ["sent", "delivered", "failed"])
def test_what_a_receipt_settled_is_left_as_it_is(state: ReceiptState) -> None:
    world, couple = in_doubt(World())
    receipt(world, couple, state)
    world.clock.now += A_DAY
    assert world.tick().unknown == 0
    assert the_state(world, couple) == state
    assert doubts(world) == []


@pytest.mark.parametrize("state", ["delivered", "failed"])
def test_a_receipt_that_comes_later_still_counts(state: ReceiptState) -> None:
    world, couple = in_doubt(World())
    world.clock.now += A_DAY
    world.tick()
    world.clock.advance(hours=3)
    receipt(world, couple, state)
    (kept,) = world.deliveries(couple)
    assert kept["state"] == state
    assert "reason" not in kept, "a receipt did come"


def test_a_sign_ups_doubt_ends_too() -> None:
    world = World()
    Visitor(world).post("/signup", **asked())
    world.email.errors = [failing("unknown")]
    world.work()
    (entry,) = doubts(world)
    assert entry["PK"].startswith("LINK#")
    world.clock.now += A_DAY
    assert world.tick().unknown == 1
    kept = world.ledger.find(LedgerKey(entry["PK"], entry["SK"].removeprefix(keys.DOUBT)))
    assert kept is not None
    assert kept["state"] == "unknown"
    assert doubts(world) == []


def test_a_doubt_stands_in_its_couples_own_shard() -> None:
    """Or `shards` would say that it has to be moved."""
    world, couple = in_doubt(World())
    assert [one["due_shard"] for one in doubts(world)] == [keys.due_shard(couple.id)]


@pytest.mark.parametrize("left", [(), (keys.DOUBT,)], ids=["with its doubt", "but for its doubt"])
def test_a_doubt_brings_no_erased_couple_back(left: tuple[str, ...]) -> None:
    """Erasing may have looked a moment before the doubt was written: then the tick removes it."""
    world, couple = in_doubt(World())
    erase(world, couple, but=left)
    world.clock.now += A_DAY
    planned = world.tick()
    assert (planned.unknown, planned.failed) == (0, 0)
    assert world.table.query(keys.couple_pk(couple.id)) == []


def test_what_was_erased_while_it_was_sent_leaves_no_doubt() -> None:
    world, couple = due()
    world.email.before = once(lambda: erase(world, couple))
    world.email.errors = [failing("unknown")]
    assert world.work() == []
    assert world.table.query(keys.couple_pk(couple.id)) == []
