"""From what a minute asked for to figures: counters, prices, and how they compare with the aims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import prices
from benchmarks.many_couples import DUE
from benchmarks.results import Aim, figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.counting_table import Counts
    from benchmarks.minute import Minute, Passed
    from benchmarks.results import Figure

MOST_GROWTH = 1.2  # from the smallest to the largest number of couples
MOST_READS = 2 + 0.1 * DUE
MOST_WRITES_A_SLOT = 3
GROWING = ("read units", "write units", "calls")  # the counters that must not


def figures_of(
    passed: Passed, slots_a_week: int, cpu: Sequence[float], peak: Sequence[float]
) -> dict[str, Figure]:
    """Everything about one way to let the minute pass, among so many couples."""
    return {
        "cpu": figure(cpu, "ms"),
        **_counters(passed.busy),
        "read units, nothing due": figure([one.reads for one in passed.quiet], "units"),
        "peak memory": figure(peak, "KB"),
        **_prices(passed, slots_a_week),
    }


def aims(minutes: Sequence[Minute]) -> list[Aim]:
    """The aims, judged by counters only."""
    found = [aim for minute in minutes for aim in _aims_at(minute)]
    smallest, largest = _counters(minutes[0].tick.busy), _counters(minutes[-1].tick.busy)
    between = f"{minutes[-1].couples:,} : {minutes[0].couples:,} couples"
    for what in GROWING:
        growth = largest[what].max / smallest[what].max
        found.append(Aim(f"{between}, {what}", growth, MOST_GROWTH))
    return found


def _aims_at(minute: Minute) -> list[Aim]:
    busy = minute.tick.busy
    among = f"{minute.couples:,} couples, {DUE} slots due"
    return [
        Aim(f"{among}, read units", max(one.reads for one in busy), MOST_READS),
        Aim(
            f"{among}, write units a slot",
            max(one.writes for one in busy) / DUE,
            MOST_WRITES_A_SLOT,
        ),
    ]


def _counters(busy: Sequence[Counts]) -> dict[str, Figure]:
    kinds = sorted({kind for one in busy for kind in one.calls})
    return {
        "calls": figure([one.calls.total() for one in busy], "calls"),
        **{f"calls: {kind}": figure([one.calls[kind] for one in busy], "calls") for kind in kinds},
        "read units": figure([one.reads for one in busy], "units"),
        "read units a slot": figure([one.reads / DUE for one in busy], "units"),
        "write units": figure([one.writes for one in busy], "units"),
        "write units a slot": figure([one.writes / DUE for one in busy], "units"),
    }


def _prices(passed: Passed, slots_a_week: int) -> Mapping[str, Figure]:
    busy = figure([_price(one) for one in passed.busy], "microdollars")
    quiet = figure([_price(one) for one in passed.quiet], "microdollars")
    day = prices.day(quiet.median, busy.median, DUE, slots_a_week / 7)
    return {
        "price of the minute": busy,
        "price, nothing due": quiet,
        "price of a day": figure([day], "dollars"),
    }


def _price(counts: Counts) -> float:
    return prices.microdollars(counts.reads, counts.writes, counts.calls["queue"])
