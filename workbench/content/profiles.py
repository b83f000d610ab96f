"""Everybody there can be: each combination of what decides which items fit, walked in one place."""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, Field, dataclass, fields
from itertools import product
from typing import TYPE_CHECKING, Any

from chalicelib.content.choose import Profile, eligible
from chalicelib.content.model import SEASONS, STAGES, Item
from workbench.content.shelf import list_of
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEVERAL: dict[str, tuple[Any, ...]] = {
    "stages": (frozenset(), *(frozenset({stage}) for stage in STAGES)),
    "season": ("", *SEASONS),  # one at a time, and these two are among them:
    "holidays": (False,),
    "sick": (False,),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How many items of each list one profile has."""

    profile: Profile
    counts: Counter[str]


def profiles() -> Iterator[Profile]:
    """Every combination, with one stage of children or none said, and one season or none.

    More stages or seasons only add to what fits (tests/content/test_choose.py): nobody has less.
    """
    names = [field.name for field in fields(Profile)]
    for values in product(*(_values(field) for field in fields(Profile))):
        yield Profile(**dict(zip(names, values, strict=True)))


def walk(items: Iterable[Item], everybody: Iterable[Profile]) -> list[Fit]:
    """Each profile with what fits it. Items that only differ in their words are asked once."""
    alike: dict[Item, Counter[str]] = {}
    for item in items:
        alike.setdefault(_tags(item), Counter())[list_of(item)] += 1
    return [Fit(profile, _fitting(alike, profile)) for profile in everybody]


def tightest(fits: Sequence[Fit], name: str) -> Fit:
    """Who has the fewest of this list."""
    return min(fits, key=lambda fit: fit.counts[name])


def described(profile: Profile) -> str:
    """In a few words: what they said, and what they do not want."""
    parts = ["+".join(sorted(profile.stages)) or "stages not said"]
    for field in fields(Profile):
        value = getattr(profile, field.name)
        if isinstance(value, bool):
            parts += _word(field.name, said=value)
    return ", ".join([*parts, profile.season or "no season"])


def _word(name: str, *, said: bool) -> list[str]:
    if name in ("touch", "food", "alcohol", "money"):
        return [] if said else [f"no {name}"]
    return [name] if said else []


def _fitting(alike: dict[Item, Counter[str]], profile: Profile) -> Counter[str]:
    fitting: Counter[str] = Counter()
    for item, counts in alike.items():
        if eligible(item, profile):
            fitting.update(counts)
    return fitting


def _values(field: Field[Any]) -> Iterable[Any]:
    if field.name in SEVERAL:
        return SEVERAL[field.name]
    if field.type in ("bool", bool):
        return (False, True)
    if field.default is not MISSING:
        return (field.default,)
    if field.default_factory is not MISSING:
        return (field.default_factory(),)
    raise WorkbenchError(f"workbench/content/profiles.py: say what Profile.{field.name} may be.")


def _tags(item: Item) -> Item:
    """The item with nothing but its tags, which are all that a profile is asked about."""
    tags = ("needs", "stages", "season", "effort", "mood", "cost", "solo")
    return Item(id="", kind="", email="", **{name: getattr(item, name) for name in tags})
