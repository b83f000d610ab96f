"""LATER: the last small note comes back once, this evening or on the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.content.words import clock_words
from chalicelib.replies.offers import Offer
from chalicelib.scheduling.due import local_date, local_time, slot_on
from chalicelib.scheduling.rhythms import TEXTS_NEED, plan_of

if TYPE_CHECKING:
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import PartnerKey
    from chalicelib.replies.said import Said
    from chalicelib.replies.store import Inbox

LATER = "later"
IN_A_WHILE = timedelta(hours=2)
DAY = timedelta(days=1)


class BringBack(Protocol):
    """Sends the note of a date once more, at that time and not after `until` (delivery.later)."""

    def __call__(
        self, couple_id: str, key: PartnerKey, day: str, at: datetime, until: datetime
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Laters:
    """The act."""

    inbox: Inbox
    bring_back: BringBack
    renderer: Renderer

    def later(self, said: Said) -> str:
        note = next((one for one in said.offers if "slot" in one.facts), None)
        if note is None:
            return self.renderer.answer("no_later", said.inbound.id)
        day = note.facts["slot"]
        if _came_back(said, day):
            return self.renderer.answer("later_once", said.inbound.id)
        at, until = _when(said, note)
        here = local_time(at, said.person.zone)
        if here.date().isoformat() != day and self._has_its_own(said, here.date()):
            return self.renderer.answer("later_own", said.inbound.id)
        facts = {"later": day, "by": said.inbound.id}
        self.inbox.offer(said.couple.id, said.key, Offer("thanks", {}, facts), said.now, LATER)
        self.bring_back(said.couple.id, said.key, day, at, until)
        return self.renderer.answer(
            "later",
            said.inbound.id,
            at=clock_words(f"{here:%H:%M}"),
            tomorrow=here.date() > said.today,
        )

    def _has_its_own(self, said: Said, day: date) -> bool:
        """Two on one evening would be one too many."""
        plan = plan_of(said.couple, said.key, "small")
        return plan is not None and slot_on(plan, day) is not None


def _came_back(said: Said, day: str) -> bool:
    return any(
        one.facts.get("later") == day and one.facts["by"] != said.inbound.id for one in said.offers
    )


def _when(said: Said, note: Offer) -> tuple[datetime, datetime]:
    """In two hours if that is still the same evening, else at its own time on the next."""
    due_at = datetime.fromisoformat(note.facts["due_at"])
    until = datetime.fromisoformat(note.facts["good_until"])
    soon = said.arrived + IN_A_WHILE
    if soon + timedelta(minutes=TEXTS_NEED) <= until:
        return soon, until
    zone = said.person.zone
    days = (local_date(said.arrived, zone) - local_date(due_at, zone)).days
    at = _days_later(due_at, days, zone)
    days += at < soon
    return _days_later(due_at, days, zone), _days_later(until, days, zone)


def _days_later(moment: datetime, days: int, zone: str) -> datetime:
    """The same local time, so many days later: adding a timedelta is wall-clock."""
    return (local_time(moment, zone) + days * DAY).astimezone(moment.tzinfo)
