"""Which item comes next: the first along a personal ring that fits, and why others do not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.model import CHILD_STAGES
from chalicelib.content.ring import Ring, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from chalicelib.content.model import Item


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a couple, and of the day, that decides which items fit."""

    stages: frozenset[str]  # of their children; empty: they have not said
    solo: bool
    touch: bool  # comforts: prompts of this sort are welcome
    food: bool
    alcohol: bool
    money: bool  # ideas may cost a little
    season: str  # "" when none applies
    holidays: bool = False
    sick: bool = False  # the house, this week
    rough: bool = False  # this person said that it is a hard time between the two
    newborn: bool = False  # in the house, whoever said so
    disliked: frozenset[str] = frozenset()  # ids of items, and "kind/act"

    @property
    def seasons(self) -> frozenset[str]:
        """Everything that it is the time for."""
        now = {"holidays": self.holidays, "sick": self.sick, self.season: True}
        return frozenset(name for name, is_so in now.items() if is_so and name)

    @property
    def worn_out(self) -> bool:
        """A house in which ideas of some effort wait."""
        return self.newborn or "newborn" in self.stages or "sick" in self.seasons


def eligible(item: Item, profile: Profile) -> bool:
    """Whether the item fits this couple now. `outside` and `car` are nobody's comfort."""
    return not why_not(item, profile)


def why_not(item: Item, profile: Profile) -> str:
    """What keeps an item from this couple now, in a word: "" if nothing does."""
    comforts = {"touch": profile.touch, "food": profile.food, "alcohol": profile.alcohol}
    against = {
        "stage": not _fits_stage(item.stages, profile.stages),
        "season": bool(item.season) and profile.seasons.isdisjoint(item.season),
        "solo": profile.solo and not item.solo,
        "cost": item.cost != "none" and not profile.money,
        "comfort": not all(comforts.get(need, True) for need in item.needs),
        "disliked": not profile.disliked.isdisjoint((item.id, disliked_act(item.kind, item.act))),
        "mood": item.mood == "rough" and not profile.rough,
        "effort": item.effort == "some" and profile.worn_out,
    }
    return next((why for why, is_so in against.items() if is_so), "")


def disliked_act(kind: str, act: str) -> str:
    """How a profile names an act that is not wanted in a kind."""
    return f"{kind}/{act}"


def choose(
    items: Iterable[Item], ring_key: str, last_id: str | None, profile: Profile
) -> Item | None:
    """The next item of this person's ring after `last_id`, or None if nothing fits.

    `last_id` keeps its place in the ring when it is retired, filtered out or unknown by now.
    """
    lately = [] if last_id is None else [Told(last_id, last_id)]
    return first_of(Ring(ring_key, lately).line(items), profile, {})


def first_of(line: Sequence[Item], profile: Profile, used: Mapping[str, date]) -> Item | None:
    """The first of a line that fits and whose act is not among those `used` lately.

    If all that fit were used, the first of them: better one act twice than nothing at all.
    """
    again: Item | None = None
    for item in line:
        if eligible(item, profile):
            if item.act not in used:
                return item
            again = again or item
    return again


def _fits_stage(item_stages: tuple[str, ...], stages: frozenset[str]) -> bool:
    if not item_stages:
        return True
    if not stages:  # not said: what fits a family with children of any age
        return set(CHILD_STAGES) <= set(item_stages)
    return not stages.isdisjoint(item_stages)
