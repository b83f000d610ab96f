"""Doubts while something else happens: a crash, another tick, a receipt, another write."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from tests.delivery.doubting import A_DAY, doubts, in_doubt, receipt
from tests.delivery.evenings import due_in, erase, failing, the_state
from tests.racing import RacyWorld, busy, down
from tests.world import START, World

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = LedgerKey("COUPLE#1", keys.delivery_sk("a", "2026-11-23", "small"))


def nothing() -> None:
    """Before this write nothing happens."""


@pytest.mark.parametrize(("writes_before", "counted"), [(0, 1), (1, 0)])
def test_a_tick_that_dies_over_it_leaves_it_to_the_next(writes_before: int, counted: int) -> None:
    world, couple = in_doubt(RacyWorld())
    world.clock.now += A_DAY
    world.memory.before = [*[nothing] * writes_before, down]
    assert world.tick().failed == 1
    assert len(doubts(world)) == 1
    assert world.tick().unknown == counted
    assert the_state(world, couple) == "unknown"
    assert doubts(world) == []


@pytest.mark.parametrize("writes_before", [0, 1])
def test_two_ticks_count_it_once(writes_before: int) -> None:
    world, couple = in_doubt(RacyWorld())
    world.clock.now += A_DAY
    other: list[int] = []
    meanwhile: Callable[[], object] = lambda: other.append(world.tick().unknown)  # noqa: E731
    world.memory.before = [*[nothing] * writes_before, meanwhile]
    assert world.tick().unknown + sum(other) == 1
    assert the_state(world, couple) == "unknown"
    assert doubts(world) == []


def test_a_receipt_in_that_very_moment_wins() -> None:
    world, couple = in_doubt(RacyWorld())
    world.clock.now += A_DAY
    world.memory.before = [lambda: receipt(world, couple, "delivered")]
    assert world.tick().unknown == 0
    assert the_state(world, couple) == "delivered"


def test_a_tick_that_still_sees_an_older_doubt_leaves_the_newer_one() -> None:
    """Given back and claimed again meanwhile: the index may be a moment behind."""
    world = World()
    for token, hour in (("first", 0), ("second", 1)):
        world.ledger.release(KEY, "first")
        world.ledger.claim(KEY, token, {}, START)
        world.ledger.doubt(KEY, token, START + timedelta(hours=hour))
    assert not world.planner(lambda: 50.0).pages.expiry.give_up(KEY.pk, KEY.sk, "first")
    world.clock.now = START + timedelta(hours=25)
    assert world.tick().unknown == 1


def test_a_claim_that_was_made_while_they_were_erased_goes_when_its_message_comes_again() -> None:
    """Its sender died before it could give the claim back."""
    world, couple = due_in(RacyWorld())
    (body,) = world.queue.bodies
    world.memory.before = [lambda: erase(world, couple), down]
    assert world.work() == ["0"]
    assert world.deliveries(couple)
    world.queue.bodies = [body]
    assert world.work() == []
    assert world.table.query(keys.couple_pk(couple.id)) == []
    assert world.email.sent == []


def test_a_doubt_is_kept_though_another_transaction_was_at_it() -> None:
    world, couple = due_in(RacyWorld())
    world.email.errors = [failing("unknown")]
    world.memory.before = [nothing, busy]
    assert world.work() == []
    assert the_state(world, couple) == "in_doubt"
    assert len(doubts(world)) == 1


def test_what_meets_anothers_doubt_is_written_all_the_same() -> None:
    """DynamoDB refuses a write to an item that a transaction is at, whatever it expects of it."""
    world, couple = due_in(RacyWorld())
    world.memory.before = [nothing, busy]  # the claim, then what became of it
    world.work()
    assert the_state(world, couple) == "sent"
    world.memory.before = [busy]
    receipt(world, couple, "delivered")
    assert the_state(world, couple) == "delivered"


def test_a_claim_is_given_back_though_anothers_doubt_is_in_the_way() -> None:
    world, couple = due_in(RacyWorld())
    world.email.errors = [failing("later")]
    world.memory.before = [nothing, busy]
    world.work()
    assert the_state(world, couple) == ""


def test_a_slot_is_claimed_though_another_transaction_was_at_it() -> None:
    world, couple = due_in(RacyWorld())
    world.memory.before = [busy]
    assert world.work() == []
    assert the_state(world, couple) == "sent"


def test_a_claim_of_the_dead_is_doubted_though_another_transaction_was_at_it() -> None:
    """Whoever gets its message again must not take "busy" for an end."""
    world, couple = due_in(RacyWorld())
    (body,) = world.queue.bodies
    world.memory.before = [nothing, down]  # claimed, and its sender dies
    assert world.work() == ["0"]
    world.queue.bodies = [body]
    world.memory.before = [nothing, busy]  # the page of the date that would be next, the claim
    assert world.work() == []
    assert the_state(world, couple) == "in_doubt"


def test_what_is_too_late_is_kept_as_expired_though_another_transaction_was_at_it() -> None:
    world, couple = due_in(RacyWorld())
    world.clock.advance(hours=12)
    world.memory.before = [busy]
    assert world.work() == []
    assert the_state(world, couple) == "expired"
