"""A digit after a date's text: what it picks, and the words that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.content.dates import evenings_left, how_it_goes
from chalicelib.content.render import TooLong
from chalicelib.replies.picking import Asked, other_of
from chalicelib.replies.store import DATE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import DateLinks
    from chalicelib.replies.offers import Offer
    from chalicelib.replies.picking import Outcome, Picking
    from chalicelib.replies.said import Said
    from chalicelib.replies.store import Inbox


@dataclass(frozen=True, slots=True)
class DateAnswers:
    """What a digit does after a date's text, and the words that answer it."""

    picking: Picking
    inbox: Inbox
    links: DateLinks
    find: Callable[[str], Item | None]
    renderer: Renderer

    def answer(self, said: Said, offer: Offer, digit: str) -> str:
        """`offer` is what the text said; the words are one segment."""
        facts, message_id = offer.facts, said.inbound.id
        asked = Asked(facts["day"], tuple(facts["ideas"]))
        # The very text that made them know of the other's pick comes again if we failed to answer.
        told = facts.get("told", {})
        knows = told.get("number") if told.get("by") != message_id else None
        idea = offer.digits[digit]
        outcome = self.picking.pick(said.couple, said.key, asked, idea, said.now, knows)
        if outcome.became == "taken" and outcome.stands:
            facts = {**facts, "told": {"number": outcome.stands.number, "by": message_id}}
        again = replace(offer, facts=facts)
        self.inbox.offer(said.couple.id, said.key, again, said.now, of=DATE)
        return self._words(outcome, asked, digit, said)

    def _words(self, outcome: Outcome, asked: Asked, digit: str, said: Said) -> str:
        stands, joined = outcome.stands, not said.couple.solo
        item = self.find(stands.item) if stands and stands.item else None
        if outcome.became == "taken" and item:
            facts = {"partner": said.name, "title": item.title, "digit": digit}
            return self.renderer.answer("date_taken", said.inbound.id, **facts)
        if outcome.became == "picked" and stands and item:
            context = {
                "title": item.title,
                "when": evenings_left(said.today),
                "partner": said.name if joined else "",
                "enough": not stands.tells(other_of(said.key)),
            }
            return self._plan(context, how_it_goes(item, said.name), asked, said)
        together = said.name if joined and outcome.became == "back" else ""
        return self.renderer.answer(f"date_{outcome.became}", said.inbound.id, partner=together)

    def _plan(self, context: Mapping[str, Any], plan: str, asked: Asked, said: Said) -> str:
        """The plan itself if it fits into the answer, else where to read it."""
        try:
            return self.renderer.answer(
                "date_picked", said.inbound.id, **context, plan=plan, url=""
            )
        except TooLong:
            url = self.links.question(said.couple, said.key, asked.day, asked.ideas)
            return self.renderer.answer("date_picked", said.inbound.id, **context, plan="", url=url)
