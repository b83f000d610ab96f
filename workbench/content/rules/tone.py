"""How it sounds: nothing that nags, counts, preaches, promises or guesses who people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.content.rules.banned import FAMILIES, NEEDS_TAG, ONLY_FOR
from workbench.content.texts import said

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from chalicelib.content.model import Item


def kind_words_only(item: Item) -> Iterator[str]:
    words = said(item)
    for family in FAMILIES:
        if hits := _found(family.pattern, words):
            yield f"{family.name} ({hits}); {family.instead}."


def children_named_by_stage(item: Item) -> Iterator[str]:
    """Who has no child of that age, or has not said, must not read of one."""
    if not item.stages and (hits := _found(ONLY_FOR, said(item))):
        yield f"speaks of {hits}; give it stages, or say it without."


def comforts_named(item: Item) -> Iterator[str]:
    for need, pattern in NEEDS_TAG.items():
        if need not in item.needs and (hits := _found(pattern, said(item))):
            yield f"speaks of {hits}; add {need!r} to its needs, or say it without."


def _found(pattern: re.Pattern[str], words: str) -> str:
    return ", ".join(repr(match.group()) for match in pattern.finditer(words))
