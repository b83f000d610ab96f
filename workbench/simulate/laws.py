"""What must hold whenever a message reaches somebody, watched from outside the service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.document import from_item
from chalicelib.delivery.model import LedgerKey
from chalicelib.scheduling.due import local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.delivery.model import Envelope
    from workbench.simulate.household import Household
    from workbench.simulate.world import SimulatedWorld

ANSWERS_A_TAP = {"confirm", "link", "welcome"}  # these may come at any hour
LATE = "23:00"  # where texts end for those who said that after nine is fine
MORNING = "06:00"  # until then it still is the evening of a slot's date


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message at somebody's, with who they are now and what time it is there."""

    household: Household
    key: PartnerKey
    partner: Partner
    couple: Couple
    what: str  # a rhythm, or a notice's name
    day: date | None  # of a slot
    item: str  # of the library, "" for others than small notes
    at: datetime
    local: datetime
    envelope: Envelope

    @property
    def fallback(self) -> bool:
        """The same words once more, because the first address turned out to be no use."""
        return self.envelope.key.sk.endswith(keys.FALLBACK)


@dataclass(slots=True)
class Laws:
    """Says what was broken by an arrival."""

    world: SimulatedWorld
    held: Callable[[], bool]
    _couples: dict[str, Couple] = field(default_factory=dict)
    _seen: set[LedgerKey] = field(default_factory=set)
    _days: set[tuple[str, str, date]] = field(default_factory=set)

    def couple(self, couple_id: str) -> Couple:
        """As it stands; read anew only when its version moved."""
        item = self.world.table.items[keys.couple_pk(couple_id), keys.COUPLE]
        known = self._couples.get(couple_id)
        if known is None or known.version != item["version"]:
            known = self._couples[couple_id] = from_item(item)
        return known

    def arrived(self, key: LedgerKey) -> bool:
        return key in self._seen

    def arrival(self, household: Household, envelope: Envelope) -> Arrival | None:
        """None if whoever it was for is gone."""
        room, key, *rest = envelope.key.sk.split("#")
        couple = self.couple(household.id)
        partner = couple.a if key == "a" else couple.b
        if partner is None:
            return None
        is_slot = f"{room}#" == keys.DELIVERY
        record = self.world.table.items.get((envelope.key.pk, envelope.key.sk), {})
        now = self.world.clock()
        return Arrival(
            household,
            "a" if key == "a" else "b",
            partner,
            couple,
            rest[1] if is_slot else rest[0],
            date.fromisoformat(rest[0]) if is_slot else None,
            str(record.get("item", "")),
            now,
            local_time(now, partner.zone),
            envelope,
        )

    def sent_twice(self, envelope: Envelope) -> bool:
        if envelope.key in self._seen:
            return True
        self._seen.add(envelope.key)
        return False

    def broken(self, arrival: Arrival) -> Iterator[str]:
        """What is wrong with it, in words."""
        if self.held():
            yield "sent while everything is held"
        if arrival.envelope.message.channel == "sms" and arrival.what not in ANSWERS_A_TAP:
            yield from _outside_hours(arrival)
        if (arrival.key, arrival.envelope.message.channel) in arrival.household.stopped:
            yield "sent after they had stopped this channel"
        if arrival.day is None:
            return
        if arrival.household.rests(arrival.key, arrival.day):
            yield "sent while they pause"
        if arrival.what == "small" and not arrival.fallback:
            yield from self._second_of_the_day(arrival)
        yield from self._too_late(arrival)

    def _second_of_the_day(self, arrival: Arrival) -> Iterator[str]:
        day = arrival.local.date()
        if f"{arrival.local:%H:%M}" < MORNING and arrival.day == day - timedelta(days=1):
            day = arrival.day
        place = arrival.household.id, arrival.key, day
        if place in self._days:
            yield f"the second small note of {day}"
        self._days.add(place)

    def _too_late(self, arrival: Arrival) -> Iterator[str]:
        key = arrival.envelope.key
        slot = self.world.queue.planned.get(LedgerKey(key.pk, key.sk.removesuffix(keys.FALLBACK)))
        if slot is None:
            yield "sent, and never planned"
        elif slot.rev == arrival.couple.version and arrival.at >= slot.times.good_until:
            yield f"sent after it was worthless ({slot.times.good_until})"
        if arrival.envelope.seconds_left <= 0:
            yield "sent with no time left"


def _outside_hours(arrival: Arrival) -> Iterator[str]:
    partner = arrival.partner
    end = max(partner.texts_until, LATE) if partner.late_texts else partner.texts_until
    if not partner.texts_from <= f"{arrival.local:%H:%M}" < end:
        yield f"a text at {arrival.local:%H:%M}, outside {partner.texts_from} to {end}"
