"""LESS, SLOW and MORE: the new rhythm is confirmed in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.replies.pace_of import EVERY_DAY, days_in_words, fewer, one_more
from chalicelib.scheduling.rhythms import small_days

if TYPE_CHECKING:
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Partner
    from chalicelib.replies.restoring import Restoring
    from chalicelib.replies.said import Said


@dataclass(frozen=True, slots=True)
class Pacing:
    """The acts. They count from what comes: with a newborn that may be one a week."""

    own: Restoring
    renderer: Renderer

    def less(self, said: Said) -> str:
        person = self.own.before(said)
        days = _coming(said, person)
        if not days:
            return self.renderer.answer("none_now", said.inbound.id)
        if len(days) == 1:
            return self.renderer.answer("least", said.inbound.id, days=days_in_words(days))
        self.own.change(said, small=replace(person.small, days=fewer(days)))
        return self.renderer.answer("less", said.inbound.id, days=days_in_words(fewer(days)))

    def more(self, said: Said) -> str:
        person = self.own.before(said)
        days = _coming(said, person)
        if days == EVERY_DAY:
            return self.renderer.answer("most", said.inbound.id)
        after = one_more(days) if days else _middle(person)
        # Who asks for more with a newborn has said that one a week is not enough.
        pace = person.small.newborn_pace and days == person.small.days
        self.own.change(said, small=replace(person.small, days=after, on=True, newborn_pace=pace))
        return self.renderer.answer("more", said.inbound.id, days=days_in_words(after))


def _coming(said: Said, person: Partner) -> tuple[int, ...]:
    """The weekdays that have a small note now."""
    return small_days(said.couple, person, said.today) if person.small.on else ()


def _middle(person: Partner) -> tuple[int, ...]:
    days = person.small.days
    return days[len(days) // 2 :][:1] or (0,)
