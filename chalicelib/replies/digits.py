"""Which of the digits that our last text offered? Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.replies.words import alternatives

if TYPE_CHECKING:
    from chalicelib.replies.meaning import About

OFFERING: frozenset[About] = frozenset({"kept", "meeting", "date"})
OFFERED = 3  # the highest digit a text of ours shows; "9" after one about the meeting is a time
_NAMES = {
    "zero": 0, "nought": 0, "one": 1, "first": 1, "1st": 1, "two": 2, "second": 2,
    "2nd": 2, "three": 3, "third": 3, "3rd": 3, "last": 3,
}  # fmt: skip
_BEFORE = alternatives(
    "please ok okay yes hi lets do we i will would go with for like want choose pick say think",
    "option opt number nr no choice answer reply the a take vote def definitely and prefer love",
    "oh ooh",
)
_AFTER = alternatives(
    "please thanks thank_you for_sure it_is sounds looks fun good great lovely nice perfect",
    "tonight one then ok yes definitely lol haha x xx all_the_way for_me for_us is my favorite",
    "obviously always again only",
)
_LEAD, _TAIL = f"(?:{_BEFORE} ){{0,6}}", f"(?: {_AFTER}){{0,6}}$"
_NUMERAL = re.compile(rf"^{_LEAD}(\d){_TAIL}")  # 2; 2 pls; #3; option 2
_NAMED = re.compile(rf"^{_LEAD}({alternatives(*_NAMES)}){_TAIL}")  # two; the first one
# "0 lol we are so tired"; "1 tell Sam now". No: "1 hour of sleep", "2 loads of washing"
_THEN = alternatives(
    "lol haha please thanks tell keep undo we i it that because sounds looks for_sure then kids",
    "sorry def definitely tonight z+ mm+ hm+",
)
_THEN_WORDS = re.compile(rf"^(?:option |number )?([0-{OFFERED}]) {_THEN}\b")


def digit_of(text: str, about: About) -> int | None:
    """The digit, of a text in plain words; words count as digits only where digits were offered."""
    found = _NUMERAL.search(text)
    if found:
        digit = int(found[1])
        return None if about in {"meeting", "date"} and digit > OFFERED else digit
    if about not in OFFERING:
        return None
    found = _THEN_WORDS.search(text)
    if found:
        return int(found[1])
    named = _NAMED.search(text)
    return _NAMES[named[1]] if named else None
