"""How one's own words in the jar are shown: their fate, and the buttons that they have. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.content.words import date_words
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import Appreciation

FATES: Mapping[str, str] = {
    "kept": "only you see it",
    "held": "only you see it",
    "waiting": "for the check-in",
    "heard": "in the agenda",
}
PASSED = "passed on"  # whether it was heard already is the other's
AT_A_TIME = 12  # a screen or two of them, with their buttons


def page_of(
    words: Sequence[Appreciation], number: int
) -> tuple[Sequence[Appreciation], dict[str, int]]:
    """A page of one's own words, newest first, and the numbers of the ones beside it (0: none).

    `number`: from 1 on. One that there is not shows the first.
    """
    newest_first = list(reversed(words))
    last = max(1, -(-len(newest_first) // AT_A_TIME))
    number = number if 1 <= number <= last else 1
    shown = newest_first[(number - 1) * AT_A_TIME : number * AT_A_TIME]
    return shown, {"earlier": number + 1 if number < last else 0, "later": number - 1}


def shelf(couple: Couple, words: Appreciation, zone: str) -> dict[str, Any]:
    """One of one's own words, as the page shows it, with the buttons that it has."""
    day = local_date(datetime.fromisoformat(words.at), zone)
    return {
        "id": words.id,
        "text": words.text,
        "when": date_words(day),
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
