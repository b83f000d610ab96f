"""A failure replays exactly, and is cut down to what it takes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from click.testing import CliRunner

from workbench.simulate_faults.bites.bite import in_place
from workbench.simulate_faults.bites.catalogue import BITES, numbers_of
from workbench.simulate_faults.command import simulate_faults
from workbench.simulate_faults.scenario import Scenario
from workbench.simulate_faults.shrink import MOST_RUNS, Shrinking
from workbench.simulate_faults.simulation import Simulation

TINY = Scenario(seed=1, couples=1, weeks=2)
TINY_OPTIONS = ["--seed", "1", "--couples", "1", "--weeks", "2"]
(NUMBER,) = numbers_of("sends before it claims")
BITE = BITES[NUMBER]


def ran(scenario: Scenario) -> Simulation:
    simulation = Simulation(scenario)
    simulation.run()
    return simulation


@cache
def shrunk() -> tuple[Simulation, Simulation, int]:
    """The whole failure, the shortest, and how many runs it took."""
    with in_place(BITE):
        whole, shrinking = ran(TINY), Shrinking(TINY)
        short = shrinking.shortest(whole.verdicts.broken[0])
    return whole, short, shrinking.runs


def test_a_failure_replays_exactly() -> None:
    with in_place(BITE):
        once, again = ran(TINY), ran(TINY)

    assert once.verdicts.broken
    assert once.verdicts.broken == again.verdicts.broken
    assert once.trace.digest() == again.trace.digest()


def test_a_shrunk_failure_is_shorter_and_still_fails() -> None:
    whole, short, runs = shrunk()
    with in_place(BITE):
        again = ran(replace(TINY, only=frozenset(short.dice.struck)))

    assert len(short.dice.struck) < len(whole.dice.struck) / 4
    assert len(short.trace.lines) < len(whole.trace.lines)
    assert short.verdicts.broken[0].promise == whole.verdicts.broken[0].promise
    assert again.verdicts.broken == short.verdicts.broken
    assert again.trace.digest() == short.trace.digest()
    assert runs <= MOST_RUNS


def test_all_that_is_left_is_needed() -> None:
    _, short, _ = shrunk()
    names = set(short.dice.struck)
    with in_place(BITE):
        without = [ran(replace(TINY, only=frozenset(names - {name}))) for name in names]

    assert [one.verdicts.broken for one in without] == [[]] * len(names)


def test_a_seed_that_does_not_fail_cannot_be_shrunk() -> None:
    with in_place(BITE):
        broken = ran(TINY).verdicts.broken[0]

    with pytest.raises(RuntimeError, match="does not replay"):
        Shrinking(TINY).shortest(broken)


def test_the_command_tells_the_story_of_a_failure() -> None:
    with in_place(BITE):
        shown = CliRunner().invoke(simulate_faults, TINY_OPTIONS)

    assert shown.exit_code == 1
    assert "Seed 1: promise " in shown.output
    assert f"simulate-faults {' '.join(TINY_OPTIONS[:2])}" in shown.output
    assert "It takes only this" in shown.output
    assert "TAKEN" in shown.output


def test_the_command_shows_what_was_injected_and_checked() -> None:
    shown = CliRunner().invoke(simulate_faults, TINY_OPTIONS)

    assert shown.exit_code == 0
    assert "Faults injected:" in shown.output
    assert "Promises checked" in shown.output
    assert "No promise was broken." in shown.output
