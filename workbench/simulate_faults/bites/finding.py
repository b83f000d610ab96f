"""Runs the simulation with a deliberate bug in place until it fails."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from workbench.simulate_faults.bites.bite import in_place
from workbench.simulate_faults.bites.catalogue import BITES
from workbench.simulate_faults.seeds import run_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.simulate_faults.bites.bite import Bite
    from workbench.simulate_faults.promises.verdicts import Broken
    from workbench.simulate_faults.scenario import Scenario

MOST_SEEDS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """The first seed that found a bug; `broken` is None if none did.

    `sound`: without the bug, that very seed breaks nothing.
    """

    name: str
    seed: int
    broken: Broken | None
    sound: bool
    seconds: float

    @property
    def proven(self) -> bool:
        return self.broken is not None and self.sound


def find(bite: Bite, scenario: Scenario, most: int = MOST_SEEDS) -> Found:
    """Try seeds from the scenario's on."""
    began = time.monotonic()
    for seed in range(scenario.seed, scenario.seed + most):
        tried = replace(scenario, seed=seed)
        with in_place(bite):
            broken = run_seed(tried).broken
        if broken is not None:
            sound = run_seed(tried).broken is None
            return Found(bite.name, seed, broken, sound, time.monotonic() - began)
    return Found(bite.name, scenario.seed + most - 1, None, True, time.monotonic() - began)


def find_all(
    numbers: Sequence[int],
    scenario: Scenario,
    most: int,
    processes: int,
    progress: Callable[[int], object],
) -> list[Found]:
    """The same for some of the catalogue's. A number fits through a process's door."""
    if processes == 1:
        return [_told(_find_number(number, scenario, most), progress) for number in numbers]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        running = [pool.submit(_find_number, number, scenario, most) for number in numbers]
        for _ in as_completed(running):
            progress(1)
        return [one.result() for one in running]


def _told(found: Found, progress: Callable[[int], object]) -> Found:
    progress(1)
    return found


def _find_number(number: int, scenario: Scenario, most: int) -> Found:
    return find(BITES[number], scenario, most)
