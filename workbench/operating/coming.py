"""What will come to one couple, or why nothing will: the rows that `upcoming` shows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import CHANNELS, RHYTHMS
from chalicelib.scheduling.due import local_date, local_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.couples.model import Couple, Partner, PartnerKey, Rhythm
    from chalicelib.scheduling.preview import Expected, Preview
    from chalicelib.table import Item


@dataclass(frozen=True, slots=True)
class Prospect:
    """One partner's coming slots, in order, and what an operator should know beside them."""

    couple: str
    partner: PartnerKey
    zone: str
    slots: tuple[Expected, ...]
    notes: tuple[str, ...]

    def local(self, slot: Expected) -> datetime:
        return local_time(slot.times.due_at, self.zone)

    def as_json(self) -> list[dict[str, Any]]:
        """One object a slot. Nothing in it says who they are."""
        return [
            {
                "couple": self.couple,
                "partner": self.partner,
                "rhythm": slot.rhythm,
                "date": slot.times.local_date.isoformat(),
                "local": self.local(slot).isoformat(),
                "zone": self.zone,
                "when": slot.when,
                "due_at": slot.times.due_at.isoformat(),
                "good_until": slot.times.good_until.isoformat(),
                "channel": slot.channel,
                "kind": slot.kind,
                "item": slot.item,
                **({"why": slot.why.words()} if slot.why is not None else {}),
            }
            for slot in self.slots
        ]

    def notes_as_json(self) -> list[dict[str, Any]]:
        who = {"couple": self.couple, "partner": self.partner}
        return [{**who, "note": note} for note in self.notes]


def prospects(
    couple: Couple,
    entries: Sequence[Item],
    preview: Preview,
    now: datetime,
    days: int,
    *,
    why: bool = False,
) -> list[Prospect]:
    """The next `days` local days of both partners. `entries`: the couple's due entries."""
    found: list[Prospect] = []
    both: tuple[tuple[PartnerKey, Partner | None], ...] = (("a", couple.a), ("b", couple.b))
    for key, partner in both:
        if partner is None:
            continue
        resting = _set_aside(entries, key)
        expected = preview.upcoming(couple, key, now, days, entries, why=why)
        slots = tuple(slot for slot in expected if slot.rhythm not in resting)
        notes = _notes(partner, now, resting)
        if not slots and not notes:
            notes = (_why_nothing(partner, days),)
        found.append(Prospect(couple.id, key, partner.zone, slots, notes))
    return found


def _set_aside(entries: Sequence[Item], key: PartnerKey) -> list[Rhythm]:
    """Rhythms that rest because planning found their entry broken."""
    aside = {entry["SK"] for entry in entries if "aside" in entry}
    return [rhythm for rhythm in RHYTHMS if keys.due_sk(key, rhythm) in aside]


def _notes(partner: Partner, now: datetime, resting: Sequence[Rhythm]) -> tuple[str, ...]:
    notes = [f"{rhythm} rests: its entry is broken, see `aside`" for rhythm in resting]
    if not partner.admitted:
        notes.append("waits until a has said who joined")
    if partner.paused_on(local_date(now, partner.zone)):
        notes.append(f"paused until {partner.paused_until or 'they come back'}")
    return tuple(notes)


def _why_nothing(partner: Partner, days: int) -> str:
    if not any(partner.reachable(channel) for channel in CHANNELS):
        return "nothing comes: no channel is confirmed"
    if not partner.small.on and not partner.check_in.on:
        return "nothing comes: both rhythms are off"
    return f"nothing comes in the next {days} days"
