"""SKIP, SHORT, a day, a time: what a text does to this week's meeting. Both see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.replies.meeting_when import Asked, asked, in_words
from chalicelib.replies.offers import Offer

if TYPE_CHECKING:
    from chalicelib.content.render import Renderer
    from chalicelib.couples.meetings import MeetingPlan, Meetings
    from chalicelib.couples.moving import Moving
    from chalicelib.replies.said import Said
    from chalicelib.replies.store import Inbox

MEETING = "meeting"
TEN_MINUTES = 10
BEFORE = ("day", "time", "minutes", "state")


@dataclass(frozen=True, slots=True)
class MeetingActs:
    """The acts. A meeting is there as soon as an agenda was made for it."""

    meetings: Meetings
    moving: Moving
    inbox: Inbox
    renderer: Renderer

    def skip(self, said: Said) -> str:
        """Called off for both. Of a small note there is nothing to skip."""
        plan = None if said.about.about in {"thanks", "date"} else self._coming(said)
        if plan is None:
            return self.renderer.answer("no_skip", said.inbound.id)
        self._remember(said, plan)
        self.moving.cancel(said.couple.id, said.now)
        return self.renderer.answer("skipped", said.inbound.id, partner=_both(said))

    def short(self, said: Said) -> str:
        plan = self._coming(said)
        if plan is None or plan.state == "off":
            return self.renderer.answer("no_meeting", said.inbound.id)
        self._remember(said, plan)
        self.moving.shorten(said.couple.id, TEN_MINUTES, said.now)
        at = in_words(plan, said.person.zone)
        return self.renderer.answer("shortened", said.inbound.id, at=at, partner=_both(said))

    def move(self, said: Said) -> str:
        """To the day and time that they say, on their own clock."""
        plan = self._coming(said)
        if plan is None or said.parsed.when is None:
            return self.renderer.answer("no_meeting", said.inbound.id)
        at = in_words(plan, said.person.zone)
        to = asked(said.parsed.when, plan, said.couple.meeting.day, said.person.zone, said.arrived)
        if not isinstance(to, Asked):
            return self.renderer.answer(
                "meeting_over" if to == "over" else "meeting_far", said.inbound.id, at=at
            )
        self._remember(said, plan)
        moved = self.moving.to(said.couple.id, to.day, to.clock, said.now) or plan
        at = in_words(moved, said.person.zone)
        return self.renderer.answer("moved", said.inbound.id, at=at, partner=_both(said))

    def stands(self, said: Said) -> str:
        """A yes to the meeting."""
        plan = self._coming(said)
        if plan is None or plan.state == "off":
            return self.renderer.answer("no_meeting", said.inbound.id)
        return self.renderer.answer("stands", said.inbound.id, at=in_words(plan, said.person.zone))

    def not_this_week(self, said: Said) -> str:
        """A no could mean the day, the hour or the week: nothing is called off for it."""
        return self.renderer.answer("not_this_week", said.inbound.id, partner=_both(said))

    def put_back(self, said: Said) -> str:
        """As it was before the last change by this partner's text."""
        facts = said.offer_of("unmove").facts
        self.moving.put_back(said.couple.id, facts["week"], facts["before"], said.now)
        plan = self._coming(said)
        if plan is None:
            return self.renderer.answer("no_meeting", said.inbound.id)
        at = in_words(plan, said.person.zone)
        return self.renderer.answer("unmoved", said.inbound.id, at=at, partner=_both(said))

    def _coming(self, said: Said) -> MeetingPlan | None:
        """The one that has not begun; it belongs to those who are one of the two."""
        if said.key not in dict(said.couple.partners()):
            return None
        return self.meetings.coming(said.couple.id, said.now)

    def _remember(self, said: Said, plan: MeetingPlan) -> None:
        """What was before this very text, though we may have failed halfway through it."""
        if any(one.facts.get("by") == said.inbound.id for one in said.offers):
            return
        before: dict[str, Any] = {name: getattr(plan, name) for name in BEFORE}
        facts = {"by": said.inbound.id, "week": plan.week, "before": before}
        offer = Offer("meeting", {"0": "unmove"}, facts)
        self.inbox.offer(said.couple.id, said.key, offer, said.now, MEETING)


def _both(said: Said) -> str:
    """The other's name; "" for who is alone."""
    return "" if said.couple.solo else said.name
