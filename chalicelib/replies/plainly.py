"""Is it one short plain sentence, without a word that turns thanks around? Pure.

"She did the dishes" is what people write on most evenings. What wounds needs more words than that,
or one of these: "finally", "for once", "at least", "so kind of you".
"""

from __future__ import annotations

import re

from chalicelib.replies.words import alternatives

FEWEST, MOST = 3, 12  # words
_TURNS = alternatives(
    "always never again finally only just least once still even course sure wow great nice real",
    "really lot yeah yes how when while if but not no nothing nobody none without instead",
    "actually supposed usual typical lol haha ha guess suppose fine whatever ok okay must",
    "should could would please can will tell ask mr mrs dr coach team guys everyone hi hey dear",
    "hello love loved stop stopped hit hurt scared afraid after before until then because so",
    "too more less end leave left last first kill die dead died gone away cry cried phone money",
    "door gun knife police bruise drunk drink drinking angry mad shout shouted yell yelled",
    "quiet",
)
_TURNED = re.compile(rf"\b{_TURNS}\b|n['\u2019]?t\b", re.IGNORECASE)
# Only letters and commas, one end of a sentence at most, and nobody shouts.
_PLAIN = re.compile(r"[\w ,'\u2019&-]+[.!]?\s*")
_LOUD = re.compile(r"[A-Z]{3,}")


def is_plain(text: str) -> bool:
    """Of a text as it was typed."""
    few = FEWEST <= len(text.split()) <= MOST
    return few and bool(_PLAIN.fullmatch(text)) and not (_TURNED.search(text) or _LOUD.search(text))
