"""A couple and what lies beside it in the table, read at once.

Things lie apart so that texts which write them need not wait for each other. Their keys are known,
though: whoever shows several asks once, instead of once for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples import dates, document, meetings
from chalicelib.couples.model import PARTNERS, RHYTHMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from chalicelib.couples.dates import WeekDate
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Item, Table


@dataclass(frozen=True, slots=True)
class Found:
    """A couple, and those of the items asked for that are there, by SK."""

    couple: Couple
    items: Mapping[str, Item]

    def meeting(self, week: str) -> MeetingPlan | None:
        item = self.items.get(keys.meeting_sk(week))
        return meetings.from_item(item) if item else None

    def date(self, week: str) -> WeekDate | None:
        item = self.items.get(keys.date_sk(week))
        return dates.from_item(item) if item else None

    def dates(self) -> list[WeekDate]:
        """Newest first."""
        found = sorted((sk for sk in self.items if sk.startswith(keys.DATE)), reverse=True)
        return [dates.from_item(self.items[sk]) for sk in found]

    def topics(self) -> dict[PartnerKey, str]:
        """What each has parked."""
        found = {key: self.items.get(keys.topic_sk(key)) for key in PARTNERS}
        return {key: str(item["text"]) for key, item in found.items() if item}

    def entries(self) -> list[Item]:
        """The due entries."""
        return [item for sk, item in self.items.items() if sk.startswith(keys.DUE)]


@dataclass(frozen=True, slots=True)
class Together:
    """Reads a couple with what a page shows of it."""

    table: Table

    def read(self, couple_id: str, sks: Iterable[str]) -> Found | None:
        """One read of up to table.BATCH items, each consistent. None if the couple is gone."""
        pk = keys.couple_pk(couple_id)
        asked = [(pk, sk) for sk in (keys.COUPLE, *sks)]
        items = {sk: item for (_, sk), item in self.table.get_many(asked, consistent=True).items()}
        couple = items.pop(keys.COUPLE, None)
        return Found(document.from_item(couple), items) if couple else None


def due_sks() -> list[str]:
    """The keys of all due entries there can be."""
    return [keys.due_sk(key, rhythm) for key in PARTNERS for rhythm in RHYTHMS]


def date_sks(first: date, last: date) -> list[str]:
    """The keys of the dates of all weeks from one day to another."""
    days = range(0, (last - first).days + 7, 7)
    weeks = (meetings.iso_week(min(first + timedelta(days=day), last)) for day in days)
    return [keys.date_sk(week) for week in dict.fromkeys(weeks)]
