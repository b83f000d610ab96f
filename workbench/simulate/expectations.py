"""Holds what the preview showed against what came, slot by slot (promise 9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from chalicelib.keys import utc_text
from workbench.simulate.explanations import ON_ITS_WAY, Difference
from workbench.simulate.shown import Shown, Window, difference, is_as_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.scheduling.preview import Expected
    from chalicelib.table import Item
    from workbench.simulate.explanations import Explanations
    from workbench.simulate.figures import Figures
    from workbench.simulate.household import Household
    from workbench.simulate.laws import Laws
    from workbench.simulate.world import SimulatedWorld

    Show = Callable[[Couple, PartnerKey, datetime, int, Sequence[Item]], Sequence[Expected]]

DAYS = 14  # that a preview holds, unless something is recorded before
AS_SHOWN = "as shown"
NOT_SHOWN = "came between two previews"
MOST_IN_A_WINDOW = 60  # slots of one partner


@dataclass(slots=True)
class Expectations:
    """One window a couple. It closes when something is recorded; the next opens when all is calm.

    `show` is the preview that the page shows; `violated` is told what nothing explains.
    """

    world: SimulatedWorld
    laws: Laws
    figures: Figures
    show: Show
    violated: Callable[[Household, str], None]
    explanations: Explanations
    _windows: dict[str, Window] = field(default_factory=dict)
    _restless: dict[str, Household] = field(default_factory=dict)  # with no open window

    def begin(self, household: Household) -> None:
        self._restless[household.id] = household

    def look_again(self, household: Household) -> None:
        """A preview has become old. In an interruption it holds on, to see what becomes of it."""
        if not self._interrupted_now():
            self.close(household)

    def close(self, household: Household) -> None:
        """Something was recorded: what was shown holds up to now."""
        window = self._windows.get(household.id)
        if window is not None and window.closed is None:
            window.closed = self.world.clock()
        self._restless[household.id] = household

    def settle(self) -> None:
        """Look at every couple whose window is closed and that has nothing on its way any more."""
        if not self._restless or self._interrupted_now():
            return
        now = self.world.clock()
        for household in [one for one in self._restless.values() if self._is_calm(one, now)]:
            self._compare(household)
            self._windows[household.id] = self._open(household, now)
            del self._restless[household.id]

    def finish(self, households: Iterable[Household]) -> None:
        """The simulation ends: what was shown up to just now must have come."""
        end = self.world.clock() - ON_ITS_WAY
        for household in households:
            window = self._windows.get(household.id)
            if window is not None:
                window.closed = min(window.closed or end, end)
            self._compare(household)

    def _is_calm(self, household: Household, now: datetime) -> bool:
        if self.world.queue.under_way[household.id]:
            return False
        until = utc_text(now)
        return all(one.get("due_at", "~") > until for one in self._entries(household))

    def _open(self, household: Household, now: datetime) -> Window:
        couple, entries = self.laws.couple(household.id), self._entries(household)
        slots = {}
        for key, _ in couple.partners():
            for one in self.show(couple, key, now, DAYS + 1, entries):
                sk = keys.delivery_sk(key, one.times.local_date.isoformat(), one.rhythm)
                slots[sk] = Shown(one.times.due_at, one.channel, one.kind, one.item)
        return Window(now, slots)

    def _compare(self, household: Household) -> None:
        window = self._windows.pop(household.id, None)
        if window is None or window.closed is None:
            return
        came = self._came_since(household, window.taken)
        due = {sk for sk, one in window.slots.items() if one.due_at <= window.closed}
        for sk in sorted(due | came.keys()):
            why = self._judge(household, window, sk, came)
            if why:
                self.figures.preview[why] += 1
            else:
                told = difference(window.slots.get(sk), came.get(sk))
                self.violated(household, f"{sk} is not as shown: {told}")

    def _judge(
        self, household: Household, window: Window, sk: str, all_that_came: Mapping[str, Item]
    ) -> str:
        """What to count a slot as; "" if nothing explains it."""
        shown, came = window.slots.get(sk), all_that_came.get(sk)
        key = LedgerKey(keys.couple_pk(household.id), sk)
        if shown and came and is_as_shown(shown, came):
            skipped = shown.kind is None
            return AS_SHOWN if skipped or self.laws.arrived(key) else ""
        due = shown.due_at if shown else self._due_of(key, came)
        if window.closed is None or due > window.closed:
            return NOT_SHOWN
        return self.explanations.of(household, Difference(sk, due, window.taken, all_that_came))

    def _interrupted_now(self) -> bool:
        now = self.world.clock()
        return any(one.covers(now) for one in self.explanations.interruptions)

    def _came_since(self, household: Household, taken: datetime) -> dict[str, Item]:
        """The slots of the couple's ledger that were begun after that moment."""
        pk = keys.couple_pk(household.id)
        newest = [
            one
            for key in ("a", "b")
            for one in self.world.table.query(
                pk, keys.deliveries_of(key), newest_first=True, limit=MOST_IN_A_WINDOW
            )
        ]
        return {
            one["SK"]: one
            for one in newest
            if datetime.fromisoformat(one["at"]) > taken and not one["SK"].endswith(keys.FALLBACK)
        }

    def _due_of(self, key: LedgerKey, came: Item | None) -> datetime:
        """When a slot of the ledger was due: what was skipped does not say it itself."""
        planned = self.world.queue.planned.get(key)
        if planned is not None:
            return planned.times.due_at
        return datetime.fromisoformat(came["due_at"]) if came else self.world.clock()

    def _entries(self, household: Household) -> list[Item]:
        return self.world.table.query(keys.couple_pk(household.id), keys.DUE)
