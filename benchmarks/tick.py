"""What a minute of planning costs among 1,000, 10,000 and 100,000 couples, with 100 slots due.

The peer is a scan of all couples each minute (naive_scan.py), on the same data. Units are counted
by DynamoDB's documented rules on a table in memory; CPU is that of our own code, given the table's
answers. On MiniStack the same minute shows what talking to a real API adds.

    .venv/bin/python -m benchmarks.tick      takes some minutes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import results
from benchmarks.measure import cpu_ms, peak_kb, say
from benchmarks.minute import Minute, count
from benchmarks.on_ministack import HOW_TO_GET_IT, OnMiniStack, is_there, ministack
from benchmarks.results import Figure, figure
from benchmarks.tick_figures import aims, figures_of
from benchmarks.tick_table import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (1_000, 10_000, 100_000)
SIZES_ON_MINISTACK = SIZES[:2]
RUNS, PEER_RUNS = 15, 3

Cases = dict[str, dict[str, Figure]]


def main() -> None:
    minutes = [_counted(size) for size in SIZES]
    cases = {**_in_memory(minutes), **_on_ministack()}
    judged = aims(minutes)
    path = results.write(
        "tick",
        cases,
        judged,
        runs=RUNS,
        runs_of_the_peer=PEER_RUNS,
        ministack="there" if is_there() else "absent",
    )
    print(printed(SIZES, SIZES_ON_MINISTACK if is_there() else (), cases, judged))
    if not is_there():
        print(HOW_TO_GET_IT)
    print(f"\nAll figures, as min, median and max: {path.relative_to(results.ROOT)}")


def _counted(size: int) -> Minute:
    say(f"{size:,} couples: counting")
    return count(size)


def _in_memory(minutes: Sequence[Minute]) -> Cases:
    cases: Cases = {}
    cpu, peak = _ticks(minutes)
    for minute, milliseconds, kilobytes in zip(minutes, cpu, peak, strict=True):
        say(f"{minute.couples:,} couples: the peer's CPU and memory")
        weekly = minute.slots_a_week
        cases[f"{minute.couples:,} couples, tick"] = figures_of(
            minute.tick, weekly, milliseconds, kilobytes
        )
        peers = [cpu_ms(minute.naive) for _ in range(PEER_RUNS)]
        cases[f"{minute.couples:,} couples, scan"] = figures_of(
            minute.scan, weekly, peers, [peak_kb(minute.naive)]
        )
    return cases


def _ticks(minutes: Sequence[Minute]) -> tuple[list[list[float]], list[list[float]]]:
    """CPU and memory of each size. They take turns, as a machine's speed drifts."""
    say("the tick's CPU and memory")
    services = [minute.ticking() for minute in minutes]
    for service in services:
        service.plan()  # what is imported by the first tick is a cold start's matter
    cpu = [[cpu_ms(service.plan) for service in services] for _ in range(RUNS)]
    peak = [[peak_kb(service.plan) for service in services] for _ in range(RUNS)]
    return [*map(list, zip(*cpu, strict=True))], [*map(list, zip(*peak, strict=True))]


def _on_ministack() -> Cases:
    if not is_there():
        return {}
    cases: Cases = {}
    with ministack() as dynamo:
        for size in SIZES_ON_MINISTACK:
            say(f"{size:,} couples on MiniStack")
            there = OnMiniStack(dynamo, size)
            cases[f"{size:,} couples on MiniStack, tick"] = {
                "cpu": figure(_ticks_there(there), "ms")
            }
            cases[f"{size:,} couples on MiniStack, scan"] = {
                "cpu": figure([cpu_ms(there.naive) for _ in range(PEER_RUNS)], "ms")
            }
    return cases


def _ticks_there(there: OnMiniStack) -> list[float]:
    found = []
    for _ in range(1 + RUNS):
        found.append(cpu_ms(there.service.plan))
        there.restore()
    return found[1:]  # the first one made the clients


if __name__ == "__main__":
    main()
