"""This week's meeting: frozen by whoever's agenda is made first, the same for both."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import ABSENT, Conflict, Put

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item, Table

KEPT_FOR = timedelta(days=396)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """One week's agenda: ids only, the words are looked up when it is shown."""

    week: str  # ISO, "2026-W48", of the meeting's own local date
    host: PartnerKey
    time: str
    minutes: int
    opener: str
    closer: str
    topic: str
    thanks: tuple[str, ...] = ()  # ids of the appreciations it prints


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings in the table."""

    table: Table

    def get(self, couple_id: str, week: str) -> MeetingPlan | None:
        item = self.table.get(keys.couple_pk(couple_id), keys.meeting_sk(week), consistent=True)
        return _from_item(item) if item else None

    def latest(self, couple_id: str) -> MeetingPlan | None:
        """The newest meeting there was: the agenda goes on from it."""
        found = self.table.query(
            keys.couple_pk(couple_id), keys.MEETING, newest_first=True, limit=1
        )
        return _from_item(found[0]) if found else None

    def freeze(self, couple_id: str, plan: MeetingPlan, now: datetime) -> MeetingPlan:
        """Keep this week's plan, or get the one that the other partner's agenda froze first."""
        key = {"PK": keys.couple_pk(couple_id), "SK": keys.meeting_sk(plan.week)}
        expires = int((now + KEPT_FOR).timestamp())
        try:
            self.table.write(Put({**key, **asdict(plan), "expires_at": expires}, ABSENT))
        except Conflict as conflict:
            if conflict.item is not None:
                return _from_item(conflict.item)
            raise
        return plan


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _from_item(item: Item) -> MeetingPlan:
    return MeetingPlan(
        week=item["week"],
        host=item["host"],
        time=item["time"],
        minutes=item["minutes"],
        opener=item["opener"],
        closer=item["closer"],
        topic=item["topic"],
        thanks=tuple(item["thanks"]),
    )
