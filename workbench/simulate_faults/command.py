"""The command: python -m workbench simulate-faults."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from workbench.simulate_faults.telling import progress

if TYPE_CHECKING:
    from workbench.simulate_faults.promises.verdicts import Broken
    from workbench.simulate_faults.scenario import Scenario


@click.command("simulate-faults")
@click.option("--seeds", default=200, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--first", default=1, show_default=True, help="The first of them.")
@click.option("--seed", type=int, help="Replay just this one.")
@click.option(
    "--weeks", default=6, show_default=True, type=click.IntRange(1, 520), help="Lived in each."
)
@click.option(
    "--couples", default=3, show_default=True, type=click.IntRange(1, 100), help="Living in each."
)
@click.option(
    "--processes", default=2, show_default=True, type=click.IntRange(1, 64), help="Of this machine."
)
def simulate_faults(
    seeds: int, first: int, seed: int | None, weeks: int, couples: int, processes: int
) -> None:
    """Break everything that can break, seed by seed, and hold the service to its promises.

    Couples live on a virtual clock. At every call to the table, the queues and the providers a
    process may die, stall, be refused, get no answer or an old one; messages and reports come
    late, twice or never, and people change their minds in the very seconds that matter.

    Ends at the first promise that was broken: with its seed, the shortest trace that shows it, and
    exit code 1. A seed is the same each time. Ctrl-C ends it, too, with all that was done by then.
    """
    from workbench.simulate_faults.report import summary
    from workbench.simulate_faults.scenario import Scenario
    from workbench.simulate_faults.seeds import run_seeds

    numbers = range(first, first + seeds) if seed is None else range(seed, seed + 1)
    scenario = Scenario(numbers[0], weeks, couples)
    began = time.monotonic()
    with progress("Simulating", len(numbers)) as done:
        tally = run_seeds(scenario, numbers, processes, done)
    print(summary(tally, time.monotonic() - began))
    if tally.broke and tally.broke.broken:
        _tell(Scenario(tally.broke.seed, weeks, couples), tally.broke.broken)
        sys.exit(1)
    print("No promise was broken." if tally.seeds else "Nothing was simulated.")


def _tell(scenario: Scenario, broken: Broken) -> None:
    """The failure, cut down to what it takes."""
    from workbench.simulate_faults.report import again, story
    from workbench.simulate_faults.shrink import MOST_RUNS, Shrinking

    print(f"\nSeed {scenario.seed}: {broken.words()}\nAgain: {again(scenario)}\n")
    with progress("Looking for the shortest trace", MOST_RUNS) as done:
        shortest = Shrinking(scenario, lambda _: done(1)).shortest(broken)
    print(story(shortest))
