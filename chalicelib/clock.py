"""What time it is: the real time, moved by an offset that a setting may name a file for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Clock:
    """Aware, in UTC. The file holds one number: seconds to add; without it, the real time."""

    offset_file: str | None = None

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._offset()

    def _offset(self) -> timedelta:
        if self.offset_file is None:
            return timedelta(0)
        try:
            return timedelta(seconds=float(Path(self.offset_file).read_text()))
        except FileNotFoundError:
            return timedelta(0)
