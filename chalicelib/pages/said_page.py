"""The page that shows one appreciation that was passed on, and nothing else. Looking changes
nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.links import reader
from chalicelib.couples.model import other_of
from chalicelib.pages.web import Reply
from chalicelib.replies.jar import from_item

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.links import Links
    from chalicelib.couples.together import Together

GONE = 410


@dataclass(frozen=True, slots=True)
class SaidPage:
    """GET of the address that a text names when it cannot hold the words."""

    renderer: Renderer
    links: Links
    together: Together
    clock: Callable[[], datetime]

    def said(self, token: str) -> Reply:
        link = self.links.open_for(token, "relay", self.clock())
        if link is None:
            return self._gone()
        sk = keys.appreciation_sk(link.facts["appreciation"])
        found = self.together.read(link.facts["couple"], [sk])
        if found is None or sk not in found.items or reader(link, found.couple) is None:
            return self._gone()
        words = from_item(found.items[sk])
        author = found.couple.other(link.facts["partner"])
        theirs = words.author == other_of(link.facts["partner"])
        if author is None or not theirs or not words.passed:
            return self._gone()
        return Reply(self.renderer.page("said", words=words.text, author=author.name))

    def _gone(self) -> Reply:
        return Reply(self.renderer.page("expired"), GONE)
