"""A digit after a date's text: what it picks, and the words that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib.content.dates import evenings_left, how_it_goes
from chalicelib.content.render import TooLong
from chalicelib.content.sms_text import safe_name
from chalicelib.replies.picking import Asked, other_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import DateLinks
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.replies.picking import Outcome, Picking
    from chalicelib.replies.store import Inbox


@dataclass(frozen=True, slots=True)
class DateAnswers:
    """What a digit does after a date's text, and the words that answer it."""

    picking: Picking
    inbox: Inbox
    links: DateLinks
    find: Callable[[str], Item | None]
    renderer: Renderer

    def answer(
        self,
        offered: Mapping[str, Any],
        digit: str,
        couple: Couple,
        key: PartnerKey,
        message_id: str,
        now: datetime,
    ) -> str:
        """`offered` is what the text said; the words are one segment."""
        asked = Asked(offered["date"]["day"], tuple(offered["date"]["ideas"]))
        # The very text that made them know of the other's pick comes again if we failed to answer.
        told = offered.get("told", {})
        knows = told.get("number") if told.get("by") != message_id else None
        idea = offered["digits"][digit]
        outcome = self.picking.pick(couple, key, asked, idea, now, knows)
        if outcome.became == "taken" and outcome.stands:
            offered = {**offered, "told": {"number": outcome.stands.number, "by": message_id}}
        self.inbox.ask(couple.id, key, offered, now, offered["until"])
        return self._words(outcome, asked, digit, couple, key, now)

    def _words(
        self,
        outcome: Outcome,
        asked: Asked,
        digit: str,
        couple: Couple,
        key: PartnerKey,
        now: datetime,
    ) -> str:
        stands, other, person = outcome.stands, couple.other(key), couple.partner(key) or couple.a
        name = safe_name(other.name) if other else "your partner"
        item = self.find(stands.item) if stands and stands.item else None
        if outcome.became == "taken" and item:
            return self.renderer.answer("date_taken", partner=name, title=item.title, digit=digit)
        if outcome.became == "picked" and stands and item:
            context = {
                "title": item.title,
                "when": evenings_left(now.astimezone(ZoneInfo(person.zone)).date()),
                "partner": name if other else "",
                "enough": not stands.tells(other_of(key)),
            }
            return self._plan(context, how_it_goes(item, name), asked, (couple, key, person.zone))
        together = name if other and outcome.became == "back" else ""
        return self.renderer.answer(f"date_{outcome.became}", partner=together)

    def _plan(
        self,
        context: Mapping[str, Any],
        plan: str,
        asked: Asked,
        reader: tuple[Couple, PartnerKey, str],
    ) -> str:
        """The plan itself if it fits into the answer, else where to read it."""
        couple, key, zone = reader
        try:
            return self.renderer.answer("date_picked", **context, plan=plan, url="")
        except TooLong:
            url = self.links.question(couple.id, key, asked.day, asked.ideas, zone)
            return self.renderer.answer("date_picked", **context, plan="", url=url)
