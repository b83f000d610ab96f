"""The date's note: an idea and two more beside it, to choose from. Pure.

The three stand one after the other in the partner's ring, and the ring goes on after the last of
them. So nothing that was shown comes again before the ring has gone round; what was picked is
kept back for longer (`without`), as it was read whole, and done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.content.choose import eligible
from chalicelib.content.model import PARTNER
from chalicelib.content.pick import Pick, for_now, turns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from chalicelib.content.model import Item
    from chalicelib.content.pick import Delivery, Items, Turn
    from chalicelib.couples.model import Couple, PartnerKey

DATE = "date_night"
BESIDE = 2
SATURDAY, SUNDAY = 5, 6
# What at least one of the three is: nothing to pay, and nothing to get up for.
GOOD_TO_HAVE: tuple[Callable[[Item], bool], ...] = (
    lambda item: item.cost == "none",
    lambda item: item.effort == "lying",
)


@dataclass(frozen=True, slots=True)
class Note:
    """A small note: an item, and for a date all that one can choose from."""

    pick: Pick
    ideas: tuple[Item, ...] = ()
    came_to: str = ""  # how far the ring has come with the last of them

    @property
    def item(self) -> Item:
        return self.pick.item

    def record(self) -> dict[str, Any]:
        """What the ledger keeps. `reached` is then that of what is for just now, in its own ring;
        the others' is `came_to`."""
        kept = self.pick.record()
        if self.ideas:
            reached = kept.pop("reached", self.item.id)
            kept["ideas"] = [one.id for one in self.ideas]
            kept |= {"came_to": self.came_to} if self.came_to else {}
            kept |= {"reached": reached} if for_now(self.item) else {}
        return kept


def next_note(
    items: Items, couple: Couple, key: PartnerKey, newest: Sequence[Delivery], day: date
) -> Note | None:
    """What pick_small picks, and for a date what stands beside it."""
    for turn in turns(items, couple, key, newest, day):
        pick = turn.pick()
        if pick is not None:
            return _with_more(turn, pick) if pick.item.kind == DATE else Note(pick)
    return None


def without(items: Items, picked: Callable[[], frozenset[str]]) -> Items:
    """The library without the dates that were picked; those are asked for only if need be."""

    def left(kind: str) -> Sequence[Item]:
        found = items(kind)
        if kind != DATE:
            return found
        gone = picked()
        return [item for item in found if item.id not in gone]

    return left


def how_it_goes(item: Item, name: str) -> str:
    """What a date asks for, in one go: its plan, or its questions."""
    return (item.plan or " ".join(item.questions)).replace(PARTNER, name)


def evenings_left(day: date) -> str:
    """When a date may be, said on a day of its week."""
    if day.weekday() == SUNDAY:
        return "tonight"
    return "tonight or tomorrow" if day.weekday() == SATURDAY else "any night till Sunday"


def in_the_agenda(title: str, *, ahead: bool) -> str:
    """What the check-in says of the week's date."""
    if not title:
        return ""
    if ahead:
        return f"This week's date: {title}."
    return f"Your date, {title}: how was it, if it was?"


def _with_more(turn: Turn, pick: Pick) -> Note:
    ideas = [pick.item]
    rest = [
        item
        for item in turn.line
        if eligible(item, turn.profile) and item.act not in turn.used and not for_now(item)
    ]
    for places in range(BESIDE, 0, -1):
        rest = [item for item in rest if item.act not in {one.act for one in ideas}]
        if rest:
            ideas.append(_best(rest, ideas, places))
    return Note(pick, tuple(ideas), _came_to(turn, ideas))


def _best(rest: Sequence[Item], ideas: Sequence[Item], places: int) -> Item:
    """The next along the ring, unless there is just room left for what the others are not."""
    lacking = [good for good in GOOD_TO_HAVE if not any(map(good, ideas))]
    if len(lacking) < places:
        return rest[0]
    return max(rest, key=lambda item: sum(good(item) for good in lacking))


def _came_to(turn: Turn, ideas: Sequence[Item]) -> str:
    """Where the ring of every day has come to: at the furthest of the ideas, unless all waited."""
    shown = {one.id for one in ideas if not for_now(one)}
    last = next((item.id for item in reversed(turn.line) if item.id in shown), "")
    return turn.rings[0].told(last).reached if last else ""
