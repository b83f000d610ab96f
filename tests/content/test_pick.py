"""What comes next: the pattern goes on where it stood, and no ring repeats before its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.content.library import load
from chalicelib.content.pick import pick_small, ring_key
from chalicelib.couples.model import PATTERN
from tests.content.living import DEFAULT, EVERY_DAY, MONDAY, couple, evenings, live, shelf

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
KINDS = sorted(set(PATTERN))


def test_the_pattern_goes_round_and_round() -> None:
    came = live(LIBRARY.items, couple(), evenings(18))
    assert [one["kind"] for one in came] == [*PATTERN] * 3
    assert [one["step"] for one in came] == [0, 1, 2, 3, 4, 5] * 3


def test_it_goes_on_where_it_stood_whatever_stands_between() -> None:
    since: list[dict[str, Any]] = [
        {"kind": "gesture", "item": "gesture-1", "step": 4},
        {"kind": "check_in", "week": "2026-W48", "state": "sent"},
        {"state": "skipped", "reason": "paused"},
        {"state": "expired"},
    ]
    (following,) = live(LIBRARY.items, couple(), evenings(1), since)
    assert following["kind"] == PATTERN[5]


def test_a_kind_of_which_nothing_fits_gives_way_to_the_next() -> None:
    came = live(shelf(appreciation=3, kind_word=3), couple(), evenings(6))
    assert [one["kind"] for one in came] == [
        "appreciation", "appreciation", "appreciation", "kind_word", "appreciation", "appreciation",
    ]  # fmt: skip
    assert [one["step"] for one in came] == [0, 2, 3, 5, 0, 2]


def test_nothing_at_all_is_an_answer() -> None:
    assert pick_small(shelf(), couple(), "a", [], MONDAY) is None


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone_still_goes_round(kind: str) -> None:
    came = [one["item"] for one in live(shelf(**{kind: 5}), couple(), evenings(15))]
    assert len(set(came[:5])) == 5
    assert came == came[:5] * 3


@given(
    st.fixed_dictionaries({kind: st.integers(1, 8) for kind in KINDS}),
    st.text(min_size=1, max_size=8),
    st.sampled_from((DEFAULT, EVERY_DAY)),
)
@settings(deadline=None)
def test_nothing_repeats_before_everything_of_its_kind_has_come(
    counts: dict[str, int], name: str, days: tuple[int, ...]
) -> None:
    came = live(shelf(**counts), couple(name), evenings(60, days))
    for kind, count in counts.items():
        items = [one["item"] for one in came if one["kind"] == kind]
        for start in range(0, len(items), count):
            assert len(set(items[start : start + count])) == len(items[start : start + count])


def test_two_partners_and_two_couples_go_their_own_ways() -> None:
    both = replace(couple(), b=couple().a)
    keys = {ring_key(both, "a"), ring_key(both, "b"), ring_key(couple("2"), "a")}
    assert len(keys) == 3
