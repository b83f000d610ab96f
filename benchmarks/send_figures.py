"""From the evenings of send.py to figures a thousand nudges, and the aim."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.evenings import DUE
from benchmarks.printed import short, table
from benchmarks.results import Aim, figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.results import Figure

    Found = Mapping[str, Any]  # what a peer's process printed

THOUSAND = 1_000
MOST_CPU = 2.0  # seconds for a thousand nudges
HEAD = ["medians", "CPU s per 1,000", "x ours", "nudges a second", "peak MB", "table calls each"]


def figures(found: Mapping[str, Found]) -> dict[str, dict[str, Figure]]:
    """Everything, by peer. What was counted is for each nudge."""
    return {name: _figures(one) for name, one in found.items()}


def aims(ours: Found) -> list[Aim]:
    """The middle of the evenings, as single ones are noisy."""
    return [Aim("CPU seconds per 1,000 nudges", statistics.median(_per_1000(ours)), MOST_CPU)]


def printed(found: Mapping[str, Found], judged: Sequence[Aim]) -> str:
    """The tables."""
    all_figures = figures(found)
    first = next(iter(all_figures.values()))["CPU for 1,000 nudges"].median
    rows = []
    for name, one in all_figures.items():
        cpu = one["CPU for 1,000 nudges"].median
        calls = one.get("table calls")
        rows.append(
            [
                name,
                short(cpu),
                short(cpu / first),
                short(one["nudges a second"].median),
                short(one["peak memory"].median / 1024),
                short(calls.median) if calls else "",
            ]
        )
    verdicts = [[aim.says, short(aim.found), short(aim.at_most), aim.verdict] for aim in judged]
    return f"{table(HEAD, rows)}\n\n{table(['aim', 'found', 'at most'], verdicts)}"


def _figures(found: Found) -> dict[str, Figure]:
    counted = {name for one in found["counts"] for name in one}
    return {
        "CPU for 1,000 nudges": figure(_per_1000(found), "s"),
        "nudges a second": figure([DUE / lasted for lasted in found["wall_s"]], "a second"),
        "peak memory": figure([found["peak_kb"]], "KB"),
        **{
            name: figure([one.get(name, 0) / DUE for one in found["counts"]], "a nudge")
            for name in sorted(counted)
        },
    }


def _per_1000(found: Found) -> list[float]:
    return [took * THOUSAND / DUE for took in found["cpu_s"]]
