"""However much comes in, from one number or many: its cost is bounded, and STOP counts."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from benchmarks.counting_table import CountingTable
from chalicelib.couples.model import Contact
from chalicelib.replies.handle import A_HELP_LINE, AN_HOUR
from chalicelib.replies.stopping import ANSWERS_AN_HOUR
from tests.replies.phones import ALEX, SOUP, STRANGER, alone, jar, phone_state, said, together
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.table import Table

MANY = 2_000  # texts in one minute
ONE_TEXT = 160
LONGEST = "She sat with me until two. " * 59 + "Thank you."  # 1,603: what a phone may send is 1,600
THREE = 3
# Of one text that is kept: table calls, and write units. Four of these are for the words and for
# a look at who wrote them, in one transaction: nothing comes in after an erasure.
CALLS, WRITES = 11, 8


class CountedWorld(World):
    """A World that knows what it asked the table."""

    @cached_property
    def counting(self) -> CountingTable:
        return CountingTable(self.memory)

    @property
    def table(self) -> Table:
        return self.counting

    def cost(self) -> tuple[int, float]:
        """Calls and write units so far."""
        counts = self.counting.counts
        return counts.calls.total(), counts.writes


def flood(world: World, sender: str, text: str, times: int) -> list[str]:
    return [world.text(sender, text) for _ in range(times)]


def test_one_number_is_answered_sixty_times_an_hour_at_most() -> None:
    world, _ = alone(World())
    answers = flood(world, ALEX, "Are you a robot?", AN_HOUR + 40)
    assert all(answers[:AN_HOUR])
    assert not any(answers[AN_HOUR:])
    world.clock.advance(hours=1)
    assert world.text(ALEX, SOUP) in said(world, "kept")


@pytest.mark.parametrize("text", [SOUP, "HELP", "JAR", "MENU", "1", "?"])
def test_whatever_it_is_that_comes(text: str) -> None:
    world, couple = alone(World())
    answers = flood(world, ALEX, text, AN_HOUR + 5)
    assert not any(answers[AN_HOUR:])
    assert len(jar(world, couple)) <= AN_HOUR


def test_a_stop_in_a_flood_counts_and_a_flood_of_stops_is_answered_no_more() -> None:
    world, couple = alone(World())
    flood(world, ALEX, "lol", AN_HOUR + 5)
    assert world.text(ALEX, "STOP") in said(world, "stopped")
    assert phone_state(world, couple) == "stopped"
    assert not any(flood(world, ALEX, "STOP", ANSWERS_AN_HOUR + 5)[ANSWERS_AN_HOUR:])


def test_who_is_in_danger_is_answered_in_a_flood_too_but_no_machine_for_ever() -> None:
    world, _ = alone(World())
    flood(world, ALEX, "lol", AN_HOUR + 5)
    answers = flood(world, ALEX, "I am scared of him", A_HELP_LINE + 5)
    assert all(answers[:A_HELP_LINE])
    assert not any(answers[A_HELP_LINE:])


def test_a_flood_of_one_number_takes_nothing_from_another() -> None:
    world, _ = together(World())
    flood(world, ALEX, "lol", AN_HOUR + 5)
    assert world.text("+12025550144", SOUP) in said(world, "waiting", partner="Alex")


def test_the_longest_text_is_one_text_and_its_answer_too() -> None:
    world, couple = alone(World())
    assert len(world.text(ALEX, LONGEST)) <= ONE_TEXT
    ((_, kept, _),) = jar(world, couple)
    assert len(kept) <= len(LONGEST)
    assert LONGEST.startswith(kept.rstrip("."))


def test_what_a_text_costs_does_not_grow_with_what_came_before() -> None:
    world, _ = alone(CountedWorld())
    costs = []
    for number in range(5):
        before = world.cost()
        world.text(ALEX, f"{SOUP}, on day {number}")
        costs.append(tuple(now - then for now, then in zip(world.cost(), before, strict=True)))
        world.clock.advance(days=1)
    assert set(costs[1:]) == {costs[1]}
    assert costs[1] == (CALLS, WRITES)


def test_what_is_not_answered_any_more_costs_three_writes() -> None:
    world, _ = alone(CountedWorld())
    flood(world, ALEX, "lol", AN_HOUR)
    before = world.cost()
    world.text(ALEX, "lol")
    calls, writes = (now - then for now, then in zip(world.cost(), before, strict=True))
    assert calls <= THREE
    assert writes <= THREE


@pytest.mark.parametrize("many", [100, pytest.param(MANY, marks=pytest.mark.long)])
def test_many_numbers_in_one_minute_are_each_answered_for_a_bounded_price(many: int) -> None:
    """A campaign of strangers, and everybody's thank-you after one prompt."""
    world = CountedWorld()
    numbers = [f"+1202{number:07}" for number in range(2_000_000, 2_000_000 + many)]
    for number in numbers[: many // 2]:
        world.couple(Contact("sms", number))
    before, began = world.cost(), world.clock()
    answers = [world.text(number, SOUP) for number in numbers]
    calls, writes = (now - then for now, then in zip(world.cost(), before, strict=True))
    assert all(answers)
    assert calls <= CALLS * many
    assert writes <= WRITES * many
    assert world.clock() - began < timedelta(minutes=1)
    assert STRANGER not in world.everything()
