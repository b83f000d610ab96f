"""A message for which there is no room: it asks again, or ends, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.couples.slot import Slot
from chalicelib.delivery.jobs import loads
from tests.delivery.evenings import EMAIL, PHONE, due_in, the_state
from tests.delivery.waiting import MINUTE, SECOND, Busy, later, waiting


def test_when_too_many_ask_at_once_it_asks_again_in_a_moment() -> None:
    world, _ = waiting(None, None)
    for _ in range(2):
        assert (world.queued().not_before, world.queue.delays) == (None, [5 * SECOND])
        later(world, 5 * SECOND)
    assert world.pace.asked == 3
    assert len(world.email.sent) == 1


def test_a_patient_message_without_room_asks_once_more_when_it_is_urgent() -> None:
    """Then the other lane is open to it, too."""
    world, couple = waiting(*[120 * MINUTE] * 6)
    urgent = world.clock() + 75 * MINUTE
    while not world.email.sent:
        assert world.clock() <= urgent
        later(world, world.queue.delays[-1])
    assert world.clock() == urgent + SECOND
    assert the_state(world, couple) == "sent"


def test_an_urgent_one_without_room_ends_and_says_so() -> None:
    world, couple = due_in(Busy(), EMAIL)
    world.clock.advance(minutes=80)
    world.pace.waits = [25 * MINUTE]
    world.work()
    (kept,) = world.deliveries(couple)
    assert (kept["state"], kept["reason"]) == ("expired", "no room before it was too late")
    assert world.queue.bodies == []


def test_the_ceiling_is_asked_only_when_it_goes() -> None:
    world, couple = due_in(Busy(), PHONE)
    world.pace.waits = [MINUTE, MINUTE]
    world.work()
    later(world, 3 * MINUTE)
    later(world, MINUTE)
    assert the_state(world, couple) == "sent", "the only segment of the day was still there"


@pytest.mark.parametrize("state", ["skipped", "expired"])
def test_what_ends_without_a_message_keeps_when_it_was_due(state: str) -> None:
    """So that an operator can see what it was."""
    world, couple = due_in(Busy(), EMAIL)
    slot = loads(world.queue.bodies[0]).errand
    assert isinstance(slot, Slot)
    if state == "skipped":
        world.preferences.edit(
            couple.id, lambda one: replace(one, a=replace(one.a, paused=True)), world.clock()
        )
    else:
        world.clock.advance(hours=2)
    world.work()
    (kept,) = world.deliveries(couple)
    assert kept["state"] == state
    assert (kept["due_at"], kept["good_until"], kept["rev"]) == (
        slot.times.due_at.isoformat(),
        slot.times.good_until.isoformat(),
        couple.version,
    )
