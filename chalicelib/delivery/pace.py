"""How fast messages may leave: each gets an instant of its own, never faster than the account.

One item a channel says up to when instants are given away, in two lanes. Most messages share the
wide lane; one that is soon worthless takes whichever lane is free first, so a burst of patient
messages never stands before it. Instants are leased a second's worth at a time (ADR 5).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Literal

from chalicelib import keys
from chalicelib.table import ABSENT, Conflict, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.couples.model import Channel
    from chalicelib.table import Item, Table

Lane = Literal["wide", "tight"]
SHARES: Mapping[Lane, float] = {"wide": 0.75, "tight": 0.25}
TIGHT = timedelta(minutes=30)  # what is worthless sooner may take the tight lane
UNUSED = timedelta(seconds=1)  # an instant that passed longer ago is not made up for
TRIES = 8
CROWDED = timedelta(seconds=5)  # before asking again when others always were faster


@dataclass
class Pace:
    """Gives instants away. `rate` is what a channel's account allows: messages a second."""

    table: Table
    rate: Callable[[Channel], float]
    _leased: dict[tuple[Channel, Lane], deque[datetime]] = field(default_factory=dict, init=False)
    _seen: dict[Channel, Item] = field(default_factory=dict, init=False)

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime | None:
        """When the next message of a channel may leave. None: too many ask at once.

        One at or after `good_until` says that there is no room before; it is not leased.
        """
        lanes: tuple[Lane, ...] = ("tight", "wide") if is_tight(good_until, now) else ("wide",)
        soonest = min(lanes, key=lambda lane: self._next(channel, lane, now))
        left = self._left(channel, soonest, now)
        return left.popleft() if left else self._lease(channel, lanes, now, good_until)

    def _left(self, channel: Channel, lane: Lane, now: datetime) -> deque[datetime]:
        """What is left of the instants leased before, without those that passed."""
        left = self._leased.setdefault((channel, lane), deque())
        while left and left[0] < now - UNUSED:
            left.popleft()
        return left

    def _next(self, channel: Channel, lane: Lane, now: datetime) -> datetime:
        """When a lane would let a message go, as far as this process knows."""
        left, seen = self._left(channel, lane, now), self._seen.get(channel)
        if left or seen is None:
            return left[0] if left else now
        return max(now, _moment(seen[lane]))

    def _lease(
        self, channel: Channel, lanes: tuple[Lane, ...], now: datetime, good_until: datetime
    ) -> datetime | None:
        """Take the next second's worth of whichever of these lanes is free first."""
        pk, milliseconds = keys.pace_pk(channel), _milliseconds(now)
        standing = self._seen.get(channel) or self.table.get(pk, keys.PACE, consistent=True)
        for _ in range(TRIES):
            free: Item = {
                one: max(milliseconds, standing[one] if standing else 0) for one in SHARES
            }
            lane = min(lanes, key=lambda one: free[one])
            if free[lane] >= _milliseconds(good_until):
                return good_until
            rate = self.rate(channel) * SHARES[lane]
            count = max(1, int(rate))
            item: Item = {"PK": pk, "SK": keys.PACE} | free
            item[lane] += ceil(1000 * count / rate)
            try:
                self.table.write(Put(item, _unmoved(standing)))
            except Conflict as conflict:
                standing = conflict.item
                continue
            self._seen[channel] = item
            return self._keep(channel, lane, free[lane], count, rate)
        return None

    def _keep(self, channel: Channel, lane: Lane, first: int, count: int, rate: float) -> datetime:
        """Keep the leased instants, and give the first there is."""
        start, leased = _moment(first), self._leased.setdefault((channel, lane), deque())
        leased.extend(start + timedelta(seconds=number / rate) for number in range(count))
        return leased.popleft()


def is_tight(good_until: datetime, now: datetime) -> bool:
    return good_until - now < TIGHT


def _unmoved(standing: Item | None) -> Expect:
    if standing is None:
        return ABSENT
    return Expect(attributes={lane: standing[lane] for lane in SHARES})


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)
