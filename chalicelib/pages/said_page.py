"""The page that shows one appreciation that was passed on, and nothing else. Looking changes
nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.model import other_of
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.links import Links
    from chalicelib.couples.store import Couples
    from chalicelib.replies.jar import Jar

GONE = 410


@dataclass(frozen=True, slots=True)
class SaidPage:
    """GET of the address that a text names when it cannot hold the words."""

    renderer: Renderer
    links: Links
    couples: Couples
    jar: Jar
    clock: Callable[[], datetime]

    def said(self, token: str) -> Reply:
        link = self.links.open_for(token, "relay", self.clock())
        couple = self.couples.get(link.facts["couple"]) if link else None
        if link is None or couple is None:
            return self._gone()
        words = self.jar.one(couple.id, link.facts["appreciation"])
        author = couple.other(link.facts["partner"])
        theirs = words is not None and words.author == other_of(link.facts["partner"])
        if words is None or author is None or not theirs or not words.passed:
            return self._gone()
        return Reply(self.renderer.page("said", words=words.text, author=author.name))

    def _gone(self) -> Reply:
        return Reply(self.renderer.page("expired"), GONE)
