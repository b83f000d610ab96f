"""Which item comes next: a personal ring that repeats nothing until it has gone round.

The items stand in the order of a hash of the person and the item. The next one is the next that
fits after the last one sent, so no history is kept: a new item slots in, a retired one drops out,
and neither moves the others. Preferences only filter.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.model import CHILD_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.content.model import Item


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a couple that decides which items fit."""

    stages: frozenset[str]  # of their children; empty: they have not said
    solo: bool
    touch: bool  # comforts: prompts of this sort are welcome
    food: bool
    alcohol: bool
    money: bool  # ideas may cost a little
    season: str  # "" when none applies


def eligible(item: Item, profile: Profile) -> bool:
    """Whether the item fits this couple. `outside` and `car` are nobody's comfort: they inform."""
    comforts = {"touch": profile.touch, "food": profile.food, "alcohol": profile.alcohol}
    return (
        _fits_stage(item.stages, profile.stages)
        and (not item.season or profile.season in item.season)
        and (item.solo or not profile.solo)
        and (item.cost == "none" or profile.money)
        and all(comforts.get(need, True) for need in item.needs)
    )


def choose(
    items: Iterable[Item], ring_key: str, last_id: str | None, profile: Profile
) -> Item | None:
    """The next item of this person's ring after `last_id`, or None if nothing fits.

    `last_id` keeps its place in the ring when it is retired, filtered out or unknown by now.
    """
    fitting = {_place(ring_key, item.id): item for item in items if eligible(item, profile)}
    if not fitting:
        return None
    last = _place(ring_key, last_id) if last_id is not None else None
    ahead = [place for place in fitting if last is None or place > last]
    return fitting[min(ahead or fitting)]


def _fits_stage(item_stages: tuple[str, ...], stages: frozenset[str]) -> bool:
    if not item_stages:
        return True
    if not stages:  # not said: what fits a family with children of any age
        return set(CHILD_STAGES) <= set(item_stages)
    return not stages.isdisjoint(item_stages)


def _place(ring_key: str, item_id: str) -> tuple[bytes, str]:
    """Where an item stands in a person's ring, whatever else is in it."""
    digest = hashlib.blake2b(f"{ring_key}\n{item_id}".encode(), digest_size=8).digest()
    return digest, item_id
