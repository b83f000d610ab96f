"""Texts that ask for nothing: an "ok", a "thanks"; and what a phone sends by itself. Pure."""

from __future__ import annotations

import re

from chalicelib.replies.phones import AUTOMATIC, is_reaction
from chalicelib.replies.words import alternatives, clauses, own_words, plain

_NOTHING = alternatives(
    "ok okay okey k kk fine good great nice cool perfect lovely got_it will_do noted sure yep yup",
    "yeah thanks thank_you thx ty thanks_a_lot many_thanks ok_thanks ok_thank_you okay_thanks",
    "cheers sounds_good good_idea great_idea lol haha ha done did_it good_night goodnight",
    "good_morning hi hey hello",
)
NOTHING = re.compile(rf"\A{_NOTHING}\Z")


def is_small_talk(text: str) -> bool:
    return bool(NOTHING.search(plain(text)))


def is_sent_by_itself(text: str) -> bool:
    """A reaction to our text, or an automatic reply to it: nobody typed it."""
    return is_reaction(text) or bool(AUTOMATIC.search(clauses(own_words(text))))
