"""Spreads the couples over processes. Whatever their number, the same comes out."""

from __future__ import annotations

from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from workbench.simulate.run import Result, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.simulate.scenario import Scenario

LOOK_EVERY = 0.5  # seconds

_lived: Any = None  # in a process of ours: the days lived by all of them


def simulate(scenario: Scenario, processes: int, progress: Callable[[int], object]) -> Result:
    """Simulate all couples. `progress` is told of every day that a couple lived."""
    shares = [scenario.numbers[first::processes] for first in range(processes)]
    shares = [share for share in shares if share]
    if len(shares) <= 1:
        return run(scenario, scenario.numbers, progress)
    context = get_context("spawn")
    lived = context.Value("q", 0)
    with ProcessPoolExecutor(len(shares), context, _begin, (lived,)) as pool:
        running = [pool.submit(_share, scenario, share) for share in shares]
        shown, left = 0, set(running)
        while left:
            _, left = wait(left, LOOK_EVERY, FIRST_EXCEPTION)
            now = int(lived.value)
            progress(now - shown)
            shown = now
        return _together([one.result() for one in running])


def _begin(lived: Any) -> None:
    global _lived  # noqa: PLW0603 - how a process of a pool keeps what it was given
    _lived = lived


def _share(scenario: Scenario, numbers: Sequence[int]) -> Result:
    return run(scenario, numbers, _one_more_day)


def _one_more_day(couples: int) -> None:
    with _lived.get_lock():
        _lived.value += couples


def _together(results: Sequence[Result]) -> Result:
    whole = Result()
    for one in results:
        whole.add(one)
    whole.violations.sort(key=lambda one: (one.at, one.number or 0, one.what))
    return whole
