"""The report for a terminal: tables of at most a hundred columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from workbench.content.shelf import LISTS
from workbench.operating.columns import WIDTH, table

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORT = {"appreciation": "thanks", "date_night": "date", "reappraisals": "reappr."}
BAR = 40  # the longest, in characters


def printed(found: Mapping[str, Any]) -> str:
    """What `figures` found, section by section."""
    profiles = found["profiles"]
    walked = f"{profiles['walked']:,}"
    return "\n\n".join(
        [
            f"{found['items']} items",
            _section(f"Each list, and what fits in {walked} profiles", _lists(found["lists"])),
            _section("What fits some of them", _some(profiles["some"])),
            _section("Who has the least to spare", _tightest(profiles["tightest"])),
            _section("Units of a text with the longest names; 150 fit", _bars(found["sms_units"])),
            _section("Texts by reading grade; 6 is the highest", _grades(found["grades"])),
            _section("Asked for most often", textwrap.fill(_line(found["acts"]), WIDTH)),
            _section(
                "Tags",
                table(("tag", "items"), [(n, _line(v)) for n, v in found["tags"].items()]),
            ),
        ]
    )


def _section(title: str, body: str) -> str:
    return f"{title}\n{body}"


def _lists(lists: Mapping[str, Mapping[str, int]]) -> str:
    columns = ("items", "needed", "fewest", "most")
    rows = [(name, *(f"{each[column]:,}" for column in columns)) for name, each in lists.items()]
    return table(("list", *columns), rows)


def _some(some: Mapping[str, Mapping[str, int]]) -> str:
    rows = [(who, *(str(counts[name]) for name in LISTS)) for who, counts in some.items()]
    return table(("who", *(SHORT.get(name, name) for name in LISTS)), rows)


def _tightest(rows: list[Mapping[str, Any]]) -> str:
    return table(
        ("list", "fit", "needed", "profile"),
        [(each["list"], str(each["fit"]), str(each["needed"]), each["profile"]) for each in rows],
    )


def _bars(bars: Mapping[str, int]) -> str:
    most = max(bars.values(), default=1)
    rows = [(at, str(n), "#" * max(1, n * BAR // most)) for at, n in bars.items()]
    return table(("units", "texts", ""), rows)


def _grades(grades: Mapping[str, Mapping[str, int]]) -> str:
    columns = sorted({int(grade) for bars in grades.values() for grade in bars})
    rows = [
        (name, *(str(bars.get(str(grade), 0)) for grade in columns))
        for name, bars in grades.items()
    ]
    return table(("text", *map(str, columns)), rows)


def _line(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())
