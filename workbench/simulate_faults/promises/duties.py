"""Promise 3: an independent list of what was due and wanted, held against what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import RHYTHMS
from workbench.simulate_faults.promises.errands import read_errand
from workbench.simulate_faults.promises.owed import JUST_THEN, Wishes, found_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from chalicelib.couples.model import PartnerKey, Rhythm
    from chalicelib.couples.slot import SlotTimes
    from chalicelib.delivery.model import LedgerKey
    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.verdicts import Verdicts

ISO_DAY = len("2027-02-22")
KEYS: tuple[PartnerKey, ...] = ("a", "b")


@dataclass(slots=True)
class Duties:
    """`queued`: when each slot was first under way. From then on its date has had its slot."""

    verdicts: Verdicts
    chronicle: Chronicle
    outages: Sequence[tuple[datetime, datetime]]
    queued: dict[tuple[str, ...], datetime] = field(default_factory=dict)

    def put(self, body: str) -> None:
        errand = read_errand(body)
        if errand is not None and errand.times is not None:
            self.queued.setdefault(errand.identity, self.verdicts.stage.now)

    def in_the_end(self, end: datetime) -> None:
        """Everything owed that was worthless by then must have ended."""
        latest = partial(found_by, outages=self.outages)
        for couple_id, history in self.chronicle.couples.items():
            for key in KEYS:
                for rhythm in RHYTHMS:
                    wishes = Wishes(history, key, rhythm, end)
                    for times in wishes.owed(latest):
                        self._must_have_ended(couple_id, wishes, times)

    def _must_have_ended(self, couple_id: str, wishes: Wishes, times: SlotTimes) -> None:
        day = times.local_date
        queued = self.queued.get((couple_id, wishes.key, wishes.rhythm, day.isoformat()))
        if queued is not None and wishes.unwanted(queued, times):
            return
        ended = self._ended(couple_id, wishes.key, wishes.rhythm, times)
        what = f"{wishes.key}'s {wishes.rhythm} of {day}, due {times.due_at:%m-%d %H:%M}Z, is lost"
        self.verdicts.hold(3, ended, what, times.due_at)

    def _ended(self, couple_id: str, partner: PartnerKey, rhythm: Rhythm, times: SlotTimes) -> bool:
        day = times.local_date.isoformat()
        return any(
            (other == day and self._has_an_end(key))
            or other < day <= self.chronicle.through.get(key, "")
            or (other > day and self._overtaken(key, times))
            for key, other in self._deliveries(couple_id, partner, rhythm)
        )

    def _deliveries(
        self, couple_id: str, partner: PartnerKey, rhythm: Rhythm
    ) -> Iterator[tuple[LedgerKey, str]]:
        """All there was in the ledger, each with its day."""
        pk, room = keys.couple_pk(couple_id), keys.deliveries_of(partner)
        for key in self.chronicle.ledger:
            if key.pk == pk and key.sk.startswith(room) and f"#{rhythm}" in key.sk:
                yield key, key.sk.removeprefix(room)[:ISO_DAY]

    def _has_an_end(self, key: LedgerKey) -> bool:
        return bool(set(self.chronicle.ledger[key].values) - {"claimed", ""})

    def _overtaken(self, later: LedgerKey, times: SlotTimes) -> bool:
        """A later date had its slot before: who moves east and back has that date behind them."""
        return self.chronicle.ledger[later].times[0] <= times.due_at + JUST_THEN
