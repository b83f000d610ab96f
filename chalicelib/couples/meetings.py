"""This week's meeting: frozen by whoever's agenda is made first, the same for both."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.table import ABSENT, Change, Conflict, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item, Table, Write

KEPT_FOR = timedelta(days=396)
NEAR = 3  # of the newest meetings, one is the coming one
SAME_MEETING = timedelta(days=3)  # moved further than that, it does not stand for a later one
NOT_PRINTED_YET = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """One week's agenda: ids only, the words are looked up when it is shown.

    Day and time are local in `zone`, that of `a`: a meeting is one instant, wherever both are.
    """

    week: str  # what it is known by: ISO, "2026-W48", of the date it was first meant for
    host: PartnerKey
    time: str
    minutes: int
    opener: str
    closer: str
    topic: str
    thanks: tuple[str, ...] = ()  # ids of the appreciations it prints
    day: str = ""  # ISO date
    zone: str = "UTC"
    sequence: int = 0  # rises whenever it is moved or called off: RFC 5545, 3.8.7.4
    state: Literal["on", "off"] = "on"
    # Who had parked a topic, with their words once a copy that prints them went out.
    parked: Mapping[PartnerKey, str] = field(default_factory=dict)
    look_back: str = ""  # the set of the quarterly reappraisal, if it is this week's
    last_look_back: str = ""  # the set of the newest one
    counted_from: str = ""  # the date of that one, or of the first meeting of the two

    @property
    def begins(self) -> datetime:
        local = datetime.combine(date.fromisoformat(self.day), time.fromisoformat(self.time))
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings in the table."""

    table: Table

    def get(self, couple_id: str, week: str) -> MeetingPlan | None:
        item = self.table.get(keys.couple_pk(couple_id), keys.meeting_sk(week), consistent=True)
        return from_item(item) if item else None

    def latest(self, couple_id: str) -> MeetingPlan | None:
        """The newest meeting there was: the agenda goes on from it."""
        return next(iter(self._newest(couple_id, 1)), None)

    def coming(self, couple_id: str, now: datetime) -> MeetingPlan | None:
        """The frozen meeting that has not begun yet, called off or not."""
        return next((one for one in self._newest(couple_id) if one.begins > now), None)

    def standing(self, couple_id: str, day: date, now: datetime) -> MeetingPlan | None:
        """The frozen meeting that stands for one of this date, though it may have been moved."""
        newest = self._newest(couple_id)
        on_that_day = (one for one in newest if one.day == day.isoformat())
        of_that_week = (
            one
            for one in newest
            if one.week.startswith(iso_week(day))
            and (one.begins > now or abs(date.fromisoformat(one.day) - day) <= SAME_MEETING)
        )
        return next(on_that_day, None) or next(of_that_week, None)

    def freeze(self, couple_id: str, plan: MeetingPlan, now: datetime) -> MeetingPlan:
        """Keep this week's plan, or get the one that the other partner's agenda froze first."""
        key = {"PK": keys.couple_pk(couple_id), "SK": keys.meeting_sk(plan.week)}
        expires = int((now + KEPT_FOR).timestamp())
        try:
            self.table.write(Put({**key, **asdict(plan), "expires_at": expires}, ABSENT))
        except Conflict as conflict:
            if conflict.item is None:
                raise
            first = from_item(conflict.item)
            if first.day == plan.day or plan.week != iso_week(date.fromisoformat(plan.day)):
                return first
            # That week's key belongs to a meeting which was moved into another week.
            return self.freeze(couple_id, replace(plan, week=f"{plan.week}-2"), now)
        return plan

    def change(self, couple_id: str, before: MeetingPlan, after: MeetingPlan) -> Write:
        """The write that moves a frozen meeting or calls it off. Conflicts if somebody did."""
        moved = ("day", "time", "minutes", "zone", "state", "sequence")
        return Change(
            keys.couple_pk(couple_id),
            keys.meeting_sk(before.week),
            set={name: getattr(after, name) for name in moved},
            expect=Expect(attributes={"sequence": before.sequence}),
        )

    def print_topic(self, couple_id: str, week: str, author: PartnerKey, text: str) -> Write:
        """The write that keeps a parked topic's words with the meeting whose agenda showed them."""
        return Change(
            keys.couple_pk(couple_id),
            keys.meeting_sk(week),
            set={f"parked.{author}": text},
            expect=Expect(attributes={f"parked.{author}": NOT_PRINTED_YET}),
        )

    def _newest(self, couple_id: str, limit: int = NEAR) -> list[MeetingPlan]:
        found = self.table.query(
            keys.couple_pk(couple_id), keys.MEETING, newest_first=True, limit=limit, consistent=True
        )
        return [from_item(item) for item in found]


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def from_item(item: Item) -> MeetingPlan:
    """Reads older meetings too: what they did not say was Sunday's."""
    stored = {name: item[name] for name in MeetingPlan.__slots__ if name in item}
    day = item.get("day") or _sunday(item["week"])
    return MeetingPlan(**{**stored, "thanks": tuple(item["thanks"]), "day": day})


def _sunday(week: str) -> str:
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number[:2]), 7).isoformat()
