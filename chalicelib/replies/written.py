"""Words that somebody writes on a page: judged and kept by the rules for those that are texted."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from chalicelib.replies.jar import Appreciation, appreciation_id
from chalicelib.replies.parse import parse
from chalicelib.replies.said import LONGEST

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.replies.jar import Jar, JarState
    from chalicelib.replies.meaning import Parsed

# danger: never stored. stop: they want out, which is no thank-you. empty: nothing to keep.
Judged = Literal["thanks", "held", "danger", "stop", "empty"]


def in_one_line(text: str) -> str:
    """As a text would be kept."""
    return " ".join(text[:LONGEST].split())


def judged(text: str) -> Judged:
    """What the words are, written where a thank-you was asked for."""
    parsed = parse(text, "thanks")
    if parsed.meaning == "danger" or parsed.danger:
        return "danger"
    if parsed.meaning == "appreciation":
        return "thanks"
    return {"empty": "empty", "stop": "stop"}.get(parsed.meaning, "held")  # type: ignore[return-value]


def state_of(parsed: Parsed, couple: Couple) -> JarState:
    """Where words go: into the jar, to wait there for the check-in of two; or set aside."""
    if parsed.meaning != "appreciation":
        return "held"
    return "kept" if couple.solo else "waiting"


def keep_written(
    jar: Jar, couple: Couple, key: PartnerKey, text: str, since: datetime, now: datetime
) -> JarState | None:
    """Keep words from a page; None if they are not to be kept (see `judged`).

    The same words `since` the same moment are kept once: a form is sent twice, a page reloaded.
    Raises Gone if they left since the couple was read.
    """
    words = in_one_line(text)
    if judged(words) not in {"thanks", "held"}:
        return None
    state = state_of(parse(words, "thanks"), couple)
    cause = hashlib.sha256(f"{key}:{words}".encode()).hexdigest()[:8]
    jar.add(
        couple,
        Appreciation(
            id=appreciation_id(since, cause),
            author=key,
            text=words,
            source="page",
            state=state,
            at=now.isoformat(),
        ),
    )
    return state
