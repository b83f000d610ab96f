"""Counts what arrives, as it arrives, and what a finished simulation left in the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.content.sms_text import segments
from chalicelib.couples.model import Small
from workbench.simulate.figures import Figures
from workbench.simulate.laws import ANSWERS_A_TAP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from chalicelib.couples.model import Channel
    from workbench.simulate.household import Household
    from workbench.simulate.laws import Arrival
    from workbench.simulate.world import SimulatedWorld

HOUR, MINUTES, WEEK = 3600, 60, 7
Person = tuple[str, str]  # couple id and partner


@dataclass(slots=True)
class Counting:
    """One process's figures, and what it must remember of each person to make them."""

    figures: Figures = field(default_factory=Figures)
    _weeks: Counter[tuple[Person, Channel, int]] = field(default_factory=Counter)
    _last: dict[Person, datetime] = field(default_factory=dict)
    _items: dict[tuple[Person, str], date] = field(default_factory=dict)

    def arrived(self, arrival: Arrival) -> None:
        figures, local = self.figures, arrival.local
        channel = arrival.envelope.message.channel
        figures.days[local.date().isoformat(), channel] += 1
        minute = local.hour * MINUTES + local.minute
        asked = arrival.what in ANSWERS_A_TAP
        (figures.answers_to_taps if asked else figures.minutes)[channel, minute] += 1
        self._billed(arrival.what, channel, arrival.envelope.message.text)
        person = arrival.household.id, arrival.key
        self._weeks[person, channel, local.date().toordinal() // WEEK] += 1
        if arrival.what == "small":
            self._gap(person, arrival)
            self._item(person, arrival)

    def asked_to_confirm(self, channel: Channel, text: str) -> None:
        """To an address that belongs to no couple yet."""
        self._billed("confirm", channel, text)

    def answered(self, text: str) -> None:
        if text:
            self._billed("answer", "sms", text)

    def _billed(self, what: str, channel: Channel, text: str) -> None:
        if channel == "email":
            self.figures.emails += 1
            return
        self.figures.texts[what] += 1
        self.figures.segments[what] += segments(text)

    def _gap(self, person: Person, arrival: Arrival) -> None:
        last, now = self._last.get(person), arrival.at.replace(second=0, microsecond=0)
        if last is not None:
            self.figures.gaps[int((now - last).total_seconds()) // HOUR] += 1
        self._last[person] = now

    def _item(self, person: Person, arrival: Arrival) -> None:
        """Whether somebody on the default rhythm got the same item before."""
        if arrival.partner.small.days != Small("sms").days:
            return
        self.figures.default_rhythm += 1
        before, now = self._items.get((person, arrival.item)), arrival.local.date()
        if before is not None:
            self.figures.repeats[(now - before).days] += 1
        self._items[person, arrival.item] = now

    def finish(self, world: SimulatedWorld, households: Iterable[Household]) -> Figures:
        """What can be said only at the end."""
        self._ledger(world)
        self._by_week(world.clock().date().toordinal() // WEEK)
        for household in households:
            self.figures.couples += 1
            self.figures.events.update(one.name for one in household.diary)
            couple = world.couples.get(household.id)
            self.figures.people += len(couple.partners()) if couple else 0
        return self.figures

    def _ledger(self, world: SimulatedWorld) -> None:
        for (_, sk), item in world.table.items.items():
            room, *rest = sk.split("#")
            if room == "DELIVERY":
                self.figures.slots[rest[2], item["state"], item.get("reason", "")] += 1
            elif room == "NOTICE":
                self.figures.notices[rest[1], item["state"]] += 1

    def _by_week(self, last: int) -> None:
        """Each person's whole weeks on a channel, from their first message there."""
        first: dict[tuple[Person, Channel], int] = {}
        for person, channel, week in self._weeks:
            first[person, channel] = min(week, first.get((person, channel), week))
        for (person, channel), since in first.items():
            for week in range(since + 1, last):
                self.figures.weekly[channel, self._weeks[person, channel, week]] += 1
