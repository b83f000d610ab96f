"""A newborn's pace begins and ends by itself, and what was shown before is what came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.couples.model import Child, Contact, Disliked, Partner
from chalicelib.scheduling.due import following, next_slot, slot_on
from chalicelib.scheduling.entries import plan_from, shelf
from chalicelib.scheduling.preview import Preview
from chalicelib.scheduling.rhythms import plan_of
from tests.couples.children import born, tapped
from tests.scheduling.anybody import couples
from tests.world import START, World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

FIRST, LAST = date(2026, 11, 23), date(2027, 12, 31)
A_DAY = timedelta(days=1)


def living_with(world: World, *contacts: Contact, **changes: Any) -> Couple:
    couple = world.couple(*contacts, b=Contact("email", "sam@example.com"))

    def change(one: Couple) -> Couple:
        small = replace(one.a.small, days=changes.pop("days", one.a.small.days))
        return replace(one, a=replace(one.a, small=small, **changes))

    return world.preferences.edit(couple.id, change, world.clock())


def shown(world: World, couple: Couple, days: int) -> list[tuple[Any, ...]]:
    entries = world.couples.due_entries(couple.id)
    preview = Preview(world.library.items, world.ledger.newest, world.dates.picked)
    return sorted(
        (key, one.times.local_date.isoformat(), one.rhythm, one.kind, one.item)
        for key in ("a", "b")
        for one in preview.upcoming(couple, key, world.clock(), days, entries)
    )


def came(world: World, couple: Couple) -> list[tuple[Any, ...]]:
    found = []
    for one in world.deliveries(couple):
        _, key, day, rhythm = one["SK"].split("#")
        found.append((key, day, rhythm, one["kind"], one.get("item")))
    return sorted(found)


LIVES: dict[str, dict[str, Any]] = {
    "a newborn that grows": {"children": born("2026-06"), "days": (0, 2, 4)},
    "a baby that is due": {"children": born("2027-01"), "days": tuple(range(7))},
    "one after the other": {"children": (*born("2026-04", "2027-01"), *tapped("school"))},
    "everything at once": {
        "children": tapped("newborn", month="2026-08"),
        "days": tuple(range(7)),
        "rough_until": "2026-12-24",
        "sick_until": "2026-12-03",
        "disliked": (Disliked("2026-01-01", "gesture-charger", "charger"),),
    },
}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_what_is_shown_for_months_is_what_comes_without_an_edit(life: dict[str, Any]) -> None:
    world = World()
    couple = living_with(world, Contact("email", "alex@example.com"), **life)
    before = world.read(couple).version
    said = shown(world, couple, 100)
    world.until(START + 100 * A_DAY - timedelta(hours=7))  # midnight there
    assert came(world, couple) == said
    assert world.read(couple).version == before
    days = {one[1] for one in said if one[0] == "a" and one[2] == "small"}
    assert 100 // 7 < len(days) < len(couple.a.small.days) * 15, "slow for a while, and not always"


def with_children(couple: Couple, children: tuple[Child, ...]) -> Couple:
    def at_the_pace(one: Partner) -> Partner:
        return replace(one, children=children, small=replace(one.small, newborn_pace=True))

    b = at_the_pace(couple.b) if couple.b else None
    return replace(couple, a=at_the_pace(couple.a), b=b)


MONTHS = st.dates(date(2025, 12, 1), date(2027, 12, 1)).map(lambda day: day.isoformat()[:7])


@given(couples("America/New_York"), st.lists(MONTHS.map(Child), max_size=3).map(tuple))
@settings(max_examples=40, deadline=None)
def test_walking_from_slot_to_slot_meets_every_date_that_has_one(
    couple: Couple, children: tuple[Child, ...]
) -> None:
    """As planning walks, from the plan as the index keeps it; and as a slot is looked at again."""
    couple = with_children(couple, children)
    plan = plan_of(couple, "a", "small", FIRST)
    if plan is None:
        return
    days = [FIRST + number * A_DAY for number in range((LAST - FIRST).days)]
    wanted = [day for day in days if slot_on(plan, day)]
    today = plan_of(couple, "a", "small")
    assert today is not None
    assert wanted == [day for day in days if slot_on(today, day)]

    walked, start = [], datetime.combine(FIRST - 3 * A_DAY, time(), UTC)
    slot = next_slot(plan, start, FIRST - A_DAY)
    while slot is not None and slot.local_date < LAST:
        walked.append(slot.local_date)
        kept = shelf(plan, slot, None, 1)["plan"]
        slot = following(plan_from(kept), slot)
    assert walked == wanted


def test_who_has_no_newborn_pays_nothing_for_it_in_the_index() -> None:
    world = World()
    couple = living_with(world, children=born("2018-01"))
    plans = [entry["plan"] for entry in world.couples.due_entries(couple.id)]
    assert not [plan for plan in plans if plan.keys() & {"slow", "slow_day"}]
