"""Three ideas for a date: what stands beside each other, and how soon anything comes again.

Picked ones do not come again within a year; what was only shown, not within eight weeks.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.content.dates import (
    GOOD_TO_HAVE,
    evenings_left,
    how_it_goes,
    in_the_agenda,
    next_note,
    without,
)
from chalicelib.content.library import load
from chalicelib.content.model import Item
from chalicelib.content.pick import pick_small
from chalicelib.couples.dates import KEPT_BACK
from chalicelib.couples.model import Comforts, Couple
from chalicelib.delivery.store import CURSOR_DEPTHS
from tests.content.living import DEFAULT, EVERY_DAY, MONDAY, couple, evenings, only
from tests.couples.children import tapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.content.dates import Note
    from tests.content.living import Items

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
PLAIN = couple("7")
TIGHT = couple("8", comforts=Comforts(*[False] * 4), children=tapped("newborn"))
A_YEAR, EIGHT_WEEKS = timedelta(days=365), timedelta(weeks=8)
RHYTHMS = {"default": (DEFAULT, 3 * 52), "every day": (EVERY_DAY, 365)}


def idea(name: str, **more: Any) -> Item:
    return Item(f"date-night-{name}", "date_night", "", act=name, title=name, **more)


def lived(
    who: Couple, dates: Iterable[date], picks: float, items: Items = LIBRARY.items
) -> tuple[list[tuple[date, Note]], list[tuple[date, str]]]:
    """The dates' notes of somebody who picks so many of them; and what they picked."""
    came: list[dict[str, Any]] = []
    asked: list[tuple[date, Note]] = []
    picked: list[tuple[date, str]] = []
    dice = Random(f"{who.id} {picks}")  # noqa: S311 - nothing secret
    for day in dates:
        kept_back = [one for on, one in picked[-KEPT_BACK:] if day - on < A_YEAR]
        newest = came[: -CURSOR_DEPTHS[1] - 1 : -1]
        note = next_note(without(items, partial(frozenset, kept_back)), who, "a", newest, day)
        assert note is not None
        came.append({"SK": keys.delivery_sk("a", day.isoformat(), "small"), **note.record()})
        if note.ideas:
            asked.append((day, note))
            if dice.random() < picks:
                picked.append((day, dice.choice(note.ideas).id))
    return asked, picked


def every(days: int, times: int) -> list[date]:
    return [MONDAY + timedelta(days=days * number) for number in range(times)]


def soonest(seen: Iterable[tuple[date, str]]) -> timedelta:
    """How long it took at least until something came again."""
    last: dict[str, date] = {}
    between = timedelta.max
    for day, name in seen:
        between = min(between, day - last.get(name, date.min))
        last[name] = day
    return between


@pytest.mark.parametrize("picks", [0, 0.2, 1])
@pytest.mark.parametrize("who", [PLAIN, TIGHT], ids=["plain", "tight"])
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_how_soon_anything_comes_again(rhythm: str, who: Couple, picks: float) -> None:
    days, times = RHYTHMS[rhythm]
    asked, picked = lived(who, evenings(times, days), picks)
    shown = [(day, one.id) for day, note in asked for one in note.ideas]
    assert soonest(shown) >= EIGHT_WEEKS
    assert soonest(picked) >= (A_YEAR if rhythm == "default" else timedelta(days=182))


@pytest.mark.parametrize("who", [PLAIN, TIGHT], ids=["plain", "tight"])
def test_the_three_ask_for_three_things_one_of_them_free_and_one_lying_down(who: Couple) -> None:
    asked, _ = lived(who, evenings(156), 0.2)
    assert len(asked) == 26
    for _, note in asked:
        assert len({one.act for one in note.ideas}) == 3
        for good in GOOD_TO_HAVE:
            assert any(map(good, note.ideas))


def test_room_is_kept_for_what_the_others_are_not() -> None:
    costly = [idea(f"dear-{each}", cost="little", effort="some") for each in range(20)]
    items = only(*costly, idea("free", effort="some"), idea("lying", cost="little", effort="lying"))
    for name in "abcdef":
        note = next_note(items, couple(name), "a", [], MONDAY)
        assert note is not None
        assert {one.id for one in note.ideas} >= {"date-night-free", "date-night-lying"}


def test_the_first_is_what_alone_would_have_come() -> None:
    came: list[dict[str, Any]] = []
    for day in evenings(60):
        alone = pick_small(LIBRARY.items, PLAIN, "a", came[::-1], day)
        note = next_note(LIBRARY.items, PLAIN, "a", came[::-1], day)
        assert note is not None
        assert alone is not None
        assert note.item == alone.item
        came.append({"SK": keys.delivery_sk("a", day.isoformat(), "small"), **note.record()})


@pytest.mark.parametrize(("has", "shows"), [(1, 1), (2, 2), (3, 3), (4, 3)])
def test_a_small_shelf_shows_what_it_has(has: int, shows: int) -> None:
    items = only(*(idea(str(each)) for each in range(has)))
    asked, _ = lived(PLAIN, every(35, 9), 0, items)
    assert [len(note.ideas) for _, note in asked] == [shows] * 9


def test_a_shelf_of_seven_goes_round_evenly() -> None:
    items = only(*(idea(str(each)) for each in range(7)))
    asked, _ = lived(PLAIN, every(35, 14), 0, items)
    shown = [one.id for _, note in asked for one in note.ideas]
    for start in range(0, len(shown), 7):
        assert len(set(shown[start : start + 7])) == 7


def test_what_did_not_fit_in_its_turn_comes_as_soon_as_it_does() -> None:
    items = only(idea("snow", season=("winter",)), *(idea(str(each)) for each in range(30)))
    before: list[bool] = []
    after: list[bool] = []
    for who in map(couple, "abcdefgh"):
        asked, _ = lived(who, every(14, 5), 0, items)
        for day, note in asked:
            has = any(one.id == "date-night-snow" for one in note.ideas)
            (before if day.month == 11 else after).append(has)
    assert not any(before)
    assert any(after)


def test_a_second_channel_counts_as_the_same_evening() -> None:
    items = only(*(idea(str(each)) for each in range(12)))
    first = next_note(items, PLAIN, "a", [], MONDAY)
    assert first is not None
    sk = keys.delivery_sk("a", MONDAY.isoformat(), "small")
    once = [{"SK": sk, **first.record()}]
    twice = [{"SK": keys.fallback_sk(sk), **first.record()}, *once]
    later = MONDAY + timedelta(days=14)
    assert next_note(items, PLAIN, "a", twice, later) == next_note(items, PLAIN, "a", once, later)


def test_a_sick_house_gets_what_is_for_it_first_and_the_ring_goes_on_as_before() -> None:
    sick = couple("7", sick_until=(MONDAY + timedelta(days=3)).isoformat())
    items = only(idea("sick", season=("sick",)), *(idea(str(each)) for each in range(12)))
    note = next_note(items, sick, "a", [], MONDAY)
    assert note is not None
    assert note.item.id == "date-night-sick"
    sk = keys.delivery_sk("a", MONDAY.isoformat(), "small")
    later = MONDAY + timedelta(days=14)
    after = next_note(items, PLAIN, "a", [{"SK": sk, **note.record()}], later)
    assert after is not None
    assert not {one.id for one in note.ideas} & {one.id for one in after.ideas}
    three = next_note(items, PLAIN, "a", [], MONDAY)
    assert three is not None
    assert [one.id for one in three.ideas][:2] == [one.id for one in note.ideas][1:]


WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "any night till Sunday"), (3, "tonight or tomorrow"), (4, "tonight")],
)
def test_a_date_is_for_any_evening_that_is_left_of_its_week(days: int, says: str) -> None:
    assert evenings_left(WEDNESDAY + timedelta(days=days)) == says


def test_a_date_is_a_plan_or_its_questions() -> None:
    assert how_it_goes(idea("x", plan="Ask {partner}."), "Sam") == "Ask Sam."
    assert how_it_goes(idea("x", questions=("A?", "B?", "{partner}?")), "Sam") == "A? B? Sam?"


def test_the_agenda_is_neutral_about_it() -> None:
    assert in_the_agenda("", ahead=True) == ""
    assert in_the_agenda("Map tour", ahead=True) == "This week's date: Map tour."
    said = in_the_agenda("Map tour", ahead=False)
    assert "Map tour" in said
    assert said.endswith("how was it, if it was?")
