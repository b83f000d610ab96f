"""The week's date at home: which idea was picked, by whom, and the page on which to pick it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.couples.links import own_id
from chalicelib.couples.meetings import iso_week
from chalicelib.table import ABSENT, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Item, Table, Write

KEPT_FOR = timedelta(days=396)
SUNDAY = 6
# Picked ones that do not come again: a year of them on the default rhythm, half a year of every
# day. With more kept back, the others would come round too soon.
KEPT_BACK = 31
MOST_NOTICES = 2  # of one date, to each of the two
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class WeekDate:
    """One week's date. The first pick stands for both, until somebody who knows of it changes it.

    `number` counts the changes of the week: a notice is about one of them.
    """

    week: str  # ISO, "2026-W48"
    item: str  # "" once it was taken back
    by: PartnerKey
    asked: str  # ISO date of the note that asked
    hands: str  # who changed it, one letter a time: "ab"
    number: int = 1
    earlier: tuple[str, ...] = ()  # what was picked from an earlier note of the same week

    @property
    def first(self) -> int:
        """The number with which this date began."""
        return self.number - len(self.hands) + 1

    def tells(self, told: PartnerKey) -> bool:
        """Whether the other may still be told of this: after two notices they talk instead."""
        return len(self.hands) - self.hands.count(told) <= MOST_NOTICES


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates in the table. Beside the meetings, not in them: a date is picked long before its
    week's agenda is made, and may be changed after it."""

    table: Table

    def of_week(self, couple_id: str, week: str) -> WeekDate | None:
        item = self.table.get(keys.couple_pk(couple_id), keys.date_sk(week), consistent=True)
        return from_item(item) if item else None

    def newest(self, couple_id: str, limit: int) -> list[WeekDate]:
        pk = keys.couple_pk(couple_id)
        found = self.table.query(pk, keys.DATE, newest_first=True, limit=limit)
        return [from_item(item) for item in found]

    def picked(self, couple_id: str, day: date) -> frozenset[str]:
        """What the two picked in the year before a date, and is not to come again for now."""
        return kept_back(self.newest(couple_id, KEPT_BACK), day)

    def change(
        self, couple_id: str, before: WeekDate | None, after: WeekDate, now: datetime
    ) -> Write:
        """The write that keeps a pick. Conflicts if somebody picked meanwhile."""
        key = {"PK": keys.couple_pk(couple_id), "SK": keys.date_sk(after.week)}
        item = {**key, **asdict(after), "expires_at": int((now + KEPT_FOR).timestamp())}
        return Put(item, Expect(attributes={"number": before.number}) if before else ABSENT)


@dataclass(frozen=True, slots=True)
class DateLinks:
    """Addresses of pages of a date: each reader's own, the same every time, open for the week."""

    links: Links
    public_url: str

    def question(self, couple: Couple, key: PartnerKey, day: str, ideas: Sequence[str]) -> str:
        """Where one note's ideas are picked from."""
        return self._page(couple, key, day, {"day": day, "ideas": list(ideas)})

    def plan(self, couple: Couple, key: PartnerKey, picked: WeekDate) -> str:
        """Where whoever was told of a pick reads how it goes."""
        return self._page(couple, key, picked.week, {"day": picked.asked, "ideas": list[str]()})

    def _page(
        self, couple: Couple, key: PartnerKey, about: str, facts: Mapping[str, object]
    ) -> str:
        person = couple.partner(key) or couple.a
        link_id = own_id(couple.id, key, f"date#{about}", person.generation)
        until = open_until(date.fromisoformat(str(facts["day"])), person.zone)
        facts = {"couple": couple.id, "partner": key, "of": person.generation, **facts}
        link = replace(self.links.mint("date", link_id, facts, until), expires=until)
        self.links.table.write(replace(self.links.write(link), expect=None))
        return f"{self.public_url}/date/{self.links.token(link)}"


def kept_back(newest: Iterable[WeekDate], day: date) -> frozenset[str]:
    """Which ideas are not to come again on a date, of what was picked lately, newest first."""
    since = iso_week(day - A_YEAR)
    dates = [one for one in newest if one.week >= since]
    items = [item for one in dates for item in (one.item, *reversed(one.earlier)) if item]
    return frozenset(items[:KEPT_BACK])


def last_evening(day: date) -> date:
    """The Sunday of a date's week: a date is for any evening up to then."""
    return day + timedelta(days=SUNDAY - day.weekday())


def open_until(day: date, zone: str) -> datetime:
    """The end of that Sunday, where somebody lives."""
    monday = last_evening(day) + timedelta(days=1)
    return datetime.combine(monday, time(), ZoneInfo(zone)).astimezone(UTC)


def from_item(item: Item) -> WeekDate:
    stored = {name: item[name] for name in WeekDate.__slots__ if name in item}
    return WeekDate(**{**stored, "earlier": tuple(item.get("earlier", ()))})
