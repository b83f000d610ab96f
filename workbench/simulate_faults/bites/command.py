"""The command: python -m workbench prove-bites."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from workbench.operating.columns import count, table
from workbench.simulate_faults.telling import progress

if TYPE_CHECKING:
    from workbench.simulate_faults.bites.finding import Found


@click.command("prove-bites")
@click.option("--first", default=1, show_default=True, help="The first seed that is tried.")
@click.option("--seeds", default=300, show_default=True, help="At most so many for each bug.")
@click.option("--only", default="", help="Just the bugs with these words in their name.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64))
def prove_bites(first: int, seeds: int, only: str, processes: int) -> None:
    """Put each deliberate bug in place, one after the other: the simulation must find it.

    Ends with 1 if it misses one, if the seed that found it fails without the bug, too, or if the
    words that a bug exchanges are not in our code any more.
    """
    from workbench.simulate_faults.bites.catalogue import BITES, numbers_of
    from workbench.simulate_faults.bites.finding import find_all
    from workbench.simulate_faults.scenario import Scenario

    for bite in BITES:
        bite.check()
    numbers = numbers_of(only)
    with progress("Biting", len(numbers)) as done:
        found = find_all(numbers, Scenario(first), seeds, processes, done)
    print(_table(found))
    missed = [one for one in found if not one.proven]
    print(f"{len(found) - len(missed)} of {count(len(found), 'bug')} found.")
    sys.exit(1 if missed or not found else 0)


def _table(found: list[Found]) -> str:
    rows = [
        (
            one.name,
            str(one.seed) if one.broken else "-",
            f"{one.seconds:.0f}",
            _promise(one),
        )
        for one in found
    ]
    return table(("bug", "seed", "s", "what it broke"), rows, width=150)


def _promise(found: Found) -> str:
    from workbench.simulate_faults.world.trace import short

    if found.broken is None:
        return "NOT FOUND"
    words = f"{found.broken.promise}: {short(found.broken.what)}"
    return words if found.sound else f"NOT SOUND: without the bug, the seed fails, too ({words})"
