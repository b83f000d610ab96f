"""Every pick can be explained, and no explanation says what somebody wishes for themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.content.explain import NOT_WANTED, Passed, explain
from chalicelib.content.library import load
from chalicelib.content.model import Item
from chalicelib.content.pick import pick_small
from chalicelib.couples.model import Comforts, Disliked
from tests.content.living import EVERY_DAY, MONDAY, couple, evenings, ids, live, only
from tests.couples.children import tapped

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
PLAIN = [Item(f"gesture-{n}", "gesture", "") for n in range(8)]
ORDER = ids(live(only(*PLAIN), couple(), evenings(8)))


def why(**tags: object) -> list[Passed]:
    """What is said of the first in the ring when it is tagged like this."""
    items = only(*(replace(one, **tags) if one.id == ORDER[0] else one for one in PLAIN))  # type: ignore[arg-type]
    who = couple(
        children=tapped("newborn"),
        comforts=Comforts(touch=False, food=False, alcohol=False, money=False),
        disliked=(Disliked(MONDAY.isoformat(), "gesture-x", "water"),),
    )
    found = explain(items, who, "a", [], MONDAY)
    assert found.item == (ORDER[1] if found.passed else ORDER[0])
    return list(found.passed)


def test_each_reason_has_its_word() -> None:
    first = ORDER[0]
    assert why() == []
    assert why(stages=("teens",)) == [Passed(first, "stage")]
    assert why(season=("summer",)) == [Passed(first, "season")]
    assert why(solo=False) == [Passed(first, "solo")]
    assert why(effort="some") == [Passed(first, "effort")]


def test_private_wishes_are_one_word_and_a_hard_time_is_none_at_all() -> None:
    for tags in ({"needs": ("touch",)}, {"needs": ("alcohol",)}, {"cost": "little"}):
        assert why(**tags) == [Passed(ORDER[0], NOT_WANTED)]
    assert why(act="water") == [Passed(ORDER[0], NOT_WANTED)]
    hard = only(*PLAIN, *(replace(one, id=f"{one.id}-r", mood="rough") for one in PLAIN))
    for who in (couple(), couple(rough_until="2027-12-24")):
        came = live(hard, who, evenings(1))
        assert explain(hard, who, "a", came, MONDAY + timedelta(days=2)).words() == []


def test_a_used_act_is_explained_with_its_date() -> None:
    items = only(*(replace(one, act="water") if one.id in ORDER[:2] else one for one in PLAIN))
    came = live(items, couple(), evenings(1))
    found = explain(items, couple(), "a", came, MONDAY + timedelta(days=2))
    assert found.words() == [f"not {ORDER[1]}: act used on 2026-11-23"]


def test_that_nothing_else_fits_is_said() -> None:
    items = only(*(replace(one, act="water") for one in PLAIN))
    came = live(items, couple(), evenings(1))
    found = explain(items, couple(), "a", came, MONDAY + timedelta(days=2))
    assert found.item == ORDER[1]
    assert found.note == "its act was used on 2026-11-23, but so were all others that fit"
    nothing = explain(only(), couple(), "a", [], MONDAY)
    assert (nothing.item, nothing.words()) == (None, [])


@given(st.text(max_size=6), st.integers(0, 60), st.booleans())
@settings(max_examples=20, deadline=None)
def test_what_is_explained_is_what_is_picked(name: str, count: int, rough: bool) -> None:
    who = couple(name, rough_until="2027-12-24" if rough else None)
    came = live(LIBRARY.items, who, evenings(count, EVERY_DAY))
    day = MONDAY + timedelta(days=count)
    pick = pick_small(LIBRARY.items, who, "a", came[::-1], day)
    found = explain(LIBRARY.items, who, "a", came[::-1], day)
    assert pick is not None
    assert found.item == pick.item.id
    assert pick.item.id not in {one.item for one in found.passed}
