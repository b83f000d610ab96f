"""What makes a simulation the one it is, and when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST = datetime(2027, 2, 22, tzinfo=UTC)  # a Monday; clocks change in most zones within six weeks


@dataclass(frozen=True, slots=True)
class Scenario:
    """`only`: the names of what may strike, None for all (see world/dice.py)."""

    seed: int
    weeks: int = 6
    couples: int = 3
    only: frozenset[str] | None = None

    @property
    def end(self) -> datetime:
        """Faults and deeds end here; then everything settles."""
        return FIRST + timedelta(weeks=self.weeks)
