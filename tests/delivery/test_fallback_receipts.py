"""A no that comes as a receipt, perhaps hours later: the other channel, unless it came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact, Small
from tests.delivery.bounces import bounce, complaint, undelivered
from tests.delivery.evenings import EMAIL, PHONE, due, failing, notify
from tests.delivery.sundays import SUNDAY
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.delivery.model import Envelope

FIRST, SECOND = "a#2026-11-23#small", "a#2026-11-23#small#fallback"


def emailed() -> tuple[World, Couple, Envelope]:
    world, couple = due(EMAIL, PHONE)
    world.work()
    return world, couple, world.email.sent[-1]


def test_a_hard_bounce_sends_the_same_words_as_a_text_and_once() -> None:
    world, couple, envelope = emailed()
    world.clock.advance(minutes=20)
    for _ in range(3):
        world.receipts.apply(bounce(envelope), world.clock())
    assert len(world.queue.bodies) == 1
    world.work()
    failed, sent = world.deliveries(couple)
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}
    assert (failed["item"], failed["step"]) == (sent["item"], sent["step"])
    assert len(world.sms.sent) == 1


@pytest.mark.parametrize(
    ("code", "emails"), [("21610", 1), ("30005", 1), ("30006", 1), ("30003", 0), ("30007", 0)]
)
def test_a_text_that_cannot_reach_them_comes_as_an_email(code: str, emails: int) -> None:
    world, _ = due(PHONE, EMAIL)
    world.work()
    world.receipts.apply(undelivered(world.sms.sent[0], code), world.clock())
    world.work()
    assert len(world.email.sent) == emails


def test_not_once_more_when_the_refusal_had_said_so_already() -> None:
    world, couple = due(EMAIL, PHONE)
    world.email.errors = [failing("permanent", bad_address=True)]
    taken: list[Envelope] = []
    world.email.before = taken.append
    world.work()
    world.receipts.apply(bounce(taken[0]), world.clock())
    for _ in range(2):
        assert world.work() == []
    assert len(world.sms.sent) == 1
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}


def test_nor_when_the_receipt_was_faster_than_the_refusal() -> None:
    world, couple = due(EMAIL, PHONE)
    world.email.before = lambda envelope: world.receipts.apply(bounce(envelope), world.clock())
    world.email.errors = [failing("permanent", bad_address=True)]
    for _ in range(2):
        assert world.work() == []
    assert len(world.sms.sent) == 1
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}


def test_a_bounce_after_lights_out_brings_nothing() -> None:
    world, couple, envelope = emailed()
    world.clock.advance(hours=1, minutes=45)
    world.receipts.apply(bounce(envelope), world.clock())
    assert world.queue.bodies == []
    assert world.states(couple) == {FIRST: "failed"}


def test_whoever_complained_has_read_it_and_gets_it_by_no_other_way() -> None:
    world, couple, envelope = emailed()
    world.receipts.apply(complaint(envelope), world.clock())
    assert world.queue.bodies == []
    contact = world.read(couple).a.contact("email")
    assert contact == replace(EMAIL, state="stopped")


def test_the_bounce_of_a_fallback_is_the_end() -> None:
    world, couple = due(PHONE, EMAIL)
    world.sms.errors = [failing("permanent", stops=True)]
    world.work()
    world.work()
    world.receipts.apply(bounce(world.email.sent[0]), world.clock())
    assert world.queue.bodies == []
    assert world.states(couple) == {FIRST: "failed", SECOND: "failed"}
    assert world.next_due() is None


def test_each_of_two_messages_that_bounce_goes_by_the_other_channel() -> None:
    """The first bounce takes the address out of use; the other message is not lost for that."""
    world = World()
    couple = world.couple(EMAIL, PHONE)
    sundays = Small("email", days=(6,), time="12:01")
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, small=sundays)), world.clock()
    )
    world.until(SUNDAY + timedelta(minutes=1))
    for envelope in world.email.sent[-2:]:
        world.receipts.apply(bounce(envelope), world.clock())
    world.work()
    assert world.states(couple) == {
        "a#2026-11-29#check_in": "failed",
        "a#2026-11-29#check_in#fallback": "sent",
        "a#2026-11-29#small": "failed",
        "a#2026-11-29#small#fallback": "sent",
    }


def test_a_bounce_of_an_address_they_have_left_brings_nothing() -> None:
    world, couple, envelope = emailed()
    new = Contact("email", "lex@example.com")
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(new)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", new)],
    )
    world.receipts.apply(bounce(envelope), world.clock())
    assert world.queue.bodies == []


def test_a_notice_that_bounces_retires_the_address_and_goes_nowhere_else() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    notify(world, couple, "welcome")
    world.work()
    world.receipts.apply(bounce(world.email.sent[0]), world.clock())
    assert (world.queue.bodies, world.sms.sent) == ([], [])
    assert not world.read(couple).a.reachable("email")
