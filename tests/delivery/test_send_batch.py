"""A batch from the queue: each message on its own, and only the broken one comes again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from chalicelib.content.model import Item
from chalicelib.couples.model import Contact
from chalicelib.delivery.batch import LAST_TRY, Arrived
from tests.delivery.evenings import (
    EMAIL,
    PHONE,
    die,
    due,
    due_in,
    failing,
    once,
    to_next_slot,
    with_items,
)
from tests.world import World

if TYPE_CHECKING:
    import pytest

OTHERS = (Contact("email", "jo@example.com"), Contact("email", "kim@example.com"))


def three_due() -> World:
    world = World()
    for contact in (EMAIL, *OTHERS):
        world.couple(contact)
    to_next_slot(world)
    assert len(world.queue.bodies) == 3
    return world


def test_one_bad_message_holds_up_no_other_and_only_it_comes_again() -> None:
    world = three_due()
    world.queue.bodies.insert(1, '{"v": 1}')
    world.queue.bodies.insert(3, "not even JSON")
    assert world.work() == ["1", "3"]
    assert len(world.email.sent) == 3


def test_a_crash_at_one_message_holds_up_no_other() -> None:
    world = three_due()
    world.email.before = once(die)
    assert world.work() == ["0"]
    assert len(world.email.sent) == 2


def test_what_the_provider_refuses_does_not_come_again() -> None:
    world = three_due()
    world.email.errors = [failing("permanent"), failing("unknown"), failing("later")]
    assert world.work() == []
    assert len(world.queue.bodies) == 1, "a copy of the one that is sent later"


def test_a_text_that_got_too_long_is_our_bug_and_comes_again_unclaimed() -> None:
    """After five tries it lies with the dead letters, where somebody looks."""
    endless = Item("gesture-endless", "gesture", email="A few words.", sms="word " * 40)
    world, couple = due_in(with_items(World(), endless), PHONE)
    assert world.work() == ["0"]
    assert world.states(couple) == {}


def test_an_empty_batch_is_fine() -> None:
    world = World()
    assert world.send([]) == []


def test_logs_name_neither_people_nor_their_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world, _ = due(EMAIL, PHONE)
    world.queue.bodies *= 2
    world.email.errors = [failing("permanent", bad_address=True)]
    world.queue.bodies.append("{}")
    assert world.work() == ["2"]
    assert caplog.records
    for secret in ("alex@", "2025550143", "Alex", "/unsubscribe/"):
        assert secret not in caplog.text


def test_what_failed_five_times_is_buried_with_its_reason_and_comes_no_more() -> None:
    world = World()
    assert world.send([Arrived("it", "not even JSON", LAST_TRY - 1)]) == ["it"]
    assert world.queue.buried == []

    assert world.send([Arrived("it", "not even JSON", LAST_TRY)]) == []

    ((body, reason),) = world.queue.buried
    assert body == "not even JSON"
    assert reason.startswith("JSONDecodeError in loads, jobs.py:")


def test_a_reason_never_says_what_the_error_said() -> None:
    world, _ = due(PHONE)

    def quote(envelope: object) -> None:
        raise ValueError(f"cannot send {envelope}")

    world.sms.before = quote
    (body,) = world.queue.take()
    assert world.send([Arrived("it", body, LAST_TRY)]) == []

    ((_, reason),) = world.queue.buried
    assert reason.startswith("ValueError in ")
    assert PHONE.address not in reason


def test_what_cannot_even_be_buried_is_left_to_the_queue() -> None:
    world = World()
    world.queue.full = True
    assert world.send([Arrived("it", "not even JSON", LAST_TRY)]) == ["it"]


def test_what_there_is_no_time_for_goes_back_and_is_no_failure() -> None:
    """A provider stalled at the first ones; cut off in a send, a message would be in doubt."""
    world = three_due()
    left = iter([100.0, 30.0, 20.0])
    queued = (Arrived(str(number), body) for number, body in enumerate(world.queue.take()))
    assert world.send(queued, lambda: next(left)) == []
    assert (len(world.email.sent), len(world.queue.bodies)) == (2, 1)
    assert world.work() == []
    assert len(world.email.sent) == 3
