"""How a line sounds that both are going to read: in danger, angry, or neither. Pure."""

from __future__ import annotations

import re
from typing import Literal

from chalicelib.replies import signs
from chalicelib.replies.parse import parse

Tone = Literal["danger", "anger", "fine"]
# A text speaks of the other one; a line on the agenda speaks to them.
TO_THEIR_FACE = re.compile(
    r"\b(?:scared|afraid|terrified|frightened) of you\b|\byou (?:scare|frighten|threaten) me\b"
)


def tone_of(text: str) -> Tone:
    """The signs by which a text is judged (signs.py), whatever else the line may mean."""
    closed = re.sub("['\u2019\u2018\u02bc`]", "", text.casefold())
    sentences = re.split(r"[.!?;:\n\u2026]+", closed)
    lines = "\n".join(" ".join(re.sub(r"[^\w\s]|_", " ", one).split()) for one in sentences)
    frightened = signs.DANGER.search(lines) or TO_THEIR_FACE.search(lines)
    if frightened or parse(text).meaning == "danger":
        return "danger"
    return "anger" if signs.ANGER.search(lines) else "fine"
