"""From cold starts to figures: medians, ratios to the peer, and the aims."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.printed import short, table
from benchmarks.results import Aim, figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.results import Figure

Starts = dict[str, list[dict[str, Any]]]  # by stack: what each process said

UNITS = {"import_ms": "ms", "cpu_ms": "ms", "peak_kb": "KB", "modules": "modules"}
THREE_TIMES_LESS = 1 / 3
AIMED_AT = ("api: a page", "api: an inbound text", "api: a text's receipt", "tick")
HEAD = [
    "medians; ours : the typical stack",
    "CPU ms", "peer", "ratio", "peer, compiled", "ratio", "ours, bare", "peak MB", "peer",
    "modules", "peer",
]  # fmt: skip
NOTES = """
CPU ms: as shipped, ours with bytecode and the peer without. Compiled: the peer with bytecode, too.
Bare: ours without."""


def figures(found: Mapping[str, Starts]) -> dict[str, dict[str, Figure]]:
    """Everything, by event and stack."""
    return {
        f"{event}, {stack}": {
            what: figure([one[what] for one in starts], unit) for what, unit in UNITS.items()
        }
        for event, stacks in found.items()
        for stack, starts in stacks.items()
    }


def aims(found: Mapping[str, Starts]) -> list[Aim]:
    """Three times less CPU than the peer, for whom people or the clock wait."""
    return [
        Aim(
            f"{event}, CPU beside the typical stack",
            _middle(found[event]["ours"], "cpu_ms") / _middle(found[event]["peer"], "cpu_ms"),
            round(THREE_TIMES_LESS, 3),
        )
        for event in AIMED_AT
    ]


def printed(found: Mapping[str, Starts], sizes: Mapping[str, int], judged: Sequence[Aim]) -> str:
    """The tables."""
    rows = [[event, *_cells(stacks)] for event, stacks in found.items()]
    verdicts = [[aim.says, short(aim.found), short(aim.at_most), aim.verdict] for aim in judged]
    zips = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items())
    return "\n".join(
        [table(HEAD, rows), NOTES, f"Zip: {zips}.\n", table(["aims", "found", "at most"], verdicts)]
    )


def _cells(stacks: Starts) -> list[str]:
    our = _middle(stacks["ours"], "cpu_ms")
    cells = [f"{our:.0f}"]
    for name in ("peer", "peer, compiled"):
        peer = _middle(stacks[name], "cpu_ms")
        cells += [f"{peer:.0f}", f"{our / peer:.2f}"]
    cells.append(f"{_middle(stacks['ours, bare'], 'cpu_ms'):.0f}")
    for what, scale in (("peak_kb", 1024), ("modules", 1)):
        cells += [f"{_middle(stacks[name], what) / scale:.0f}" for name in ("ours", "peer")]
    return cells


def _middle(starts: Sequence[Mapping[str, Any]], what: str) -> float:
    return float(statistics.median(one[what] for one in starts))
