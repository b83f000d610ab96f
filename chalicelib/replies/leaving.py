"""Does the text say that its author wants no more of ours? Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from chalicelib.replies import leaving_doubts as doubts
from chalicelib.replies import leaving_keywords as keywords
from chalicelib.replies.leaving_words import CLEAR
from chalicelib.replies.spelling import slip
from chalicelib.replies.unspaced import LEAVING

if TYPE_CHECKING:
    from collections.abc import Callable

Leaving = Literal["stays", "doubtful", "leaves"]


def leaving(text: str, clauses: str, praises: Callable[[], bool]) -> Leaving:
    """Of a text in plain words, whole and by its clauses. What these rules miss, the reader weighs.

    "Stop it" and "stop" name nothing of ours; beside praise they are delight, alone they are meant.
    """
    if is_keyword(text) or doubts.WHOLE.search(text):
        return "leaves"
    if CLEAR.search(clauses) or LEAVING.search(clauses):
        return "leaves"
    if doubts.BARE.search(clauses) and (doubts.ASKED.search(clauses) or not praises()):
        return "leaves" if "\n" not in clauses else "doubtful"
    return "stays"


def is_keyword(text: str) -> bool:
    """A stop word, spelt out, or among small words, and nothing else."""
    if keywords.OF_LIFE.search(text):
        return False
    spoken = text.split()
    joined = "".join(spoken)
    if joined in keywords.STOP_WORDS or slip(joined, keywords.CARRIER):
        return True
    stops = keywords.STOP_WORDS.intersection(spoken)
    return bool(stops) and keywords.STOP_WORDS.union(keywords.FILLERS).issuperset(spoken)


def is_sign(text: str) -> bool:
    """The one thing an emoji can say clearly; with or without others beside it."""
    return any(sign in text for sign in keywords.SIGNS)
