"""What a person reads at the end: tables of faults and promises, or the story of a failure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.operating.columns import count, table
from workbench.simulate_faults.people.wants import DEEDS
from workbench.simulate_faults.promises.verdicts import PROMISES
from workbench.simulate_faults.world.trace import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.simulate_faults.scenario import Scenario
    from workbench.simulate_faults.seeds import Tally
    from workbench.simulate_faults.simulation import Simulation
    from workbench.simulate_faults.world.trace import Line

PEOPLE_DO = DEEDS.keys() | {"taps"}
ABREAST = 3  # faults in one row
MOST_LINES = 80
BEFORE, AFTER = timedelta(minutes=10), timedelta(minutes=30)


def summary(tally: Tally, seconds: float) -> str:
    """Everything that struck, and every promise that was held to what came of it."""
    deeds = {kind: times for kind, times in tally.struck.items() if kind in PEOPLE_DO}
    faults = {kind: times for kind, times in tally.struck.items() if kind not in PEOPLE_DO}
    promises = [
        (str(number), f"{tally.checked[number]:,}", words) for number, words in PROMISES.items()
    ]
    return "\n\n".join(
        (
            f"Faults injected: {sum(faults.values()):,}",
            _abreast(faults),
            f"Things that people did: {sum(deeds.values()):,}",
            _abreast(deeds),
            "Promises checked",
            table(("no.", "times", "promise"), promises),
            _size(tally, seconds),
        )
    )


def _size(tally: Tally, seconds: float) -> str:
    lived = f"{count(tally.seeds, 'seed')}, {count(tally.steps, 'step')}"
    return f"{lived}, {count(tally.sent, 'message')} sent, in {seconds:.0f} s."


def again(scenario: Scenario) -> str:
    """How to see a seed once more."""
    return (
        f"python -m workbench simulate-faults --seed {scenario.seed} "
        f"--weeks {scenario.weeks} --couples {scenario.couples}"
    )


def story(simulation: Simulation) -> str:
    """What it takes to break the promise, and what happened then."""
    broken = simulation.verdicts.broken[0]
    struck = [f"  - {short(name)}" for name in simulation.dice.struck]
    lines = [line.words() for line in _telling(simulation)]
    return "\n".join(
        (
            f"BROKEN {short(broken.words())}",
            "",
            f"It takes only this ({len(struck)}):",
            *struck,
            "",
            "What happened (virtual time, process, boundary, <- what went wrong):",
            *lines[-MOST_LINES:],
        )
    )


def _telling(simulation: Simulation) -> Iterator[Line]:
    """The lines around the failure, and those in which something went wrong."""
    broken = simulation.verdicts.broken[0]
    near = broken.near or broken.at
    for line in simulation.trace.lines:
        if line.fault or near - BEFORE <= line.at <= near + AFTER:
            yield line


def _abreast(counts: dict[str, int]) -> str:
    """Kinds and how often, several in a row."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    cells = [f"{kind} {times:,}" for kind, times in ordered]
    rows = [cells[first : first + ABREAST] for first in range(0, len(cells), ABREAST)]
    wide = max((len(cell) for cell in cells), default=0)
    return "\n".join("  ".join(cell.ljust(wide) for cell in row).rstrip() for row in rows)
