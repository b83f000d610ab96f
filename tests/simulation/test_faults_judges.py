"""Each check of the fault simulation breaks when it should: told a story that is not true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation import untrue_ledgers, untrue_messages, untrue_to_people
from tests.simulation.doctored import FALLBACK, Doctored, slot_body
from workbench.simulate_faults.promises.verdicts import PROMISES

if TYPE_CHECKING:
    from tests.simulation.doctored import Story

STORIES = (*untrue_messages.STORIES, *untrue_to_people.STORIES, *untrue_ledgers.STORIES)


def true(world: Doctored) -> None:
    world.send()


def true_by_the_second_channel(world: Doctored) -> None:
    world.dice.struck["c1 DELIVERY#a#2027-02-22#small t1: bounces"] = "bounces"
    world.send()
    world.ledger("failed", "sent")
    world.send(slot_body(fallback=True), FALLBACK, channel="sms", token="t2")


@pytest.mark.parametrize("story", [true, true_by_the_second_channel])
def test_a_true_story_breaks_nothing(story: Story) -> None:
    world = Doctored()
    story(world)
    world.end()

    assert world.broken == []


@pytest.mark.parametrize(
    ("story", "promise", "words"), STORIES, ids=[story.__name__ for story, _, _ in STORIES]
)
def test_a_doctored_story_breaks_its_promise(story: Story, promise: int, words: str) -> None:
    world = Doctored()
    story(world)

    assert [one.what for one in world.broken if one.promise == promise and words in one.what]


def test_every_promise_is_broken_by_some_story() -> None:
    assert {promise for _, promise, _ in STORIES} == set(PROMISES)
