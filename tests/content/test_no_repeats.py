"""A year on the default rhythm repeats nothing, nor do six months of every day; for anybody.

Real dates and the real library: children grow, seasons turn, no act comes twice in thirty days.
Every combination of what somebody may be and like is lived through, in three climates by turns,
and without the newborn's pace, which only makes it easier. Day by day it is those for whom there is
least and most to choose from: a wish takes items away, and gives none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from chalicelib.content.dates import next_note
from chalicelib.content.library import load
from chalicelib.content.model import STAGES
from chalicelib.couples.model import Comforts, Couple
from tests.content.living import DEFAULT, EVERY_DAY, couple, evenings, live
from tests.couples.children import tapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.content.living import Delivery

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
RHYTHMS = {"a year of the default": (DEFAULT, 3 * 52), "six months of every day": (EVERY_DAY, 182)}
ZONES = ("America/New_York", "Australia/Sydney", "Asia/Singapore")
CHILDREN = ((), *((stage,) for stage in STAGES))


class Sort(NamedTuple):
    """One sort of person, as the failures name it."""

    children: tuple[str, ...]
    solo: bool
    touch: bool
    food: bool
    alcohol: bool
    money: bool

    def couple(self, number: int) -> Couple:
        comforts = Comforts(self.touch, self.food, self.alcohol, self.money)
        zone = ZONES[number % len(ZONES)]
        children = tapped(*self.children)
        one = couple(f"{number}", zone=zone, children=children, comforts=comforts)
        return one if self.solo else replace(one, b=one.a)


def sorts() -> Iterator[Sort]:
    yes_or_no = (False, True)
    for flags in product(CHILDREN, yes_or_no, yes_or_no, yes_or_no, yes_or_no, yes_or_no):
        yield Sort(*flags)


NUMBERS = {sort: number for number, sort in enumerate(sorts())}


def repeated(came: list[Delivery]) -> list[str]:
    """What was shown more than once, the two ideas beside a date's first among it."""
    shown = Counter(idea for one in came for idea in one.get("ideas", [one["item"]]))
    return [f"{item} x{count}" for item, count in shown.items() if count > 1]


def soonest_same_act(came: list[Delivery]) -> tuple[int, str]:
    """How many days lie between two of one act, at least."""
    last: dict[str, int] = {}
    soonest = (366, "")
    for one in came:
        act, day = one["act"], one["date"].toordinal()
        soonest = min(soonest, (day - last.get(act, -(10**6)), act))
        last[act] = day
    return soonest


every_rhythm = pytest.mark.parametrize("rhythm", RHYTHMS)
with_children = pytest.mark.parametrize(
    "children", CHILDREN, ids=lambda stages: "+".join(stages) or "not said"
)


@every_rhythm
@with_children
def test_nothing_repeats_for_who_has_least_or_most_to_choose_from(
    rhythm: str, children: tuple[str, ...]
) -> None:
    extremes = [one for one in sorts() if len({one.touch, one.food, one.alcohol, one.money}) == 1]
    assert troubles(rhythm, [one for one in extremes if one.children == children]) == []


@pytest.mark.long
@every_rhythm
@with_children
def test_nothing_repeats_for_anybody(rhythm: str, children: tuple[str, ...]) -> None:
    assert troubles(rhythm, [one for one in sorts() if one.children == children]) == []


def troubles(rhythm: str, people: list[Sort]) -> list[str]:
    """Each of these people for whom something comes twice, or an act within thirty days."""
    days, times = RHYTHMS[rhythm]
    found = []
    for sort in people:
        one = sort.couple(NUMBERS[sort])
        came = live(LIBRARY.items, one, evenings(times, days), choose=next_note)
        again, (between, act) = repeated(came), soonest_same_act(came)
        if again or between < 30:
            found.append(f"{sort}: {', '.join(again)}; {act!r} after {between} days")
    return found
