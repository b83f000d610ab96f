"""What the provider said, and what we do: later, never, or nobody can know."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.jobs import loads
from tests.delivery.evenings import EMAIL, PHONE, due, failing, join, notify, once, the_state
from tests.world import World


def test_what_certainly_was_not_taken_is_sent_a_little_later() -> None:
    world, couple = due()
    world.email.errors = [failing("later")]
    assert world.work() == [], "nothing is left to SQS: its retries are for our own bugs"
    assert the_state(world, couple) == "", "the claim is given back"
    assert loads(world.queue.bodies[0]).attempt == 1
    assert world.queue.delays[-1] == timedelta(seconds=30)
    assert world.work() == []
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "sent"


def test_each_delay_is_longer_until_the_slot_is_worth_nothing() -> None:
    world, couple = due()
    good_until = world.clock.now + timedelta(hours=1, minutes=45)  # 20:15 to 22:00
    world.email.errors = [failing("later") for _ in range(50)]
    delays: list[timedelta] = []
    while world.queue.bodies:
        world.work()
        if world.queue.bodies:
            assert loads(world.queue.bodies[0]).attempt == len(delays) + 1
            delays.append(world.queue.delays[-1])
            world.clock.now += delays[-1]
    *growing, last = delays
    assert all(one < two or two == timedelta(seconds=900) for one, two in pairwise(growing))
    assert max(delays) == timedelta(seconds=900), "what SQS allows"
    assert last <= timedelta(seconds=900)
    assert world.clock.now == good_until, "the last look is at its end, to say that it expired"
    assert world.email.sent == []
    assert the_state(world, couple) == "expired"


def test_a_notice_waits_out_the_night_however_often_it_must_ask() -> None:
    """Sam joins at 21:05; Alex has a phone only. It comes at 8:00, not before, and not never."""
    world = World()
    couple = world.couple(PHONE)
    world.clock.advance(hours=14, minutes=5)
    sam = Contact("email", "sam@example.com")
    couple = join(world, couple, sam)
    notify(world, couple, "joined")
    tries = 0
    while not world.sms.sent:
        assert world.work() == [], f"after {tries} tries"
        if world.queue.bodies:
            world.clock.now += world.queue.delays[-1]
            tries += 1
    assert tries > 42, "as many doublings of 30 seconds as a timedelta cannot hold"
    assert world.clock.now.hour == 13, "8:00 in New York"
    assert world.sms.sent[0].message.text.startswith("After Bedtime: Sam joined")


def test_what_may_have_been_taken_is_never_sent_again() -> None:
    world, couple = due()
    (body,) = world.queue.bodies
    world.email.errors = [failing("unknown")]
    assert world.work() == []
    assert the_state(world, couple) == "in_doubt"
    assert world.queue.bodies == []
    world.queue.bodies = [body] * 3
    assert world.work() == []
    assert world.email.sent == []
    assert the_state(world, couple) == "in_doubt"


@pytest.mark.parametrize(
    ("facts", "contact_state"),
    [({"stops": True}, "stopped"), ({"bad_address": True}, "unreachable"), ({}, "confirmed")],
)
def test_a_no_for_good_is_kept_and_an_address_that_is_no_use_is_retired(
    facts: dict[str, bool], contact_state: str
) -> None:
    world, couple = due()
    (body,) = world.queue.bodies
    world.email.errors = [failing("permanent", **facts)]
    assert world.work() == []
    world.queue.bodies = [body]
    assert world.work() == []
    assert world.email.sent == []
    (kept,) = world.deliveries(couple)
    assert (kept["state"], kept["code"], kept["reason"]) == ("failed", "0", "for a test")
    contact = world.read(couple).a.contact("email")
    owner = world.contacts.owner("email", "alex@example.com")
    assert contact is not None
    assert owner is not None
    assert (contact.state, owner.state) == (contact_state, contact_state)
    assert (world.next_due() is None) == (contact_state != "confirmed"), "nothing more is planned"


def test_the_other_channel_goes_on_when_one_is_no_use() -> None:
    world, couple = due(EMAIL, PHONE)
    world.email.errors = [failing("permanent", bad_address=True)]
    world.work()
    assert world.read(couple).a.reachable("sms")


def test_later_while_a_second_worker_doubts_is_still_later() -> None:
    """The claim's holder knows best: the provider said that it did not take the message."""
    world, couple = due()
    body = list(world.queue.bodies)

    def second_worker() -> None:
        world.queue.bodies = list(body)
        world.work()
        assert the_state(world, couple) == "in_doubt"

    world.email.before = once(second_worker)
    world.email.errors = [failing("later")]
    world.work()
    assert the_state(world, couple) == ""
    world.work()
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "sent"
