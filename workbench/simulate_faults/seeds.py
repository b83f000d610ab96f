"""Many seeds, over several processes; the first that breaks a promise ends it."""

from __future__ import annotations

import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from workbench.simulate_faults.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbench.simulate_faults.promises.verdicts import Broken
    from workbench.simulate_faults.scenario import Scenario

AT_ONCE = 4  # seeds that a process is given


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one seed."""

    seed: int
    broken: Broken | None
    struck: Counter[str]
    checked: Counter[int]
    sent: int
    steps: int


@dataclass(slots=True)
class Tally:
    """What came of them all."""

    seeds: int = 0
    sent: int = 0
    steps: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    checked: Counter[int] = field(default_factory=Counter)
    broke: Outcome | None = None

    def add(self, outcome: Outcome) -> None:
        self.seeds += 1
        self.sent += outcome.sent
        self.steps += outcome.steps
        self.struck.update(outcome.struck)
        self.checked.update(outcome.checked)
        self.broke = self.broke or (outcome if outcome.broken else None)


def run_seeds(
    scenario: Scenario, seeds: Iterable[int], processes: int, progress: Callable[[int], object]
) -> Tally:
    """Run them in order, until one breaks a promise or somebody has seen enough (Ctrl-C).

    `progress` is told of each that is done.
    """
    tally = Tally()
    with suppress(KeyboardInterrupt):
        for outcome in _outcomes([replace(scenario, seed=seed) for seed in seeds], processes):
            tally.add(outcome)
            progress(1)
            if tally.broke:
                break
    return tally


def run_seed(scenario: Scenario) -> Outcome:
    simulation = Simulation(scenario)
    try:
        verdicts = simulation.run()
    except BaseException as error:
        error.add_note(f"It was seed {scenario.seed}.")
        raise
    return Outcome(
        scenario.seed,
        verdicts.broken[0] if verdicts.broken else None,
        Counter(simulation.dice.struck.values()),
        verdicts.checked,
        len(simulation.judges.endings.taken),
        len(simulation.trace.lines),
    )


def _outcomes(scenarios: list[Scenario], processes: int) -> Iterator[Outcome]:
    if processes == 1 or len(scenarios) == 1:
        yield from map(run_seed, scenarios)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _leave_interrupts) as pool:
        try:
            yield from pool.map(run_seed, scenarios, chunksize=AT_ONCE)
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C is for whoever started us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
