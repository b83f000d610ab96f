"""Short seeds of everything going wrong: every promise holds, each time the same way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from workbench.simulate_faults.people.life import MEANWHILE
from workbench.simulate_faults.people.wants import DEEDS
from workbench.simulate_faults.promises.verdicts import PROMISES
from workbench.simulate_faults.scenario import Scenario
from workbench.simulate_faults.seeds import Outcome, run_seed, run_seeds
from workbench.simulate_faults.simulation import Simulation
from workbench.simulate_faults.world.storm import OTHERS, PLACES

SHORT = Scenario(seed=1, couples=3, weeks=6)
SEEDS, IN_ONE_CASE = 50, 5
USUALLY = 5  # seeds of an ordinary run; all of them are among the long tests
TINY = Scenario(seed=1, couples=1, weeks=2)


@cache
def lived(seed: int) -> Outcome:
    return run_seed(replace(SHORT, seed=seed))


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=[pytest.mark.long] if first > USUALLY else [])
        for first in range(1, SEEDS + 1, IN_ONE_CASE)
    ],
)
def test_every_promise_holds(first: int) -> None:
    outcomes = [lived(seed) for seed in range(first, first + IN_ONE_CASE)]

    assert [(one.seed, one.broken.words()) for one in outcomes if one.broken] == []
    assert all(one.sent for one in outcomes)


@pytest.mark.long
def test_every_fault_strikes_and_every_promise_is_held_to_it() -> None:
    faults = {kind for place in PLACES for kind in place.rates} | OTHERS.keys() | {"outage"}
    not_yet, unchecked = (faults | DEEDS.keys()) - {MEANWHILE}, set(PROMISES)
    for seed in range(1, SEEDS + 1):  # as a rule the first dozen has seen it all
        not_yet -= lived(seed).struck.keys()
        unchecked -= lived(seed).checked.keys()
        if not not_yet and not unchecked:
            break

    assert not_yet == set()
    assert unchecked == set()


def test_the_same_seed_is_the_same_each_time() -> None:
    once, again, other = (Simulation(replace(TINY, seed=seed)) for seed in (1, 1, 2))
    for simulation in (once, again, other):
        simulation.run()

    assert len(once.trace.lines) > 200
    assert once.trace.digest() == again.trace.digest() != other.trace.digest()
    assert once.dice.struck == again.dice.struck


def test_the_same_seeds_are_the_same_in_any_number_of_processes() -> None:
    alone, together = (run_seeds(TINY, range(1, 5), processes, print) for processes in (1, 2))

    assert alone == together
    assert alone.seeds == 4


def test_what_does_not_strike_leaves_the_rest_as_it_was() -> None:
    whole = Simulation(TINY)
    whole.run()
    kept = frozenset(name for name, kind in whole.dice.struck.items() if kind != "stalls")
    part = Simulation(replace(TINY, only=kept))
    part.run()

    assert Counter(part.dice.struck.values())["stalls"] == 0
    assert part.dice.struck.keys() <= kept
    assert len(part.dice.struck) > len(kept) / 2


def test_progress_tells_of_every_seed() -> None:
    done: list[int] = []
    run_seeds(replace(TINY, weeks=1), range(1, 4), 1, done.append)
    assert done == [1, 1, 1]
