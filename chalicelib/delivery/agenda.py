"""The check-in's agenda: frozen once a week for both, the jar's waiting words printed in it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.content.choose import choose
from chalicelib.content.pick import profile_of, ring_key
from chalicelib.content.words import clock_words, day_words
from chalicelib.couples.meetings import MeetingPlan, iso_week
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from chalicelib.content.library import Library
    from chalicelib.content.model import Item
    from chalicelib.couples.links import Links
    from chalicelib.couples.meetings import Meetings
    from chalicelib.couples.model import Couple, PartnerKey

BOTH = "both"  # the ring of what the two share


class Words(Protocol):
    """One appreciation, as the agenda prints it."""

    @property
    def id(self) -> str: ...
    @property
    def author(self) -> PartnerKey: ...
    @property
    def text(self) -> str: ...


class Waiting(Protocol):
    """The jar, as far as the agenda reads it."""

    def waiting(self, couple_id: str) -> Sequence[Words]: ...
    def some(self, couple_id: str, ids: Iterable[str]) -> Sequence[Words]: ...
    def hear(self, couple_id: str, which: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Agendas:
    """Makes the week's agenda, and says what a copy of it contains."""

    library: Library
    meetings: Meetings
    jar: Waiting
    links: Links
    public_url: str

    def of_week(self, couple: Couple, agenda_day: date, now: datetime) -> MeetingPlan:
        """This week's plan; whoever's agenda is made first freezes it for both."""
        week = iso_week(_meeting_day(couple, agenda_day))
        standing = self.meetings.get(couple.id, week)
        return standing or self.meetings.freeze(couple.id, self._new(couple, week), now)

    def context(
        self, couple: Couple, plan: MeetingPlan, reader: PartnerKey, now: datetime
    ) -> dict[str, Any]:
        """What the agenda's templates need, as one reader sees it. Writes their page's link."""
        names = {key: partner.name for key, partner in couple.partners()}
        words = self.jar.some(couple.id, plan.thanks)
        return {
            "meeting_when": f"{day_words(couple.meeting.day)} at {clock_words(plan.time)}",
            "meeting_at": clock_words(plan.time),
            "minutes": plan.minutes,
            "host": names.get(plan.host, couple.a.name),
            "opener": self._text(plan.opener),
            "closer": self._text(plan.closer),
            "topic": self._text(plan.topic),
            "thanks": [
                {"author": names[one.author], "text": one.text}
                for one in words
                if one.author in names
            ],
            "agenda_url": self._page(couple, plan, reader, now),
        }

    def heard(self, couple_id: str, week: str, reader: PartnerKey, *, only_copy: bool) -> None:
        """The reader's copy went out: what was said about them has been heard.

        With the `only_copy`, what they wrote themselves, too: it is read out from it.
        """
        plan = self.meetings.get(couple_id, week)
        for one in self.jar.some(couple_id, plan.thanks if plan else ()):
            if only_copy or one.author != reader:
                self.jar.hear(couple_id, one.id)

    def _page(self, couple: Couple, plan: MeetingPlan, reader: PartnerKey, now: datetime) -> str:
        """The address of the reader's agenda page; made from its week, so the same every time."""
        facts = {"couple": couple.id, "partner": reader, "week": plan.week}
        link = self.links.mint("agenda", f"{couple.id}#{reader}#{plan.week}", facts, now)
        with suppress(Conflict):
            self.meetings.table.write(self.links.write(link))
        return f"{self.public_url}/agenda/{self.links.token(link)}"

    def _new(self, couple: Couple, week: str) -> MeetingPlan:
        last = self.meetings.latest(couple.id)
        return MeetingPlan(
            week=week,
            host="b" if last and last.host == "a" and not couple.solo else "a",
            time=couple.meeting.time,
            minutes=couple.meeting.minutes,
            opener=self._next(couple, self.library.openers(), last.opener if last else None),
            closer=self._next(couple, self.library.closers(), last.closer if last else None),
            topic=self._next(couple, self.library.topics(), last.topic if last else None),
            thanks=tuple(one.id for one in self.jar.waiting(couple.id)),
        )

    def _next(self, couple: Couple, items: Sequence[Item], last: str | None) -> str:
        item = choose(items, ring_key(couple, BOTH), last, profile_of(couple, "a"))
        return item.id if item else ""

    def _text(self, item_id: str) -> str:
        item = self.library.item(item_id)
        return item.email if item else ""


def _meeting_day(couple: Couple, agenda_day: date) -> date:
    """The meeting that an agenda is for: the next one on or after its own day."""
    return agenda_day + timedelta(days=(couple.meeting.day - agenda_day.weekday()) % 7)
