"""Findings, as a table for a person and as a document for a machine."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from workbench.doctor.findings import STATES
from workbench.operating.columns import WIDTH, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.doctor.findings import Finding

HEAD = ("", "what", "how it stands")
WIDEST = max(map(len, STATES))


def as_table(found: Sequence[Finding], width: int | None = None) -> str:
    """A row for all that was looked at; below, what was not, by its reason. `width`: as table."""
    rows = [
        (one.state.ljust(WIDEST), one.name, _words(one)) for one in found if one.state != "skipped"
    ]
    parts = [table(HEAD, rows, width)] if rows else []
    return "\n\n".join([*parts, *_not_looked_at(found)])


def summary(stage: str, found: Sequence[Finding]) -> str:
    """ "The stage prod: 40 ok, 1 waiting, 1 fail." """
    counts = _counts(found)
    said = ", ".join(f"{number} {state}" for state, number in counts.items() if number)
    return f"The stage {stage}: {said}."


def document(stage: str, found: Sequence[Finding]) -> dict[str, Any]:
    return {
        "stage": stage,
        "well": not fails(found),
        "counts": _counts(found),
        "findings": [asdict(one) for one in found],
    }


def fails(found: Sequence[Finding]) -> bool:
    return any(one.state == "fail" for one in found)


def _not_looked_at(found: Sequence[Finding]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for one in found:
        if one.state == "skipped":
            reasons.setdefault(one.says, []).append(one.name)
    lines = [f"  {why}:\n{_wrapped(names)}" for why, names in reasons.items()]
    return ["\n".join(["Not looked at:", *lines])] if lines else []


def _wrapped(names: Sequence[str]) -> str:
    in_ = " " * 4
    joined = ", ".join(names)
    return textwrap.fill(joined, WIDTH, initial_indent=in_, subsequent_indent=in_)


def _counts(found: Sequence[Finding]) -> dict[str, int]:
    counted = Counter(one.state for one in found)
    return {state: counted[state] for state in STATES}


def _words(one: Finding) -> str:
    return f"{one.says} {one.do}".strip()
