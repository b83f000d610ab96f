"""A name without what nobody sees: it stands in the middle of our sentences. Pure."""

from __future__ import annotations

import unicodedata

# Marks without a shape that names do need: they join emoji, and letters of several scripts.
_JOINERS = frozenset("\u200c\u200d")


def seen(name: str) -> str:
    """The name on one line, without controls and marks that turn the direction of what follows.

    An override (U+202E) in a name would write the rest of our line backwards (Unicode TR 36, 2.5).
    """
    kept = (character for character in name if _is_seen(character))
    words = " ".join("".join(kept).split())
    return words if any(character not in _JOINERS for character in words) else ""


def _is_seen(character: str) -> bool:
    if character in _JOINERS or character.isspace():
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
