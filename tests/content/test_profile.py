"""What is known of a couple on a day: what is private stays with whoever said it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.content.profile import DISLIKED_FOR, profile_of, profile_of_both
from chalicelib.couples.model import Comforts, Couple, Disliked
from tests.content.living import MONDAY, couple
from tests.couples.children import born, tapped

NEXT_WEEK = (MONDAY + timedelta(days=7)).isoformat()
WATER = Disliked(MONDAY.isoformat(), "kind-word-water", "water")


def two(a: dict[str, Any] | None = None, b: dict[str, Any] | None = None) -> Couple:
    return Couple("1", replace(couple().a, **(a or {})), replace(couple().a, **(b or {})))


def test_what_is_known_of_a_couple_is_what_filters() -> None:
    none = Comforts(touch=False, food=False, alcohol=False, money=False)
    profile = profile_of(couple(children=tapped("newborn"), comforts=none), "a", MONDAY)
    assert profile.stages == {"newborn"}
    assert profile.solo
    assert profile.season == "autumn"
    assert not any((profile.touch, profile.food, profile.alcohol, profile.money))
    assert not profile_of(two(), "a", MONDAY).solo
    assert profile_of(two(b={"admitted": False}), "a", MONDAY).solo, "until a has said who it is"


def test_a_year_goes_by_by_itself() -> None:
    who = couple(children=born("2026-07"), zone="Pacific/Auckland")
    seen = [
        (sorted(one.stages), one.season, one.holidays)
        for month in (12, 1, 3, 7)
        for one in [profile_of(who, "a", date(2026 + (month < 12), month, 5))]
    ]
    assert seen == [
        (["newborn"], "summer", False),
        (["newborn"], "summer", True),
        (["toddler"], "autumn", False),
        (["toddler"], "winter", False),
    ]


def test_each_partners_own_comforts_dislikes_and_hard_times_count() -> None:
    own = {"comforts": Comforts(alcohol=True), "disliked": (WATER,), "rough_until": NEXT_WEEK}
    a, b = (profile_of(two(own), key, MONDAY) for key in ("a", "b"))
    assert (a.alcohol, a.rough) == (True, True)
    assert a.disliked == {"kind-word-water", "kind_word/water"}
    assert (b.alcohol, b.rough, b.disliked) == (False, False, frozenset())


def test_a_sick_house_and_a_newborn_are_everybodys_who_lives_there() -> None:
    said = {"sick_until": NEXT_WEEK, "children": tapped("newborn")}
    for key in ("a", "b"):
        profile = profile_of(two({"children": tapped("school")}, said), key, MONDAY)
        assert (profile.sick, profile.newborn, profile.worn_out) == (True, True, True)
    alone = profile_of(two(b={**said, "admitted": False}), "a", MONDAY)
    assert (alone.sick, alone.newborn) == (False, False)
    waiting = profile_of(two(b={**said, "admitted": False}), "b", MONDAY)
    assert (waiting.sick, waiting.newborn) == (True, True)


@pytest.mark.parametrize(("days", "still"), [(0, True), (6, True), (7, False), (400, False)])
def test_a_sick_house_and_a_hard_time_end_by_themselves(days: int, still: bool) -> None:
    who = couple(sick_until=NEXT_WEEK, rough_until=NEXT_WEEK)
    profile = profile_of(who, "a", MONDAY + timedelta(days=days))
    assert (profile.sick, profile.rough) == (still, still)


@pytest.mark.parametrize(("days", "still"), [(DISLIKED_FOR - 1, True), (DISLIKED_FOR, False)])
def test_a_dislike_is_forgotten_after_a_year(days: int, still: bool) -> None:
    profile = profile_of(couple(disliked=(WATER,)), "a", MONDAY + timedelta(days=days))
    assert bool(profile.disliked) == still


def test_what_is_said_to_the_two_together_suits_both_and_betrays_neither() -> None:
    touchy = {"comforts": Comforts(touch=True, alcohol=True), "children": born("2018-01")}
    other = {
        "comforts": Comforts(touch=False, alcohol=True),
        "children": born("2026-10"),
        "disliked": (WATER,),
        "rough_until": NEXT_WEEK,
    }
    both = profile_of_both(two(touchy, other), MONDAY)
    assert (both.touch, both.alcohol, both.food) == (False, True, True)
    assert both.stages == {"school", "newborn"}
    assert (both.rough, both.disliked) == (False, frozenset())
