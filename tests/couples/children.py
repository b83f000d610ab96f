"""Children, as somebody may speak of them."""

from __future__ import annotations

from chalicelib.couples.model import Child

MONTH = "2026-11"  # in which the tests' world begins


def tapped(*stages: str, month: str = MONTH) -> tuple[Child, ...]:
    """Stages that somebody tapped in a month."""
    return tuple(Child(month, stage) for stage in stages)


def born(*months: str) -> tuple[Child, ...]:
    return tuple(map(Child, months))
