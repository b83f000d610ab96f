"""PAUSE, AWAY, SICK and BACK: personal, told to nobody, and nothing to catch up on after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.content.words import date_words

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.content.render import Renderer
    from chalicelib.replies.meaning import Pause
    from chalicelib.replies.restoring import Restoring
    from chalicelib.replies.said import Said

WEEK = 7
LONGEST_PAUSE = 366  # days; whoever says longer comes back by saying so


@dataclass(frozen=True, slots=True)
class Pausing:
    """The acts."""

    own: Restoring
    renderer: Renderer

    def pause(self, said: Said) -> str:
        return self.renderer.answer("paused", said.inbound.id, until=self._rest(said))

    def away(self, said: Said) -> str:
        return self.renderer.answer("away", said.inbound.id, until=self._rest(said))

    def sick(self, said: Said) -> str:
        """A week of gentle things, or as long as they say."""
        until = ends(said.parsed.pause, said.today) or said.today + timedelta(days=WEEK)
        self.own.before(said)
        self.own.change(said, sick_until=until.isoformat())
        return self.renderer.answer("sick", said.inbound.id, until=date_words(until))

    def back(self, said: Said) -> str:
        """Goes on as it was, whether they paused by text or on their page."""
        rested = self.own.before(said).paused_on(said.today)
        self.own.change(said, paused=False, paused_until=None, sick_until=None)
        return self.renderer.answer("back" if rested else "not_paused", said.inbound.id)

    def _rest(self, said: Said) -> str:
        """Until when, in words; "" for until they say so."""
        until = ends(said.parsed.pause, said.today)
        self.own.before(said)
        self.own.change(said, paused=True, paused_until=until.isoformat() if until else None)
        return date_words(until) if until else ""


def ends(pause: Pause | None, today: date) -> date | None:
    """The local date on which everything resumes, None if they say when."""
    if pause is None or (pause.days is None and pause.until is None):
        return None
    if pause.until is not None:
        return today + timedelta(days=(pause.until - today.weekday() - 1) % WEEK + 1)
    days = pause.days or 0
    return today + timedelta(days=days) if 0 < days <= LONGEST_PAUSE else None
