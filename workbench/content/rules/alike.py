"""No two texts say the same, in one kind or across kinds.

Measured is rapidfuzz's ratio of the words in alphabetical order, so that turning a sentence round
hides nothing. Its ratio by word sets put short questions beside any long text with the same
"what would you like" (84 of 100); docs/content.md shows the pairs by which the limits were chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.content.texts import texts, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.content.shelf import Shelf

NEAR = 72.0  # of 100; texts that have nothing to do with each other reach 69
NEAR_SHORT = 80.0  # the same for questions and lines, which reach 76 by "what did you"
SHORT = 12  # words; fewer are short
FEWEST = 4  # words; fewer are titles, which must differ and may be near
SAME_AGAIN = 85.0  # an email and its own sms: nobody gets both, so these may share a sentence


def nothing_twice(shelf: Shelf) -> Iterator[tuple[str, str]]:
    where, keys = _all_texts(shelf)
    for one, other, ratio in near_pairs(keys, NEAR):
        (item, name), (same, its) = where[one], where[other]
        long = min(len(keys[one].split()), len(keys[other].split())) >= SHORT
        if item != same and ratio >= (NEAR if long else NEAR_SHORT):
            yield item, f"the {name} is {ratio:.0f}% the {its} of {same}; write one of them anew."


def email_of_its_own(shelf: Shelf) -> Iterator[tuple[str, str]]:
    from rapidfuzz import fuzz

    for item in shelf.items:
        if item.sms:
            ratio = fuzz.ratio(sorted_words(item.sms), sorted_words(item.email))
            if ratio >= SAME_AGAIN:
                yield item.id, f"the email is {ratio:.0f}% the sms; give it words of its own."


def titles_differ(shelf: Shelf) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for item in shelf.items:
        title = " ".join(words(item.title))
        if title and title in seen:
            yield item.id, f"{seen[title]} has the same title; find another."
        seen.setdefault(title, item.id)


def near_pairs(keys: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Which of these are at least so near to each other, as places in the sequence."""
    from rapidfuzz import fuzz, process

    for one, key in enumerate(keys):
        rest = keys[one + 1 :]
        for _, ratio, at in process.extract(
            key, rest, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            yield one, one + 1 + at, ratio


def sorted_words(text: str) -> str:
    return " ".join(sorted(words(text)))


def _all_texts(shelf: Shelf) -> tuple[list[tuple[str, str]], list[str]]:
    """Whose text each is, and its words in order."""
    found = [
        ((item.id, name), sorted_words(text))
        for item in shelf.items
        for name, text in texts(item).items()
        if len(words(text)) >= FEWEST
    ]
    return [where for where, _ in found], [key for _, key in found]
