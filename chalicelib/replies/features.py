"""What of a text is weighed to tell what it means: its words, pairs, and parts of words. Pure."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from chalicelib.replies.words import clauses, own_words

BREAK = "|"  # between two clauses, and at both ends
PARTS = (3, 4)  # letters: "<stopping>" has "<st", "top", "ping", "ng>": slips share most of them
LONG = (12, 25, 50)  # words: shorter than the first, they are counted
# Beside other words these say nothing: "hi, he shook the baby, thank you".
COURTESY = frozenset({"hi", "hey", "hello", "ok", "okay", "please", "thanks", "thank you", "sorry"})
LONGEST = 1600  # characters: what Twilio lets anybody send


def features(text: str) -> frozenset[str]:
    """Of a text as it was written; each is weighed once, however often it is there."""
    text = own_words(text[:LONGEST])
    said = clauses(text).split("\n")
    words = [BREAK]
    for clause in [one for one in said if one not in COURTESY] or said:
        words += [*clause.split(), BREAK]
    found = {f"w {word}" for word in words}
    found |= {f"w {one} {other}" for one, other in pairwise(words)}
    found |= {f"c{part}" for word in set(words) - {BREAK} for part in parts(f"<{word}>")}
    found |= {f"e{sign}" for sign in text if sign == "?" or unicodedata.category(sign) == "So"}
    return frozenset(found | {f"n{_length(len(words))}"})


def parts(word: str) -> set[str]:
    return {word[at : at + size] for size in PARTS for at in range(len(word) - size + 1)}


def _length(words: int) -> int:
    return words if words < LONG[0] else LONG[0] + sum(words > one for one in LONG[1:])
