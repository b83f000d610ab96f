"""JAR: three things back in one text, one's own and those that one has heard already."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.render import TooLong
from chalicelib.content.sms_text import to_gsm7
from chalicelib.couples.presence import present
from chalicelib.replies.said import Quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.content.render import Renderer
    from chalicelib.replies.jar import Appreciation, Jar
    from chalicelib.replies.said import Said

AT_ONCE = 3
LONGEST, SHORTEST = 100, 8  # characters of one
MINE = "You"


@dataclass(frozen=True, slots=True)
class ReadingBack:
    """The act. Never what the other keeps, or what still waits to be heard."""

    jar: Jar
    renderer: Renderer

    def jar_words(self, said: Said) -> str:
        found = [
            one
            for one in self.jar.all(said.couple.id)
            if one.state != "held" and (one.author == said.key or one.state == "heard")
        ]
        if not found:
            return self.renderer.answer("jar_empty", said.inbound.id, partner=said.name)
        words = self._fitted(said, _three_of(found, said.inbound.id))
        return Quoted.of(words, present(said.couple, said.key))

    def _fitted(self, said: Said, words: Sequence[Appreciation]) -> str:
        """As much of each as one text holds."""
        for length in range(LONGEST, SHORTEST, -1):
            lines = [f"{_who(said, one)}: {_shortened(to_gsm7(one.text), length)}" for one in words]
            try:
                return self.renderer.answer("jar", said.inbound.id, lines=lines)
            except TooLong:
                continue
        return self._fitted(said, words[1:])


def _three_of(found: Sequence[Appreciation], seed: str) -> list[Appreciation]:
    """The newest one, and others by chance; oldest first."""
    older = sorted(found[:-1], key=lambda one: zlib.crc32(f"{seed}{one.id}".encode()))
    return sorted([*older[: AT_ONCE - 1], found[-1]], key=lambda one: one.id)


def _who(said: Said, one: Appreciation) -> str:
    return MINE if one.author == said.key else said.name


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return f"{text[: length - 3].rstrip(' .,')}..."
