"""Promise 1: a slot is sent at most once. Kill anything, redeliver anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.delivery.receipts import Receipt
from tests.delivery.evenings import EMAIL, PHONE, die, due, due_in, notify, once, the_state
from tests.racing import RacyWorld
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.delivery.model import Envelope


def test_a_slot_is_sent_and_recorded() -> None:
    world, couple = due()
    assert world.work() == []
    (envelope,) = world.email.sent
    (kept,) = world.deliveries(couple)
    assert envelope.message.to == "alex@example.com"
    assert kept["state"] == "sent"
    assert kept["provider_id"] == "provider-1"
    assert kept["token"] == envelope.attempt
    assert kept["sent_at"] == world.clock.now.isoformat()
    assert (kept["kind"], kept["step"], kept["channel"]) == ("appreciation", 0, "email")


def test_a_redelivered_slot_is_sent_once() -> None:
    world, couple = due()
    world.queue.bodies *= 3
    assert world.work() == []
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "sent"


def test_two_workers_at_the_same_slot_send_it_once() -> None:
    """The second finds the first one's claim, and cannot know whether that one is alive."""
    world, couple = due()
    body = list(world.queue.bodies)

    def second_worker() -> None:
        world.queue.bodies = list(body)
        assert world.work() == []
        assert the_state(world, couple) == "in_doubt"

    world.email.before = once(second_worker)
    assert world.work() == []
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "sent"


@pytest.mark.parametrize("comes_again", [1, 2, 5])
def test_after_a_crash_between_claim_and_send_it_is_in_doubt_and_never_sent(
    comes_again: int,
) -> None:
    world, couple = due()
    (body,) = world.queue.bodies
    world.email.before = once(die)
    assert world.work() == ["0"], "the message comes again"
    assert the_state(world, couple) == "claimed"
    for _ in range(comes_again):
        world.queue.bodies = [body]
        assert world.work() == []
    assert world.email.sent == []
    assert the_state(world, couple) == "in_doubt"


@pytest.mark.parametrize("meanwhile", ["stopped", "too late"])
def test_a_claim_whose_worker_died_is_in_doubt_even_if_nobody_wants_it_any_more(
    meanwhile: str,
) -> None:
    world, couple = due(EMAIL, PHONE)
    (body,) = world.queue.bodies
    world.email.before = once(die)
    world.work()
    if meanwhile == "stopped":
        world.site.leaving.stop(couple.id, "a", "email", "one-click unsubscribe")
    else:
        world.clock.advance(hours=2)
    world.queue.bodies = [body]
    assert world.work() == []
    assert the_state(world, couple) == "in_doubt"


def test_after_a_crash_between_send_and_record_it_is_in_doubt_and_never_sent_again() -> None:
    world, couple = due_in(RacyWorld())
    (body,) = world.queue.bodies
    world.memory.before = [lambda: None, die]  # the claim, the record
    assert world.work() == ["0"]
    world.queue.bodies = [body] * 2
    assert world.work() == []
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "in_doubt"


def test_a_crash_before_the_claim_changes_nothing() -> None:
    world, couple = due_in(RacyWorld())
    (body,) = world.queue.bodies
    world.memory.before = [die]
    assert world.work() == ["0"]
    assert the_state(world, couple) == ""
    world.queue.bodies = [body]
    assert world.work() == []
    assert the_state(world, couple) == "sent"


def test_a_receipt_settles_what_nobody_could_know() -> None:
    world, couple = due_in(RacyWorld())
    (body,) = world.queue.bodies
    world.memory.before = [lambda: None, die]
    world.work()
    (envelope,) = world.email.sent
    world.receipts.apply(Receipt(envelope.key, envelope.attempt, "delivered"), world.clock())
    world.queue.bodies = [body]
    assert world.work() == []
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "delivered"


def test_a_receipt_that_is_faster_than_our_record_is_not_undone_by_it() -> None:
    world, couple = due()

    def receipt_first(envelope: Envelope) -> None:
        world.receipts.apply(Receipt(envelope.key, envelope.attempt, "delivered"), world.clock())

    world.email.before = receipt_first
    assert world.work() == []
    assert the_state(world, couple) == "delivered"


def test_a_notice_is_sent_once_too() -> None:
    world = World()
    couple = world.couple()
    notify(world, couple, "welcome")
    world.queue.bodies *= 3
    assert world.work() == []
    assert [one.message.subject for one in world.email.sent] == ["You are in, Alex"]
