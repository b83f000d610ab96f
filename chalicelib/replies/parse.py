"""What a text means. Pure: carrier words first, then opt-outs, danger, and what is no thanks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from chalicelib.replies import signs

Meaning = Literal[
    "stop", "start", "help", "danger", "digit", "wrong_number", "held", "appreciation", "empty"
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's meaning; `digit` for a digit."""

    meaning: Meaning
    digit: int | None = None


def parse(text: str) -> Parsed:
    """What the text means, whoever wrote it."""
    plain = _plain(text)
    if re.fullmatch(r"\d", plain):
        return Parsed("digit", int(plain))
    return Parsed(_whole(text, plain) or _anywhere(text, plain))


def _whole(text: str, plain: str) -> Meaning | None:
    """One word and nothing else, also spelt out ("S.T.O.P."), or what a phone sends by itself."""
    if not plain:
        return "held" if text.strip() else "empty"  # emoji alone
    if signs.REACTION.search(text.strip()):
        return "held"  # before all else: it quotes a text of ours, and those say STOP
    families: tuple[tuple[frozenset[str], Meaning], ...] = (
        (signs.STOP_WORDS, "stop"),
        (signs.START_WORDS, "start"),
        (signs.HELP_WORDS, "help"),
        (signs.SMALL_TALK, "held"),
    )
    word = plain.replace(" ", "")
    return next((meaning for family, meaning in families if word in family), None)


def _anywhere(text: str, plain: str) -> Meaning:
    """What stands in a sentence; leaving comes first, then danger."""
    sentences = map(_plain, re.split(r"[.!?;:\n\u2026]+", text))
    lines = "\n".join(filter(None, sentences))
    in_danger = signs.DANGER.search(lines)
    if signs.OPT_OUT.search(lines) or (_only_leaves(plain) and not in_danger):
        return "stop"
    if in_danger:
        return "danger"
    if signs.WRONG_NUMBER.search(plain):
        return "wrong_number"
    return "held" if _looks_unlike_thanks(text, lines) else "appreciation"


def _only_leaves(plain: str) -> bool:
    words = set(plain.split())
    return bool(words & signs.STOP_WORDS) and words <= signs.STOP_WORDS | signs.FILLERS


def _looks_unlike_thanks(text: str, lines: str) -> bool:
    """A question, an automatic reply, anger: shown to nobody yet."""
    in_lines = (signs.QUESTION, signs.AUTO_REPLY, signs.ANGER)
    return bool(signs.QUESTION_MARK.search(text)) or any(sign.search(lines) for sign in in_lines)


def _plain(text: str) -> str:
    """Lower case, without punctuation and emoji, single spaces; apostrophes close up."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    closed = re.sub("['\u2019\u2018\u02bc`]", "", lowered)
    return " ".join(re.sub(r"[^\w\s]|_", " ", closed).split())
