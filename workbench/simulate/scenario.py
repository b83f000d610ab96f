"""What is simulated: how many couples, how long, from which seed, and what breaks down when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

FIRST = date(2028, 1, 3)  # a Monday of a leap year
ENOUGH_FOR_TROUBLE = 14  # days; a shorter simulation has no interruptions
OUTAGE, HOLD = "an outage", "a hold"


@dataclass(frozen=True, slots=True)
class Interruption:
    """A time in which nothing is planned (an outage) or nothing is sent (a hold)."""

    name: str
    start: datetime
    end: datetime

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Scenario:
    """One simulation. Whatever happens to a couple follows from the seed and its number alone."""

    couples: int = 1000
    days: int = 365
    seed: int = 1
    first: date = FIRST
    only: int | None = None  # simulate just the couple of this number

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(days=self.days)

    @property
    def numbers(self) -> range:
        """The couples to simulate."""
        return range(self.couples) if self.only is None else range(self.only, self.only + 1)

    def dice(self, *what: object) -> Random:
        """The same throws for the same words, in any order and any process."""
        return Random(self._key(what))  # noqa: S311 - a simulation wants the same dice again

    def chance(self, *what: object) -> float:
        """One throw, from 0 to 1; much quicker than dice."""
        digest = hashlib.blake2b(self._key(what).encode(), digest_size=6).digest()
        return int.from_bytes(digest) / 2**48

    def interruptions(self) -> tuple[Interruption, ...]:
        """A short outage, a long one, and a hold; the same for all couples."""
        if self.days < ENOUGH_FOR_TROUBLE:
            return ()
        return (
            self._interruption(OUTAGE, 0.3, timedelta(hours=3)),
            self._interruption(OUTAGE, 0.55, timedelta(days=3)),
            self._interruption(HOLD, 0.8, timedelta(hours=2)),
        )

    def _interruption(self, name: str, when: float, length: timedelta) -> Interruption:
        """On a Monday's evening in America: few hours have more that is due."""
        week = self.start + timedelta(days=int(self.days * when) // 7 * 7)
        start = week + timedelta(hours=23, minutes=int(self.chance(name, when) * 120))
        return Interruption(name, start, start + length)

    def _key(self, what: tuple[object, ...]) -> str:
        return "/".join(map(str, (self.seed, *what)))
