"""The printed table of tick.py: medians, and ratios to the peer and to the fewest couples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.printed import short, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.results import Aim, Figure

    Cases = Mapping[str, Mapping[str, Figure]]

COLUMNS = {
    "CPU ms": "cpu",
    "calls": "calls",
    "reads": "read units",
    "... none due": "read units, nothing due",
    "writes": "write units",
    "peak KB": "peak memory",
    "$ a day": "price of a day",
}
NOTES = """
Once in five minutes each process reads one unit more: the number of shards.
A day's price is that of its 1,440 minutes with all slots of these couples, at list prices."""


def printed(
    sizes: Sequence[int], on_ministack: Sequence[int], cases: Cases, aims: Sequence[Aim]
) -> str:
    """Everything there is to say, as text."""
    rows: list[list[str]] = []
    for among in [f"{size:,} couples" for size in sizes]:
        rows += _beside_the_peer(cases, among)
    least, most = (f"{size:,}" for size in (sizes[0], sizes[-1]))
    for way in ("tick", "scan"):
        few, many = cases[f"{least} couples, {way}"], cases[f"{most} couples, {way}"]
        rows.append([f"{most} : {least}, {way}", *_ratios(many, few)])
    rows.append([])
    for among in [f"{size:,} couples on MiniStack" for size in on_ministack]:
        rows += _beside_the_peer(cases, among)
    judged = [[aim.says, short(aim.found), short(aim.at_most), aim.verdict] for aim in aims]
    return "\n".join(
        [
            table(["medians; reads and writes in units", *COLUMNS], rows),
            table(["aims, at their worst", "found", "at most", ""], judged),
            NOTES,
        ]
    )


def _beside_the_peer(cases: Cases, among: str) -> list[list[str]]:
    tick, scan = cases[f"{among}, tick"], cases[f"{among}, scan"]
    return [
        [f"{among}, tick", *_medians(tick)],
        [f"{among}, scan (peer)", *_medians(scan)],
        ["  tick : scan", *_ratios(tick, scan)],
        [],
    ]


def _medians(figures: Mapping[str, Figure]) -> list[str]:
    return [short(figures[name].median) if name in figures else "" for name in COLUMNS.values()]


def _ratios(one: Mapping[str, Figure], other: Mapping[str, Figure]) -> list[str]:
    return [
        f"x {short(one[name].median / other[name].median)}"
        if name in one and other[name].median
        else ""
        for name in COLUMNS.values()
    ]
