"""Short sentences, and as many of them as each text may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER
from workbench.content.texts import sentences, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.content.model import Item

LONGEST = 15  # words
IN_AN_EMAIL = range(2, 5)
MINUTES = {"date_night": range(10, 61)}
SMALL = range(1, 3)  # minutes of everything else


def short_sentences(item: Item) -> Iterator[str]:
    for name, text in texts(item).items():
        for each in sentences(text):
            if (count := len(each.split())) > LONGEST:
                yield f"the {name} has a sentence of {count} words; {LONGEST} at most: {each}"


def email_of_some_sentences(item: Item) -> Iterator[str]:
    count = len(sentences(item.email))
    if item.kind != "check_in" and count not in IN_AN_EMAIL:
        yield f"the email has {count} sentence(s); make it 2 to 4."


def no_name_in_front(item: Item) -> Iterator[str]:
    """The name may be "your partner", in lower case."""
    for name, text in texts(item).items():
        if any(each.startswith(PARTNER) for each in sentences(text)):
            yield f"the {name} starts a sentence with {PARTNER}; move it into the sentence."


def minutes(item: Item) -> Iterator[str]:
    fits = MINUTES.get(item.kind, SMALL)
    if item.kind != "check_in" and item.minutes not in fits:
        yield f"takes {item.minutes} minutes; a {item.kind} takes {fits[0]} to {fits[-1]}."
