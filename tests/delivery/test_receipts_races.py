"""A receipt that meets somebody else, or fails halfway, is still heard in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.receipts import Receipt
from chalicelib.table import Conflict
from tests.delivery.bounces import bounce, complaint, undelivered
from tests.delivery.evenings import EMAIL, PHONE, due_in, the_state
from tests.racing import RacyWorld, busy, down

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, Couple


def state_of(world: RacyWorld, couple: Couple, channel: Channel = "email") -> str:
    contact = world.read(couple).a.contact(channel)
    assert contact is not None
    return contact.state


def taken() -> tuple[RacyWorld, Couple]:
    """A slot that went out by email to somebody who also has a phone."""
    world, couple = due_in(RacyWorld(), EMAIL, PHONE)
    world.work()
    return world, couple


def nothing() -> None:
    """Nobody is there."""


def test_a_receipt_that_overtakes_the_senders_own_record_is_kept() -> None:
    """It read `claimed`; before it writes, the sender records `sent`."""
    world, couple = due_in(RacyWorld(), EMAIL, PHONE)
    world.memory.before = [nothing, down]  # claimed and taken, and its sender dies
    assert world.work() == ["0"]
    (envelope,) = world.email.sent
    facts = {"provider_id": "x"}
    world.memory.before = [
        lambda: world.ledger.record(envelope.key, envelope.attempt, "sent", facts)
    ]
    world.receipts.apply(Receipt(envelope.key, envelope.attempt, "delivered"), world.clock())
    assert the_state(world, couple) == "delivered"


@pytest.mark.parametrize("writes_before", [0, 1, 2])
def test_what_was_only_half_done_of_a_complaint_is_done_when_it_comes_again(
    writes_before: int,
) -> None:
    world, couple = taken()
    report = complaint(world.email.sent[0])
    world.memory.before = [*[nothing] * writes_before, down]
    with pytest.raises(ConnectionError):
        world.receipts.apply(report, world.clock())
    world.memory.before = []
    world.receipts.apply(report, world.clock())
    assert state_of(world, couple) == "stopped"
    assert the_state(world, couple) == "failed"


@pytest.mark.parametrize("writes_before", [0, 1, 2])
def test_what_was_only_half_done_of_a_bounce_still_brings_the_other_channel_once(
    writes_before: int,
) -> None:
    world, couple = taken()
    report = bounce(world.email.sent[0])
    world.memory.before = [*[nothing] * writes_before, down]
    with pytest.raises(ConnectionError):
        world.receipts.apply(report, world.clock())
    world.memory.before = []
    world.receipts.apply(report, world.clock())
    world.work()
    assert state_of(world, couple) == "unreachable"
    assert sorted(world.states(couple).values()) == ["failed", "sent"]
    assert len(world.sms.sent) == 1


def test_an_address_is_taken_out_of_use_though_another_transaction_was_at_it() -> None:
    world, couple = taken()
    world.memory.before = [busy]
    world.receipts.apply(complaint(world.email.sent[0]), world.clock())
    assert state_of(world, couple) == "stopped"


def test_a_no_that_meets_others_all_the_time_comes_again() -> None:
    """It is not answered, so that the provider repeats it."""
    world, couple = due_in(RacyWorld(), PHONE)
    world.work()
    report = undelivered(world.sms.sent[0], "30005")
    world.memory.before = [busy] * 9
    with pytest.raises(Conflict):
        world.receipts.apply(report, world.clock())
    world.memory.before = []
    world.receipts.apply(report, world.clock())
    assert state_of(world, couple, "sms") == "unreachable"


def test_a_no_to_somebody_who_was_erased_meanwhile_is_over() -> None:
    world, couple = taken()
    report = complaint(world.email.sent[0])

    def erase() -> None:
        for key in [key for key in world.memory.items if key[0] == keys.couple_pk(couple.id)]:
            del world.memory.items[key]
        del world.memory.items[
            keys.contact_pk(world.contacts.secret, "email", EMAIL.address), keys.CONTACT
        ]

    world.memory.before = [erase]
    world.receipts.apply(report, world.clock())
    assert world.table.query(keys.couple_pk(couple.id)) == []


def test_a_complaint_is_heard_after_an_automatic_reply_that_looked_like_a_bounce() -> None:
    world, couple = taken()
    world.receipts.apply(bounce(world.email.sent[0], "Transient"), world.clock())
    world.receipts.apply(complaint(world.email.sent[0]), world.clock())
    assert state_of(world, couple) == "stopped"
