"""EventBridge's minute, as far as anything is due: late, twice, not at all, or not for hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.keys import utc_text
from chalicelib.scheduling.plan import plan_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.simulate_faults.world.functions import Functions
    from workbench.simulate_faults.world.lambdas import Lambda
    from workbench.simulate_faults.world.watched_table import Commit, WatchedTable

MINUTE = timedelta(minutes=1)
BEGINS = (0.2, 3.0)  # seconds after the minute
BEGINS_AFTER = 0.15  # seconds: what somebody does meanwhile has a start of that
LATE, TWICE, LOST = "tick late", "tick twice", "tick lost"
SECONDS_LATE = 50.0
OUTAGES = 2
LASTS = (timedelta(minutes=10), timedelta(hours=40))


@dataclass(slots=True)
class Ticks:
    """A tick is made only for minutes in which something is due: others would find nothing.

    `meanwhile` hears which entries are being planned.
    """

    functions: Functions
    store: WatchedTable
    meanwhile: Callable[[str, Sequence[str]], object]
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    _expected: set[datetime] = field(default_factory=set)

    def plan_outages(self, start: datetime, end: datetime) -> None:
        """Whiles without any tick."""
        dice = self.functions.edges.border.dice
        for number in range(OUTAGES):
            name = f"outage {number}"
            if dice.strikes("outage", 1 / 2, name):
                begins = start + (end - start) * dice.chance(name, "begins")
                share = dice.chance(name, "lasts") ** 3
                self.outages.append((begins, begins + LASTS[0] + (LASTS[1] - LASTS[0]) * share))

    def committed(self, commit: Commit) -> None:
        """An entry may be due at another time now."""
        if commit.after is not None and "due_shard" in commit.after:
            self._expect(datetime.fromisoformat(commit.after["due_at"]))

    def _expect(self, due: datetime) -> None:
        now = self.functions.edges.border.stage.now
        minute = _minute(max(due, now))
        for begins, ends in self.outages:
            if begins <= minute < ends:
                minute = _minute(ends)
        if minute not in self._expected:
            self._expected.add(minute)
            self.functions.edges.border.stage.at(minute, partial(self._minute, minute))

    def _minute(self, minute: datetime) -> None:
        due = self.store.next_due()
        if due is None:
            return
        if datetime.fromisoformat(due) <= minute:
            self._tick(f"tick {minute:%m-%d %H:%M}")
            self._expect(minute + MINUTE)
        else:
            self._expect(datetime.fromisoformat(due))

    def _tick(self, name: str) -> None:
        border = self.functions.edges.border
        dice, now = border.dice, border.stage.now
        wait = dice.between(*BEGINS, name, "begins")
        if dice.strikes(LOST, border.storm.rate(LOST, now), name):
            return
        if dice.strikes(LATE, border.storm.rate(LATE, now), name):
            wait += SECONDS_LATE
        border.stage.after(wait, partial(self._begin, name))
        border.stage.after(wait - BEGINS_AFTER, partial(self._tell, name))
        if dice.strikes(TWICE, border.storm.rate(TWICE, now), name):
            again = dice.between(0, 4, name, "again")
            border.stage.after(again, partial(self._begin, f"{name} again"))

    def _tell(self, name: str) -> None:
        """Say whose entries it will be about."""
        until = utc_text(self.functions.edges.border.stage.now + MINUTE)
        for couples in self.store.due_by(until).values():
            self.meanwhile(name, couples)

    def _begin(self, name: str) -> None:
        self.functions.invoke("tick", name, partial(self._plan, name))

    def _plan(self, name: str, where: Lambda) -> None:
        """Each shard on its own: a tick plans them side by side. Those that are empty cost time."""
        until = utc_text(self.functions.edges.border.stage.now + MINUTE)
        shards = keys.due_shards(where.shards.read())
        for shard in sorted(self.store.shards_to_read(until).intersection(shards)):
            part = f"{name} shard {shard}"
            self.functions.invoke("shard", part, partial(self._shard, part, shard))

    def _shard(self, name: str, shard: str, where: Lambda) -> None:
        """Without plan_due's own thread."""
        planner = where.planner(lambda: self.functions.seconds_left(name))
        plan_shard(planner, shard, utc_text(where.clock()))


def _minute(moment: datetime) -> datetime:
    """The first whole minute at or after this moment."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE
