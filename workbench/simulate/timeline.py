"""What is to happen, in order; the clock jumps from one to the next."""

from __future__ import annotations

import heapq
import threading
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    Happening = Callable[[], object]


@dataclass(slots=True)
class VirtualClock:
    """Stands still until it is moved, and never goes back."""

    now: datetime

    def move_to(self, moment: datetime) -> None:
        if moment < self.now:
            raise ValueError(f"{moment} is over: it is {self.now}")
        self.now = moment

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Timeline:
    """Happenings by their moment; those of one moment in the order in which they were added."""

    _heap: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _lock: threading.Lock = field(default_factory=threading.Lock)  # planning uses threads

    def add(self, at: datetime, happening: Happening) -> None:
        with self._lock:
            heapq.heappush(self._heap, (at, next(self._numbers), happening))

    def next(self) -> datetime | None:
        """The moment of the next one."""
        return self._heap[0][0] if self._heap else None

    def pop(self) -> Happening:
        return heapq.heappop(self._heap)[2]
