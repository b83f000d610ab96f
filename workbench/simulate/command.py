"""The command: python -m workbench simulate."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.simulate.household import first_of_each
from workbench.simulate.scenario import FIRST, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from workbench.simulate.run import Result

MOST_SHOWN = 20  # couples with what was broken of theirs


@click.command()
@click.option("--couples", default=1000, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650))
@click.option("--seed", default=1, show_default=True, help="Another seed makes other couples.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    default=FIRST.isoformat(),
    show_default=True,
    help="The first day.",
)
@click.option("--only", type=int, help="Simulate just the couple of this number.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/simulation.html"),
    show_default=True,
    help="Where the page goes.",
)
@click.option(
    "--json", "json_path", type=click.Path(path_type=Path, dir_okay=False), help="All figures."
)
def simulate(
    couples: int,
    days: int,
    seed: int,
    processes: int,
    start: datetime,
    only: int | None,
    html: Path,
    json_path: Path | None,
) -> None:
    """Let couples live through a year on a virtual clock, and hold the service to its promises.

    Ends with 1 if a promise was broken.
    """
    from workbench.simulate.page import page
    from workbench.simulate.processes import simulate
    from workbench.simulate.report import report

    scenario = Scenario(couples, days, seed, start.date(), only)
    began = time.monotonic()
    with _progress(len(scenario.numbers) * days) as progress:
        result = simulate(scenario, processes, progress)
    seconds = time.monotonic() - began
    print(report(scenario, result))
    _write(html, page(scenario, result))
    if json_path is not None:
        _write(json_path, _all(scenario, result))
    _tell(scenario, result)
    print(f"It took {seconds:.1f} s in {processes} processes. The page: {html}")
    sys.exit(1 if result.violations else 0)


@contextmanager
def _progress(days: int) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal; elsewhere a line for each tenth. Both on stderr."""
    if sys.stderr.isatty():
        with click.progressbar(length=days, label="Simulating", file=sys.stderr) as bar:
            yield bar.update
        return
    lived = 0

    def line(more: int) -> None:
        nonlocal lived
        before, lived = lived, lived + more
        if before * 10 // days < lived * 10 // days:
            print(f"simulated {lived * 100 // days} %", file=sys.stderr, flush=True)

    yield line


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _all(scenario: Scenario, result: Result) -> str:
    """Everything that was found, as JSON."""
    found = {
        "scenario": {**asdict(scenario), "first": scenario.first.isoformat()},
        "figures": result.figures.as_json(),
        "violations": [one.words(scenario) for one in result.violations],
    }
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _tell(scenario: Scenario, result: Result) -> None:
    """The promises that were broken, each with how to see it again."""
    broken = first_of_each(result.violations, scenario)
    for words in broken[:MOST_SHOWN]:
        print(f"BROKEN {words}", file=sys.stderr)
    if len(broken) > MOST_SHOWN:
        print(f"... and of {len(broken) - MOST_SHOWN} more couples", file=sys.stderr)
