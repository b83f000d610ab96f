"""Every text fits one segment, in the network's own letters, with the longest of all names.

The longest name of a person, and the longest SERVICE_NAME that the settings accept: whoever runs
it under a name of their own must not find out by a text that is not sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER
from chalicelib.content.sms_text import LONGEST_NAME, ONE_SEGMENT, is_gsm7, units
from chalicelib.settings import NAME
from workbench.content.texts import texts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.content.model import Item
    from workbench.content.shelf import Shelf

LONGEST_SERVICE = "S" * NAME
CHOICE = (
    f"{LONGEST_SERVICE}: Date Thu 10:45? 1 %s 2 %s 3 %s Reply 1-3, 0 for early bed (good choice)."
)
CHOICES = 3
EMAIL_WORDS = 250


def longest_units(item: Item) -> int:
    """What its text takes with the longest names."""
    return units(f"{LONGEST_SERVICE}: {item.sms.replace(PARTNER, 'N' * LONGEST_NAME)}")


def one_segment(item: Item) -> Iterator[str]:
    if item.sms:
        longest = longest_units(item)
        if longest > ONE_SEGMENT:
            yield f"the sms takes {longest} units with long names; cut {longest - ONE_SEGMENT}."


def plain_letters(item: Item) -> Iterator[str]:
    for name, text in texts(item).items():
        strange = sorted({letter for letter in text if not is_gsm7(letter)})
        if strange:
            yield f"the {name} has {' '.join(strange)}, which texts lack; use plain letters."


def three_choices(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """The date's question names three of them: any three must fit."""
    by_length = sorted(shelf.lists()["date_night"], key=lambda item: -units(item.title))
    longest = by_length[:CHOICES]
    if len(longest) == CHOICES:
        taken = units(CHOICE % tuple(item.title for item in longest))
        if taken > ONE_SEGMENT:
            ids = ", ".join(item.id for item in longest)
            says = f"the three longest titles make a text of {taken} units; shorten {ids}."
            yield "date_night", says


def short_email(item: Item) -> Iterator[str]:
    count = sum(len(words(text)) for name, text in texts(item).items() if name != "sms")
    if count > EMAIL_WORDS:
        yield f"the email has {count} words; {EMAIL_WORDS} are the most."
