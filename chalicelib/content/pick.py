"""What a partner gets next: the kind by the pattern, the item by their ring. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.content.choose import first_of
from chalicelib.content.profile import profile_of, profile_of_both
from chalicelib.content.ring import Ring, Told
from chalicelib.couples.model import PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from chalicelib.content.choose import Profile
    from chalicelib.content.model import Item
    from chalicelib.couples.model import Couple, PartnerKey

    Items = Callable[[str], Sequence[Item]]
    Delivery = Mapping[str, Any]

__all__ = ["Pick", "Turn", "pick_small", "profile_of", "profile_of_both", "ring_key", "turns"]

NO_ACT_TWICE_IN = timedelta(days=30)
# What came before it has no say: every look at the same day must see the same, however far back
# the ledger was read. Long enough for an act to become free again while it is known who waits.
LOOKS_BACK = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Pick:
    """The chosen item, with its step in the pattern: the ledger keeps both as the cursor."""

    item: Item
    step: int
    reached: str = ""  # how far the ring had come, if this one had waited

    def record(self) -> dict[str, Any]:
        kept = {"kind": self.item.kind, "item": self.item.id, "step": self.step}
        if self.item.act:
            kept["act"] = self.item.act
        return kept | ({"reached": self.reached} if self.reached else {})


@dataclass(frozen=True, slots=True)
class Turn:
    """One kind's turn: who is asked, in order, and what is against any of them."""

    step: int
    line: tuple[Item, ...]
    profile: Profile
    used: Mapping[str, date]  # act -> when it last came, lately
    rings: tuple[Ring, Ring]  # of what is for every day, and for just now

    def pick(self) -> Pick | None:
        item = first_of(self.line, self.profile, self.used)
        if item is None:
            return None
        told = self.rings[for_now(item)].told(item.id)
        return Pick(item, self.step, told.reached if told.reached != item.id else "")


def pick_small(
    items: Items, couple: Couple, key: PartnerKey, newest: Sequence[Delivery], day: date
) -> Pick | None:
    """The next small nudge, on a local date, after a partner's `newest` deliveries (newest first).

    A kind of which nothing fits gives way to the next of the pattern; None if nothing fits.
    """
    picks = (turn.pick() for turn in turns(items, couple, key, newest, day))
    return next((pick for pick in picks if pick is not None), None)


def turns(
    items: Items, couple: Couple, key: PartnerKey, newest: Sequence[Delivery], day: date
) -> Iterator[Turn]:
    """Each kind's turn, in the order of the pattern from where it stands."""
    came = [one for delivery in newest if "item" in delivery for one in _came(delivery)]
    last_step = next((one.step for one in came if one.step is not None), -1)
    profile = profile_of(couple, key, day)
    used = _used(came, day)
    for ahead in range(1, len(PATTERN) + 1):
        step = (last_step + ahead) % len(PATTERN)
        kind = PATTERN[step]
        theirs = [one for one in came if one.kind == kind]
        line, rings = _line(items(kind), ring_key(couple, key), theirs, profile, day)
        yield Turn(step, tuple(line), profile, used, rings)


def ring_key(couple: Couple, key: str) -> str:
    return f"{couple.id}#{key}"


@dataclass(frozen=True, slots=True)
class _Came:
    """One delivery, as far as choosing reads it. An older one may lack what came later."""

    kind: str
    told: Told
    step: int | None
    act: str
    day: date | None


def _came(delivery: Delivery) -> Iterator[_Came]:
    """One, or each idea of a date's note: those with which the ring came on stand last."""
    item = delivery["item"]
    _, _, day, *_ = (*str(delivery.get("SK", "")).split("#"), "", "", "")  # DELIVERY#partner#date#
    on = date.fromisoformat(day) if day else None
    if "ideas" not in delivery:
        told = Told(item, delivery.get("reached", item))
        yield _Came(delivery["kind"], told, delivery.get("step"), delivery.get("act", ""), on)
        return
    came_to = delivery.get("came_to", item)
    for idea in sorted(delivery["ideas"], key=lambda one: bool(one == came_to)):
        first = idea == item
        told = Told(idea, delivery.get("reached", came_to) if first else came_to)
        act = delivery.get("act", "") if first else ""
        yield _Came(delivery["kind"], told, delivery.get("step"), act, on)


def _line(
    items: Sequence[Item], key: str, came: Sequence[_Came], profile: Profile, day: date
) -> tuple[list[Item], tuple[Ring, Ring]]:
    """What is for just now has a ring of its own and comes first, every other time at most."""
    every_day = [item for item in items if not for_now(item)]
    now = {item.id: item for item in items if for_now(item)}
    rings = (
        Ring(key, _lately([one for one in came if one.told.item not in now], day)),
        Ring(key, _lately([one for one in came if one.told.item in now], day)),
    )
    line = rings[0].line(every_day)
    if (profile.rough or profile.sick) and not (came and came[0].told.item in now):
        had = {told.item for told in rings[1].lately}
        line = [*rings[1].line(now[each] for each in now.keys() - had), *line]
    return line, rings


def for_now(item: Item) -> bool:
    """Whether it is only for a time that somebody said it is: a hard one, or a sick house."""
    return item.mood == "rough" or item.season == ("sick",)


def _lately(came: Sequence[_Came], day: date) -> list[Told]:
    """What came of one ring, newest first: the newest whenever it was, others if not long ago."""
    told: list[Told] = []
    seen = set[tuple[date | None, str]]()
    for one in came:
        if told and one.day and one.day < day - LOOKS_BACK:
            break
        if one.day is None or (one.day, one.told.item) not in seen:
            told.append(one.told)  # once, though it went by the other channel, too
        seen.add((one.day, one.told.item))
    return told


def _used(came: Sequence[_Came], day: date) -> dict[str, date]:
    """The acts of the last days, over all kinds, each with its newest date."""
    used: dict[str, date] = {}
    for one in came:
        if one.act and one.day and one.day > day - NO_ACT_TWICE_IN:
            used.setdefault(one.act, one.day)
    return used
