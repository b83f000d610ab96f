"""How one's own words in the jar are shown: their fate, and the buttons that they have. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import Appreciation

FATES: Mapping[str, str] = {
    "kept": "only you see it",
    "held": "only you see it",
    "waiting": "for the check-in",
    "heard": "in the agenda",
}
PASSED = "passed on"  # whether it was heard already is the other's


def shelf(couple: Couple, words: Appreciation, when: str) -> dict[str, Any]:
    """One of one's own words, as the page shows it, with the buttons that it has."""
    return {
        "id": words.id,
        "text": words.text,
        "when": when,
        "fate": PASSED if words.passed else FATES[words.state],
        "buttons": [*_buttons(couple, words), ("delete", "Delete it")],
    }


def _buttons(couple: Couple, words: Appreciation) -> list[tuple[str, str]]:
    if words.passed or words.state == "heard":
        return []
    if couple.solo:
        return [("release", "It is a thank-you")] if words.state == "held" else []
    if words.state == "waiting":
        return [("tell", "Pass it on now"), ("private", "Keep it private")]
    keep = ("release", "Keep it for the check-in")
    return [keep] if words.state == "held" else [keep, ("tell", "Pass it on now")]
