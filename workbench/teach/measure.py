"""How well a text is understood that nobody taught: five-fold cross-validation, through `parse`.

A fifth of the strangers' texts at a time is understood by a reader that was taught with the other
four and all that is known. What the rules find in those texts, they find unaided.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from sklearn.model_selection import StratifiedKFold

from chalicelib.replies.meaning import Meaning
from chalicelib.replies.parse import parse
from chalicelib.replies.reader import parsed
from workbench.teach.file import packed
from workbench.teach.model import teach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.teach.texts import Text

FOLDS, TIMES = 5, 3
MEANINGS = set(get_args(Meaning))
LEAVING = {"stop", "wrong_number"}
HARMFUL = {"danger", "hostile", "misdirected"}

Found = Counter[tuple[str, str]]  # what it is, and what it was taken for


def cross_validated(strangers: Sequence[Text], known: Sequence[Text]) -> Found:
    """Three times over, each time folded otherwise: one folding is luck."""
    found: Found = Counter()
    for seed in range(TIMES):
        parts = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        for taught, asked in parts.split(strangers, [one.kind for one in strangers]):
            weights = parsed(packed(teach([*(strangers[at] for at in taught), *known]), ""))
            for one in (strangers[at] for at in asked):
                found[one.kind, parse(one.text, "thanks", weights.chances).meaning] += 1
    return found


def report(found: Found) -> str:
    others = {kind for kind, _ in found} - LEAVING
    rows = (
        ("opt-outs missed", {"stop"}, MEANINGS - LEAVING),
        ("stopped falsely", others, LEAVING),
        ("harmful read as thanks", HARMFUL, {"appreciation"}),
        ("other talk read as thanks", {"talk", "automatic"}, {"appreciation"}),
        ("danger that gets the help line", {"danger"}, {"danger"}),
        ("others that get it", others - {"danger"}, {"danger"}),
        ("thanks that get it", {"appreciation"}, {"danger"}),
        ("thanks kept unasked", {"appreciation"}, {"appreciation"}),
    )
    return "\n".join(f"{says:32}{_count(found, *what)}" for says, *what in rows)


def _count(found: Found, kinds: set[str], meanings: set[str]) -> str:
    of = sum(n for (kind, _), n in found.items() if kind in kinds)
    n = sum(n for (kind, meant), n in found.items() if kind in kinds and meant in meanings)
    return f"{n / TIMES:6.1f} of {of // TIMES:4} ({n / of:.1%})"
