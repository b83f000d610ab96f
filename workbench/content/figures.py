"""What there is of everything, as one document: `content report` prints it, or gives it as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from chalicelib.content.choose import Profile
from chalicelib.content.model import STAGES
from workbench.content.profiles import described, profiles, tightest, walk
from workbench.content.rules.enough import needed
from workbench.content.rules.length import longest_units
from workbench.content.rules.reading import grade, graded
from workbench.content.shelf import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.content.model import Item
    from workbench.content.profiles import Fit
    from workbench.content.shelf import Shelf

STEP = 10  # units to a bar of the histogram
ACTS = 12  # as many as are shown
TAGS = ("needs", "stages", "season", "effort", "cost", "mood", "solo")


def figures(shelf: Shelf) -> dict[str, Any]:
    """Every number of the report. Lengths are in units, with the longest names."""
    lists = shelf.lists()
    fits = walk(shelf.items, profiles())
    return {
        "items": len(shelf.items),
        "lists": {name: _list(name, items, fits) for name, items in lists.items()},
        "profiles": {"walked": len(fits), "some": _some(fits), "tightest": _tightest(fits)},
        "sms_units": _histogram(longest_units(item) for item in shelf.items if item.sms),
        "grades": _grades(shelf.items),
        "acts": dict(Counter(item.act for item in shelf.items if item.act).most_common(ACTS)),
        "tags": _tags(shelf.items),
    }


def _list(name: str, items: tuple[Item, ...], fits: list[Fit]) -> dict[str, int]:
    found = [fit.counts[name] for fit in fits]
    return {
        "items": len(items),
        "needed": needed().get(name, 0),
        "fewest": min(found),
        "most": max(found),
    }


def _tightest(fits: list[Fit]) -> list[dict[str, Any]]:
    """Of each list the profile that has the fewest: the least to spare comes first."""
    rows = []
    for name, least in needed().items():
        fit = tightest(fits, name)
        count = fit.counts[name]
        who = described(fit.profile)
        rows.append({"list": name, "fit": count, "needed": least, "profile": who})
    return sorted(rows, key=lambda row: row["fit"] / row["needed"])


def _some(fits: list[Fit]) -> dict[str, dict[str, int]]:
    """A couple that has said nothing and welcomes everything, and what each wish takes away."""
    welcome = ("touch", "food", "alcohol", "money")
    shown: dict[str, dict[str, Any]] = {"says nothing": {}}
    shown |= {stage: {"stages": frozenset({stage})} for stage in STAGES}
    shown |= {f"no {name}": {name: False} for name in welcome}
    shown |= {name: {name: True} for name in _flags() if name not in (*welcome, *STAGES)}
    shown["no comforts"] = dict.fromkeys(welcome, False)
    usual = {name: name in welcome for name in _flags()} | {"stages": frozenset(), "season": ""}
    rows = {}
    for says, wishes in shown.items():
        fit = next((fit for fit in fits if _has(fit.profile, usual | wishes)), None)
        if fit:
            rows[says] = {name: fit.counts[name] for name in LISTS}
    return rows


def _has(profile: Profile, wanted: dict[str, Any]) -> bool:
    return all(getattr(profile, name) == value for name, value in wanted.items())


def _flags() -> list[str]:
    return [field.name for field in fields(Profile) if field.type in ("bool", bool)]


def _histogram(lengths: Iterable[int]) -> dict[str, int]:
    bars = Counter(length // STEP * STEP for length in lengths)
    return {f"{start}-{start + STEP - 1}": bars[start] for start in sorted(bars)}


def _grades(items: Iterable[Item]) -> dict[str, dict[str, int]]:
    """Of each sort of text how many read at which grade; what reads below 0 counts as 0."""
    found: dict[str, Counter[int]] = {}
    for item in items:
        for name, text in graded(item).items():
            found.setdefault(name, Counter())[max(0, round(grade(text)))] += 1
    return {name: {str(g): bars[g] for g in sorted(bars)} for name, bars in found.items()}


def _tags(items: Iterable[Item]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in TAGS}
    for item in items:
        for name in TAGS:
            value = getattr(item, name)
            words = value if isinstance(value, tuple) else (_word(value),)
            found[name].update(words or ("any",))
    return {name: dict(bars.most_common()) for name, bars in found.items()}


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "any"
