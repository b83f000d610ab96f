"""What comes next: the pattern goes on where it stood, and no ring repeats before its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.choose import eligible
from chalicelib.content.library import load
from chalicelib.content.model import Item
from chalicelib.content.pick import pick_small, profile_of, ring_key
from chalicelib.couples.model import PATTERN, Comforts, Contact, Couple, new_partner

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
KINDS = sorted(set(PATTERN))
A_YEAR = 156  # Mon, Wed and Fri of 52 weeks
DEPTH = 40  # deliveries that the ledger reads back

Delivery = dict[str, Any]
Items = Callable[[str], Sequence[Item]]


def couple(name: str = "1", **changes: Any) -> Couple:
    alex = new_partner("Alex", "America/New_York", Contact("email", "a@example.com"))
    return Couple(name, replace(alex, **changes))


def shelf(**counts: int) -> Items:
    """So many items of each kind."""

    def items(kind: str) -> tuple[Item, ...]:
        return tuple(Item(f"{kind}-{number}", kind, "") for number in range(counts.get(kind, 0)))

    return items


def live(items: Items, who: Couple, times: int, since: Sequence[Delivery] = ()) -> list[Delivery]:
    """What comes in that many evenings, oldest first."""
    came = list(since)
    for _ in range(times):
        pick = pick_small(items, who, "a", came[::-1][:DEPTH])
        assert pick is not None
        came.append(pick.record())
    return came[len(since) :]


def test_the_pattern_goes_round_and_round() -> None:
    came = live(LIBRARY.items, couple(), 18)
    assert [one["kind"] for one in came] == [*PATTERN] * 3
    assert [one["step"] for one in came] == [0, 1, 2, 3, 4, 5] * 3


def test_it_goes_on_where_it_stood_whatever_stands_between() -> None:
    since: list[Delivery] = [
        {"kind": "gesture", "item": "gesture-1", "step": 4},
        {"kind": "check_in", "week": "2026-W48", "state": "sent"},
        {"state": "skipped", "reason": "paused"},
        {"state": "expired"},
    ]
    (following,) = live(LIBRARY.items, couple(), 1, since)
    assert following["kind"] == PATTERN[5]


def test_a_kind_of_which_nothing_fits_gives_way_to_the_next() -> None:
    came = live(shelf(appreciation=3, kind_word=3), couple(), 6)
    assert [one["kind"] for one in came] == [
        "appreciation", "appreciation", "appreciation", "kind_word", "appreciation", "appreciation",
    ]  # fmt: skip
    assert [one["step"] for one in came] == [0, 2, 3, 5, 0, 2]


def test_nothing_at_all_is_an_answer() -> None:
    assert pick_small(shelf(), couple(), "a", []) is None


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone_still_goes_round(kind: str) -> None:
    came = [one["item"] for one in live(shelf(**{kind: 5}), couple(), 15)]
    assert len(set(came[:5])) == 5
    assert came == came[:5] * 3


@given(
    st.fixed_dictionaries({kind: st.integers(1, 8) for kind in KINDS}),
    st.text(min_size=1, max_size=8),
)
def test_nothing_repeats_before_everything_of_its_kind_has_come(
    counts: dict[str, int], name: str
) -> None:
    came = live(shelf(**counts), couple(name), 60)
    for kind, count in counts.items():
        items = [one["item"] for one in came if one["kind"] == kind]
        for start in range(0, len(items), count):
            assert len(set(items[start : start + count])) == len(items[start : start + count])


@pytest.mark.parametrize("stages", [(), ("newborn",), ("school", "teens")])
@pytest.mark.parametrize("b", [False, True])
def test_a_year_on_the_default_rhythm_does_what_the_ring_says(
    stages: tuple[str, ...], *, b: bool
) -> None:
    """Each item that fits comes before any comes twice; so with enough of them none does."""
    who = couple(stages=stages)
    who = replace(who, b=who.a) if b else who
    came = live(LIBRARY.items, who, A_YEAR)
    for kind in KINDS:
        fitting = {one.id for one in LIBRARY.items(kind) if eligible(one, profile_of(who, "a"))}
        items = [one["item"] for one in came if one["kind"] == kind]
        assert len(items) == A_YEAR * PATTERN.count(kind) // len(PATTERN)
        assert len(set(items)) == min(len(items), len(fitting))


def test_two_partners_and_two_couples_go_their_own_ways() -> None:
    both = replace(couple(), b=couple().a)
    keys = {ring_key(both, "a"), ring_key(both, "b"), ring_key(couple("2"), "a")}
    assert len(keys) == 3


def test_what_is_known_of_a_couple_is_what_filters() -> None:
    none = Comforts(touch=False, food=False, alcohol=False, money=False)
    profile = profile_of(couple(stages=("newborn",), comforts=none), "a")
    assert profile.stages == {"newborn"}
    assert profile.solo
    assert not any((profile.touch, profile.food, profile.alcohol, profile.money))
    both = replace(couple(), b=couple().a)
    assert not profile_of(both, "a").solo
    waiting = replace(couple(), b=replace(couple().a, admitted=False))
    assert profile_of(waiting, "a").solo, "until a has said who it is"


def test_each_partners_own_comforts_count() -> None:
    dry = replace(couple().a, comforts=Comforts(alcohol=False))
    wet = replace(couple().a, comforts=Comforts(alcohol=True))
    both = Couple("1", dry, wet)
    assert (profile_of(both, "a").alcohol, profile_of(both, "b").alcohol) == (False, True)
