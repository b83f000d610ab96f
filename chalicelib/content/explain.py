"""Why an item comes, and why not one of those that stood before it. For the operator. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.choose import why_not
from chalicelib.content.pick import turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.content.pick import Delivery, Items, Turn
    from chalicelib.couples.model import Couple, PartnerKey

# What somebody wishes for themselves is nobody's business: neither what it is, nor that they said
# it. One word stands for all of it.
PRIVATE = ("comfort", "cost", "disliked")
NOT_WANTED = "not wanted"


@dataclass(frozen=True, slots=True)
class Passed:
    """An item that stood before the one that comes, and why it did not."""

    item: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an item came to be the one; `item` is None if nothing fits at all."""

    item: str | None
    passed: tuple[Passed, ...]
    note: str = ""  # what is unusual about the one that comes

    def words(self) -> list[str]:
        """One line each."""
        lines = [f"not {one.item}: {one.why}" for one in self.passed]
        return [*lines, f"but {self.item}: {self.note}"] if self.note else lines


def explain(
    items: Items, couple: Couple, key: PartnerKey, newest: Sequence[Delivery], day: date
) -> Explanation:
    """For what pick_small picks. Private wishes are not told apart; see PRIVATE."""
    passed: list[Passed] = []
    for turn in turns(items, couple, key, newest, day):
        pick = turn.pick()
        chosen = pick.item.id if pick else None
        passed += _passed(turn, chosen)
        if pick is not None:
            on = turn.used.get(pick.item.act)
            note = f"its act was used on {on}, but so were all others that fit" if on else ""
            return Explanation(chosen, tuple(passed), note)
    return Explanation(None, tuple(passed))


def _passed(turn: Turn, chosen: str | None) -> list[Passed]:
    """Those before the chosen one, but for what only a person in a hard time would get.

    Those would say by their presence, or their absence, who that is.
    """
    passed: list[Passed] = []
    for item in turn.line:
        if item.id == chosen:
            break
        if item.mood == "rough":
            continue
        why = why_not(item, turn.profile) or f"act used on {turn.used.get(item.act)}"
        passed.append(Passed(item.id, NOT_WANTED if why in PRIVATE else why))
    return passed
