"""The library that ships: enough of everything, for everybody."""

from itertools import product
from pathlib import Path

import pytest

from chalicelib.content.choose import Profile, eligible
from chalicelib.content.library import load
from chalicelib.content.model import KINDS, SEASONS, STAGES

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
NUDGES = tuple(item for kind in KINDS if kind != "check_in" for item in LIBRARY.items(kind))
LISTS = {
    "appreciation": LIBRARY.items("appreciation"),
    "gesture": LIBRARY.items("gesture"),
    "kind_word": LIBRARY.items("kind_word"),
    "date_night": LIBRARY.items("date_night"),
    "openers": LIBRARY.openers(),
    "closers": LIBRARY.closers(),
    "topics": LIBRARY.topics(),
}
AT_LEAST = {
    "appreciation": 16,
    "gesture": 14,
    "kind_word": 14,
    "date_night": 12,
    "openers": 12,
    "closers": 12,
    "topics": 12,
}
each_list = pytest.mark.parametrize("name", LISTS)


@each_list
def test_there_is_enough_of_everything(name: str) -> None:
    assert len(LISTS[name]) >= AT_LEAST[name]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "check_in"])
def test_no_act_is_asked_for_twice_in_a_kind(kind: str) -> None:
    acts = [item.act for item in LIBRARY.items(kind)]
    assert len(set(acts)) == len(acts)


def test_small_nudges_take_two_minutes_and_dates_fit_before_bed() -> None:
    for item in NUDGES:
        assert item.minutes in (range(10, 61) if item.kind == "date_night" else range(1, 3))


def test_two_dates_in_three_cost_nothing() -> None:
    dates = LIBRARY.items("date_night")
    assert 3 * sum(item.cost == "none" for item in dates) >= 2 * len(dates)


@each_list
def test_the_tightest_profile_still_has_a_choice(name: str) -> None:
    fewest = min(
        sum(
            eligible(item, Profile(stages, solo, touch, food, alcohol, money, season))
            for item in LISTS[name]
        )
        for solo, touch, food, alcohol, money in product((True, False), repeat=5)
        for stages in (frozenset[str](), *(frozenset({stage}) for stage in STAGES))
        for season in ("", *SEASONS)
    )
    assert fewest >= (6 if name == "date_night" else 10)
