"""What a process was sending, read by ourselves from the queue message that it was given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.couples.slot import SlotTimes
from workbench.simulate_faults.world.queues import Letter

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey, Rhythm
    from workbench.simulate_faults.world.process import Process


@dataclass(frozen=True, slots=True)
class Errand:
    """One slot or notice, by what makes it this one and no other. `times`: of a slot."""

    couple_id: str  # "" while there is none
    partner: PartnerKey
    name: str  # a rhythm, or a notice's
    which: str  # a slot's local date, or a notice's cause
    good_until: datetime
    times: SlotTimes | None = None
    fallback: bool = False

    @property
    def rhythm(self) -> Rhythm:
        return "check_in" if self.name == "check_in" else "small"

    @property
    def identity(self) -> tuple[str, ...]:
        whole = self.couple_id, self.partner, self.name, self.which
        return (*whole, "fallback") if self.fallback else whole


def errand_of(process: Process) -> Errand | None:
    """None if it was not sending."""
    letter = process.about
    return read_errand(letter.body) if isinstance(letter, Letter) else None


def read_errand(body: str) -> Errand | None:
    """None if it is no message of the send queue."""
    message = json.loads(body)
    if "slot" in message:
        return _slot(message["slot"], message.get("fallback", False))
    return _notice(message["notice"]) if "notice" in message else None


def _slot(one: dict[str, Any], fallback: bool) -> Errand:
    until = datetime.fromisoformat(one["good_until"])
    day, due_at = date.fromisoformat(one["date"]), datetime.fromisoformat(one["due_at"])
    times, partner = SlotTimes(day, due_at, until), one["partner"]
    return Errand(one["couple"], partner, one["rhythm"], one["date"], until, times, fallback)


def _notice(one: dict[str, Any]) -> Errand:
    room, _, couple_id = one["pk"].partition("#")
    until = datetime.fromisoformat(one["good_until"])
    couple_id = couple_id if room == "COUPLE" else ""
    return Errand(couple_id, one["partner"], one["name"], one["cause"], until)
