"""Words that a tired person reads once: Flesch-Kincaid grade 6 at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER
from workbench.content.texts import texts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.content.model import Item

HIGHEST = 6.0
# Below it one long word moves the grade by more than one; the formula was made for 100 words.
ENOUGH_WORDS = 15


def grade(text: str) -> float:
    """The school year in the US in which most can read it."""
    import textstat  # type: ignore[import-untyped]  # has no types

    return float(textstat.flesch_kincaid_grade(text.replace(PARTNER, "Sam")))


def readable(item: Item) -> Iterator[str]:
    for name, text in graded(item).items():
        if (found := grade(text)) > HIGHEST:
            do = "read" if name == "questions" else "reads"
            yield f"the {name} {do} at grade {found:.1f}; shorter words or sentences make it 6."


def graded(item: Item) -> dict[str, str]:
    """The texts that are long enough to say; questions are read one after the other."""
    named = texts(item)
    asked = [named.pop(name) for name in list(named) if name.startswith("question")]
    if asked:
        named["questions"] = " ".join(asked)
    return {name: text for name, text in named.items() if len(words(text)) >= ENOUGH_WORDS}
