"""How rough one seed's world is: which faults strike in it, how often, and in which bad hours.

Each seed leaves some kinds out and lets others strike often: what only shows when one fault comes
again and again is found as well as what takes two different ones.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from workbench.simulate_faults.world.places import (
    OLD_READ,
    QUEUE,
    READ,
    SHARED_WRITE,
    TRANSACTION,
    WRITE,
    Place,
)
from workbench.simulate_faults.world.provider_places import SES, TWILIO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from workbench.simulate_faults.world.dice import Dice

PLACES = (READ, OLD_READ, WRITE, SHARED_WRITE, TRANSACTION, QUEUE, SES, TWILIO)
WEIGHTS = (0.0, 0.5, 1.0, 1.0, 2.0, 6.0)  # of a kind, one drawn for each seed
BAD_HOURS = 6
LASTS = (timedelta(minutes=1), timedelta(minutes=25))
IN_BAD_HOURS = (0.2, 0.7)  # of calls
NEVER_FOR_LONG = ("dies before", "dies after", "stalls", "opted out", "unknown number")
# What goes wrong outside of any call of ours.
OTHERS: Mapping[str, float] = {
    "tick lost": 0.02,
    "tick late": 0.03,
    "tick twice": 0.03,
    "has little time": 0.1,
    "message late": 0.02,
    "message twice": 0.05,
    "receipt lost": 0.05,
    "receipt twice": 0.08,
    "receipt at once": 0.2,
    "bounces": 0.015,
    "bounces softly": 0.02,
    "replies by itself": 0.04,
    "complains": 0.01,
    "webhook twice": 0.1,
    "clock off": 0.04,
    "acts meanwhile": 0.12,
}


@dataclass(frozen=True, slots=True)
class BadHour:
    """A while in which one kind of fault strikes many of the calls at one place."""

    place: str
    kind: str
    start: datetime
    end: datetime
    rate: float


class Storm:
    """Drawn from the seed before anything begins."""

    def __init__(self, dice: Dice, start: datetime, end: datetime) -> None:
        self._dice, self._start, self._end = dice, start, end
        self._rates = {place.name: self._table(place) for place in PLACES}
        self._others = {kind: rate * self._weight(kind) for kind, rate in OTHERS.items()}
        self.bad_hours = [self._bad_hour(number) for number in range(BAD_HOURS)]

    def rate(self, kind: str, now: datetime) -> float:
        """How often something outside our calls happens."""
        return self._others[kind] if now < self._end else 0.0

    def strikes(self, place: Place, first: float, second: float, now: datetime) -> str:
        """What goes wrong with a call, by two throws; "" for nothing."""
        if now >= self._end:
            return ""
        for hour in self.bad_hours:
            if hour.place == place.name and hour.start <= now < hour.end and second < hour.rate:
                return hour.kind
        kinds, sums = self._rates[place.name]
        return kinds[bisect(sums, first)] if first < sums[-1] else ""

    def _table(self, place: Place) -> tuple[list[str], list[float]]:
        kinds = list(place.rates)
        weighted = (rate * self._weight(kind) for kind, rate in place.rates.items())
        return kinds, list(accumulate(weighted))

    def _weight(self, kind: str) -> float:
        return WEIGHTS[self._dice.bits("weight", kind) % len(WEIGHTS)]

    def _bad_hour(self, number: int) -> BadHour:
        dice = self._dice
        place = PLACES[dice.bits("bad hour", number, "place") % len(PLACES)]
        kinds = [kind for kind in place.rates if kind not in NEVER_FOR_LONG]
        kind = kinds[dice.bits("bad hour", number, "kind") % len(kinds)]
        start = self._start + (self._end - self._start) * dice.chance("bad hour", number)
        length = LASTS[0] + (LASTS[1] - LASTS[0]) * dice.chance("bad hour", number, "length")
        rate = dice.between(*IN_BAD_HOURS, "bad hour", number, "rate")
        return BadHour(place.name, kind, start, start + length, rate)
