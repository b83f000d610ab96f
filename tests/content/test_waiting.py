"""No act twice in thirty days; and what had to wait is not lost for the round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.content.model import Item
from chalicelib.content.pick import LOOKS_BACK, NO_ACT_TWICE_IN, pick_small
from chalicelib.couples.model import PATTERN, Couple
from tests.content.living import (
    EVERY_DAY,
    MONDAY,
    couple,
    evenings,
    ids,
    live,
    only,
)

if TYPE_CHECKING:
    from tests.content.living import Items

MANY = dict.fromkeys(PATTERN, 40)


def with_acts(acts: int, counts: dict[str, int]) -> Items:
    """Items of all kinds that share so many acts."""

    def items(kind: str) -> list[Item]:
        return [
            Item(f"{kind.replace('_', '-')}-{n}", kind, "", act=f"act {n % acts}")
            for n in range(counts.get(kind, 0))
        ]

    return items


def days_between_the_same(came: list[dict[str, Any]]) -> int:
    last: dict[str, date] = {}
    found = [10**6]
    for one in came:
        if one["act"] in last:
            found.append((one["date"] - last[one["act"]]).days)
        last[one["act"]] = one["date"]
    return min(found)


@given(st.text(max_size=6), st.integers(32, 60))
@settings(max_examples=20, deadline=None)
def test_no_act_comes_twice_in_thirty_days_over_all_kinds(name: str, acts: int) -> None:
    came = live(with_acts(acts, MANY), couple(name), evenings(120, EVERY_DAY))
    assert days_between_the_same(came) >= NO_ACT_TWICE_IN.days


def test_with_too_few_acts_one_comes_again_rather_than_nothing() -> None:
    came = live(with_acts(2, MANY), couple(), evenings(30, EVERY_DAY))
    assert len(came) == 30
    assert [one["kind"] for one in came] == [*PATTERN] * 5


@given(st.text(max_size=6))
@settings(max_examples=20, deadline=None)
def test_what_had_to_wait_for_its_act_still_comes_in_this_round(name: str) -> None:
    """Sixty-four, of which four share an act: passed over for good, they would be missing."""
    items = [
        Item(f"appreciation-{n}", "appreciation", "", act="dishes" if n < 4 else f"act {n}")
        for n in range(64)
    ]
    came = live(only(*items), couple(name), evenings(60, EVERY_DAY))
    assert days_between_the_same(came) >= NO_ACT_TWICE_IN.days
    assert len(set(ids(came))) == len(came), "nothing repeats, though four had to wait"


def test_what_waited_for_its_season_comes_when_that_begins() -> None:
    items = [Item(f"gesture-{n}", "gesture", "") for n in range(30)]
    order = ids(live(only(*items), couple(), evenings(30, EVERY_DAY)))
    passed = order[3]
    winter = [replace(one, season=("winter",)) if one.id == passed else one for one in items]
    came = live(only(*winter), couple(), evenings(12, EVERY_DAY, date(2026, 11, 25)))
    assert ids(came) == [*order[:3], *order[4:7], passed, *order[7:12]]


def shelf_of_acts(kind: str) -> list[Item]:
    return [Item(f"{kind.replace('_', '-')}-{n}", kind, "", act=f"a{n % 9}") for n in range(25)]


@given(st.text(max_size=6), st.integers(0, 30), st.integers(36, 200))
@settings(max_examples=30, deadline=None)
def test_how_far_the_ledger_was_read_back_changes_nothing(name: str, more: int, count: int) -> None:
    """What the page shows is chosen after more deliveries than what comes; both must agree."""
    who = couple(name)
    came = live(shelf_of_acts, who, evenings(count, EVERY_DAY))
    day = came[-1]["date"] + timedelta(days=1)
    needed = [one for one in came if day - one["date"] <= LOOKS_BACK]
    newest = max(12, len(needed)) + more
    assert pick_small(shelf_of_acts, who, "a", came[::-1][:newest], day) == pick_small(
        shelf_of_acts, who, "a", came[::-1], day
    )


def test_the_other_channel_counts_once() -> None:
    who, items = couple(), only(*(Item(f"gesture-{n}", "gesture", "") for n in range(9)))
    plain = live(items, who, evenings(9, EVERY_DAY))
    came = plain[:3]
    again = {**came[-1], "SK": keys.fallback_sk(came[-1]["SK"])}
    assert ids(live(items, who, evenings(6, EVERY_DAY, MONDAY + timedelta(days=3)), [*came, again])
               ) == ids(plain[3:])  # fmt: skip


def test_what_the_ledger_names_may_be_gone_or_from_older_days() -> None:
    items = only(*(Item(f"gesture-{n}", "gesture", "", act="x") for n in range(3)))
    old: list[dict[str, Any]] = [
        {"kind": "gesture", "item": "gesture-gone", "step": 4},
        {"kind": "polka", "item": "polka-1", "step": 3, "SK": "DELIVERY#a#2026-11-20#small"},
        {"SK": "DELIVERY#a#2026-11-21#small", "state": "expired", "through": "2026-11-22"},
    ]
    assert pick_small(items, couple(), "a", old[::-1], MONDAY) is not None


# A hard time, and a sick house: some items are for just now.
ROUGH = [Item(f"kind-word-r{n}", "kind_word", "", mood="rough") for n in range(5)]
PLAIN = [Item(f"kind-word-{n}", "kind_word", "") for n in range(40)]


def hard_until(until: date) -> Any:
    def change(who: Couple, _: date) -> Couple:
        return replace(who, a=replace(who.a, rough_until=until.isoformat()))

    return change


def test_in_a_hard_time_its_notes_come_first_and_every_other_time_at_most() -> None:
    until = MONDAY + timedelta(days=10)
    came = ids(
        live(only(*ROUGH, *PLAIN), couple(), evenings(20, EVERY_DAY), change=hard_until(until))
    )
    assert ["-r" in one for one in came] == [True, False] * 5 + [False] * 10
    without = ids(live(only(*PLAIN), couple(), evenings(15, EVERY_DAY)))
    assert [one for one in came if "-r" not in one] == without, "the ring goes on as it stood"
    assert len(set(came)) == len(came)


def test_when_all_of_a_hard_times_notes_have_come_they_do_not_come_again_soon() -> None:
    until = MONDAY + timedelta(days=30)
    came = ids(
        live(only(*ROUGH, *PLAIN), couple(), evenings(28, EVERY_DAY), change=hard_until(until))
    )
    assert sum("-r" in one for one in came) == len(ROUGH)


def test_in_a_sick_house_its_notes_come_first_too() -> None:
    sick = [Item(f"gesture-s{n}", "gesture", "", season=("sick",)) for n in range(3)]
    plain = [Item(f"gesture-{n}", "gesture", "") for n in range(20)]
    who = couple(sick_until=(MONDAY + timedelta(days=4)).isoformat())
    came = ids(live(only(*sick, *plain), who, evenings(8, EVERY_DAY)))
    assert ["-s" in one for one in came] == [True, False, True, False] + [False] * 4
