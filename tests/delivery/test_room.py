"""A message that has no room yet waits for its own instant, and is looked at anew when it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.control import Control
from tests.delivery.evenings import EMAIL, failing, notify, the_state
from tests.delivery.waiting import MINUTE, SECOND, Busy, later, waiting


def test_it_waits_in_hops_that_the_queue_allows_and_keeps_its_instant() -> None:
    world, couple = waiting(40 * MINUTE)
    at = world.clock() + 40 * MINUTE
    hops = []
    while not world.email.sent:
        assert (world.queued().not_before, world.queued().attempt) == (at, 0)
        assert the_state(world, couple) == "", "nothing is claimed meanwhile"
        hops.append(world.queue.delays[-1])
        later(world, hops[-1])
    assert hops == [15 * MINUTE, 15 * MINUTE, 10 * MINUTE]
    assert world.clock() == at
    assert world.pace.asked == 1
    assert the_state(world, couple) == "sent"


@pytest.mark.parametrize(("seconds", "delay"), [(1.0, None), (1.2, 2), (7.0, 7), (7.01, 8)])
def test_it_never_comes_more_than_a_second_early(seconds: float, delay: int | None) -> None:
    """The queue knows whole seconds; an instant within the next one is now."""
    world, _ = waiting(seconds * SECOND)
    delays = [one.total_seconds() for one in world.queue.delays]
    assert delays == ([] if delay is None else [delay])
    assert len(world.email.sent) == (delay is None)


def test_one_that_the_queue_delivers_early_waits_for_the_rest() -> None:
    world, _ = waiting(MINUTE)
    later(world, 50 * SECOND)
    assert (world.email.sent, world.queue.delays) == ([], [10 * SECOND])
    assert world.pace.asked == 1


@pytest.mark.parametrize(("late", "asked"), [(0, 1), (59, 1), (60, 2), (600, 2)])
def test_an_instant_long_past_is_not_used_any_more(late: int, asked: int) -> None:
    world, couple = waiting(MINUTE)
    later(world, MINUTE + late * SECOND)
    assert world.pace.asked == asked
    assert the_state(world, couple) == "sent"


def test_a_past_instant_may_be_followed_by_another_wait() -> None:
    world, _ = waiting(MINUTE, 5 * MINUTE)
    later(world, 3 * MINUTE)
    assert world.queued().not_before == world.clock() + 5 * MINUTE
    later(world, 5 * MINUTE)
    assert len(world.email.sent) == 1


def test_a_provider_that_says_later_takes_the_instant_away() -> None:
    world, _ = waiting(MINUTE)
    world.email.errors = [failing("later")]
    later(world, MINUTE)
    assert (world.queued().not_before, world.queued().attempt) == (None, 1)
    later(world, 30 * SECOND)
    assert world.pace.asked == 2
    assert len(world.email.sent) == 1


def test_a_hold_while_it_waits_keeps_it_back_and_its_instant() -> None:
    world, couple = waiting(MINUTE)
    Control(world.table).hold("test", world.clock())
    at = world.clock() + MINUTE
    later(world, MINUTE)
    assert (world.email.sent, the_state(world, couple)) == ([], "")
    assert (world.queued().not_before, world.queue.delays) == (at, [MINUTE])
    Control(world.table).resume()
    later(world, MINUTE)
    assert world.pace.asked == 2, "too long ago by now"
    assert len(world.email.sent) == 1


def test_what_they_changed_while_it_waited_counts() -> None:
    world, couple = waiting(MINUTE)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, paused=True)), world.clock()
    )
    later(world, MINUTE)
    assert world.email.sent == []
    assert the_state(world, couple) == "skipped"


def test_lights_out_while_it_waited_counts() -> None:
    world, couple = waiting(40 * MINUTE)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, lights_out="20:45")), world.clock()
    )
    later(world, 40 * MINUTE)
    assert world.email.sent == []
    assert the_state(world, couple) == "expired"


def test_a_notice_waits_like_everybody() -> None:
    world = Busy()
    couple = world.couple(EMAIL)
    notify(world, couple, "welcome")
    world.pace.waits = [20 * MINUTE]
    world.work()
    for hop in (15, 5):
        assert world.queue.delays == [hop * MINUTE]
        later(world, hop * MINUTE)
    assert len(world.email.sent) == 1
