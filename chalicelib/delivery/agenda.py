"""The check-in's agenda: frozen once a week for both, the jar's waiting words printed in it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.content.agenda import LENGTHS, Said, Week, in_short, nearest, steps
from chalicelib.content.dates import in_the_agenda
from chalicelib.content.words import clock_words, day_words
from chalicelib.couples.dates import last_evening
from chalicelib.couples.links import own_id
from chalicelib.couples.meetings import iso_week
from chalicelib.couples.model import PARTNERS
from chalicelib.couples.names import seen
from chalicelib.couples.together import date_sks
from chalicelib.delivery.agenda_plan import look_back_lines, new_plan
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.couples.dates import Dates, WeekDate
    from chalicelib.couples.links import Links
    from chalicelib.couples.meetings import MeetingPlan, Meetings
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.topics import Topics


NEAR_DATES = 3  # of the newest, one may be of a meeting's week
STILL_TALKED_OF = timedelta(days=6)  # after its last evening: then the next meeting has been


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
class Beside:
    """What an agenda prints that is not in its plan, as it stands in the table."""

    words: Sequence[Words]  # of the plan's thanks
    topics: Mapping[PartnerKey, str]  # parked, and not printed yet
    dates: Sequence[WeekDate]  # newest first


@dataclass(frozen=True, slots=True)
class Agendas:
    """Makes the week's agenda, and says what a copy of it contains."""

    library: Library
    meetings: Meetings
    jar: Waiting
    topics: Topics
    dates: Dates
    links: Links
    public_url: str

    def of_week(self, couple: Couple, agenda_day: date, now: datetime) -> MeetingPlan:
        """This week's plan; whoever's agenda is made first freezes it for both."""
        day = _meeting_day(couple, agenda_day)
        standing = self.meetings.standing(couple.id, day, now)
        return standing or self.meetings.freeze(couple.id, self._new(couple, day), now)

    def context(
        self, couple: Couple, plan: MeetingPlan, reader: PartnerKey, now: datetime
    ) -> dict[str, Any]:
        """What the agenda's templates need, as one reader sees it. Writes their page's link."""
        return {
            **self.shown(couple, plan, reader),
            "agenda_url": self.page(couple, plan, reader, now),
        }

    def shown(
        self, couple: Couple, plan: MeetingPlan, reader: PartnerKey, week: Week | None = None
    ) -> dict[str, Any]:
        """The same without the link; writes nothing. `week`: its words, if they are known."""
        length = nearest(plan.minutes)
        shorter = [one for one in LENGTHS if one < min(length, 30)]
        return {
            **self.when(couple, plan, reader),
            "host": "" if couple.solo else _names(couple).get(plan.host, couple.first.name),
            "steps": steps(length, week or self.week(couple, plan)),
            "shorter": [(one, in_short(one)) for one in shorter],
        }

    def when(self, couple: Couple, plan: MeetingPlan, reader: PartnerKey) -> dict[str, Any]:
        """The meeting's time on the reader's own clock."""
        person = couple.partner(reader) or couple.a
        local = plan.begins.astimezone(ZoneInfo(person.zone))
        at = clock_words(f"{local:%H:%M}")
        return {
            "meeting_when": f"{day_words(local.weekday())} at {at}",
            "meeting_date": f"{day_words(local.weekday())} {local.day} {local:%b} at {at}",
            "meeting_at": at,
            "minutes": plan.minutes,
        }

    def week(self, couple: Couple, plan: MeetingPlan, beside: Beside | None = None) -> Week:
        """This week's own words. What was called back meanwhile is not among them.

        `beside`: what was read with the plan already.
        """
        names, beside = _names(couple), beside or self._beside(couple.id, plan)
        return Week(
            opener=self._text(plan.opener),
            closer=self._text(plan.closer),
            topic=self._text(plan.topic),
            look_back=look_back_lines(self.library, plan.look_back),
            date=self._date(beside.dates, date.fromisoformat(plan.day)),
            parked=tuple(
                Said(names[author], text)
                for author, text in _parked(plan, beside.topics).items()
                if author in names
            ),
            thanks=tuple(
                Said(names[one.author], one.text) for one in beside.words if one.author in names
            ),
        )

    def heard(self, couple_id: str, week: str, reader: PartnerKey, *, only_copy: bool) -> None:
        """The reader's copy went out: what was said about them has been heard.

        With the `only_copy`, what they wrote themselves, too: it is read out from it. A topic
        that was printed makes room for another.
        """
        plan = self.meetings.get(couple_id, week)
        if plan is None:
            return
        for one in self.jar.some(couple_id, plan.thanks) if plan.thanks else ():
            if only_copy or one.author != reader:
                self.jar.hear(couple_id, one.id)
        for author, text in _parked(plan, self._topics(couple_id, plan)).items():
            if not plan.parked[author]:
                self._keep_topic(couple_id, week, author, text)

    def page(self, couple: Couple, plan: MeetingPlan, reader: PartnerKey, now: datetime) -> str:
        """The address of the reader's agenda page; made from its week, so the same every time,
        until they sign out everywhere.

        Written anew with each message that names it: a meeting that was moved keeps its page.
        """
        person = couple.partner(reader)
        generation = person.generation if person else 0
        # With the ids of what it prints, and the day, so that the page knows what to ask for.
        printed = {"day": plan.day, "thanks": list(plan.thanks)}
        whose = {"couple": couple.id, "partner": reader, "of": generation}
        facts = {**whose, "week": plan.week, **printed}
        link_id = own_id(couple.id, reader, plan.week, generation)
        link = self.links.mint("agenda", link_id, facts, now)
        link = replace(link, expires=max(link.expires, plan.ends + timedelta(days=1)))
        self.meetings.table.write(replace(self.links.write(link), expect=None))
        return f"{self.public_url}/agenda/{self.links.token(link)}"

    def _new(self, couple: Couple, day: date) -> MeetingPlan:
        waiting = tuple(one.id for one in self.jar.waiting(couple.id))
        last = self.meetings.latest(couple.id)
        return new_plan(couple, day, iso_week(day), last, self.library, waiting, self.topics)

    def _beside(self, couple_id: str, plan: MeetingPlan) -> Beside:
        return Beside(
            words=self.jar.some(couple_id, plan.thanks) if plan.thanks else (),
            topics=self._topics(couple_id, plan),
            dates=self.dates.newest(couple_id, NEAR_DATES),
        )

    def _topics(self, couple_id: str, plan: MeetingPlan) -> Mapping[PartnerKey, str]:
        not_printed = [author for author, text in plan.parked.items() if not text]
        return self.topics.by_author(couple_id, not_printed)

    def _keep_topic(self, couple_id: str, week: str, author: PartnerKey, text: str) -> None:
        with suppress(Conflict):  # the other copy went out first, or it was changed just now
            self.meetings.table.transact(
                [
                    self.meetings.print_topic(couple_id, week, author, text),
                    self.topics.clear(couple_id, author, text),
                ]
            )

    def _date(self, newest: Iterable[WeekDate], meeting: date) -> str:
        """The date at home that is still to come, or was to come since the meeting before."""
        for one in newest:
            asked = date.fromisoformat(one.asked)
            item = self.library.item(one.item) if one.item else None
            if item and asked <= meeting <= last_evening(asked) + STILL_TALKED_OF:
                ahead = asked == meeting or meeting < last_evening(asked)
                return in_the_agenda(item.title, ahead=ahead)
        return ""

    def _text(self, item_id: str) -> str:
        item = self.library.item(item_id)
        return item.email if item else ""


def _parked(plan: MeetingPlan, topics: Mapping[PartnerKey, str]) -> dict[PartnerKey, str]:
    """What was parked for this meeting: as it was printed, or as it stands until then."""
    found = {author: text or topics.get(author, "") for author, text in plan.parked.items()}
    return {author: text for author, text in found.items() if text}


def beside_sks(meeting: date, thanks: Iterable[str]) -> list[str]:
    """The keys of what an agenda may print beside its plan, to be read at once with it.

    Of the dates that _date() can find; and a week more, for a meeting that is just being moved.
    """
    first = meeting - STILL_TALKED_OF - timedelta(days=6)
    return [
        *map(keys.topic_sk, PARTNERS),
        *date_sks(first, meeting + timedelta(weeks=1)),
        *map(keys.appreciation_sk, thanks),
    ]


def _names(couple: Couple) -> dict[PartnerKey, str]:
    return {key: seen(partner.name) for key, partner in couple.partners()}


def _meeting_day(couple: Couple, agenda_day: date) -> date:
    """The meeting that an agenda is for: the next one on or after its own day."""
    return agenda_day + timedelta(days=(couple.meeting.day - agenda_day.weekday()) % 7)
