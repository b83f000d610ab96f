"""Due entries follow preferences: what is in the index, and what is only remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple, Partner, new_partner
from chalicelib.couples.store import edited
from chalicelib.scheduling.entries import due_entries, slot_of, unplanned
from chalicelib.table import ABSENT, Expect, Put
from tests.world import NEW_YORK, START

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.table import Item

ALEX = new_partner("Alex", NEW_YORK, Contact("email", "alex@example.com"))
SAM = new_partner("Sam", "Europe/Berlin", Contact("sms", "+12025550143"))
TWO = Couple(id="00000000000000ff", a=ALEX, b=SAM)
MONDAY, WEDNESDAY = "2026-11-24T01:15:00Z", "2026-11-26T01:15:00Z"


def puts(couple: Couple, existing: Sequence[Item] = (), now: datetime = START) -> dict[str, Put]:
    """The writes by what they are about: "a#small"."""
    writes = [write for write in due_entries(couple, existing, now) if isinstance(write, Put)]
    return {write.key["SK"].removeprefix(keys.DUE): write for write in writes}


def entries(couple: Couple, existing: Sequence[Item] = (), now: datetime = START) -> list[Item]:
    """The couple's entries after those writes."""
    return [put.item for put in puts(couple, existing, now).values()]


def had(item: Item, last: str, due_at: str) -> Item:
    """An entry as planning leaves it."""
    return item | {"due_at": due_at, "plan": item["plan"] | {"last": last}}


def paused(partner: Partner, until: str | None = None) -> Partner:
    return replace(partner, paused=True, paused_until=until)


def test_every_rhythm_of_everybody_has_an_entry_in_the_couples_shard() -> None:
    found = puts(TWO)

    assert list(found) == ["a#small", "a#check_in", "b#small", "b#check_in"]
    for put in found.values():
        assert put.item["PK"] == keys.couple_pk(TWO.id)
        assert put.item["due_shard"] == keys.due_shard(TWO.id)
        assert put.expect == ABSENT


def test_an_entry_holds_the_next_slot_and_all_that_planning_needs() -> None:
    item = puts(TWO)["a#small"].item

    assert item["due_at"] == MONDAY
    assert item["plan"] == {
        "times": ("20:15", None, "20:15", None, "20:15", None, None),
        "zone": NEW_YORK,
        "until": ("22:00",) * 7,
        "until_days": 0,
        "date": "2026-11-23",
        "last": None,
        "rev": 1,
    }
    slot, _ = slot_of(item)
    assert (slot.couple_id, slot.partner, slot.rhythm, slot.rev) == (TWO.id, "a", "small", 1)


def test_an_entry_says_nothing_about_who_they_are() -> None:
    text = str(entries(TWO))

    assert not any(word in text for word in ("Alex", "Sam", "example.com", "2025550143"))


def test_who_is_not_admitted_yet_has_no_entry() -> None:
    waiting = replace(TWO, b=replace(SAM, admitted=False))

    assert list(puts(waiting)) == ["a#small", "a#check_in"]


def test_what_was_never_on_leaves_no_entry() -> None:
    off = replace(TWO, a=replace(ALEX, small=replace(ALEX.small, on=False)), b=None)

    assert list(puts(off)) == ["a#check_in"]


GONE = [
    ("off", replace(ALEX, small=replace(ALEX.small, on=False))),
    ("paused", paused(ALEX)),
    ("stopped", ALEX.with_contact(Contact("email", "alex@example.com", "stopped"))),
]


@pytest.mark.parametrize("partner", [case[1] for case in GONE], ids=[case[0] for case in GONE])
def test_what_ends_leaves_the_index_and_keeps_what_it_had(partner: Partner) -> None:
    before = [had(entries(TWO)[0], "2026-11-23", WEDNESDAY)]

    item = puts(edited(replace(TWO, a=partner)), before)["a#small"].item

    assert item == {
        "PK": keys.couple_pk(TWO.id),
        "SK": "DUE#a#small",
        "plan": {"last": "2026-11-23", "rev": 2},
    }


def test_whoever_leaves_the_couple_leaves_the_index() -> None:
    alone = puts(edited(replace(TWO, b=None)), entries(TWO))

    assert [name for name, put in alone.items() if "due_shard" in put.item] == [
        "a#small",
        "a#check_in",
    ]
    assert list(alone) == ["a#small", "a#check_in", "b#small", "b#check_in"]


@pytest.mark.parametrize(
    ("until", "due_at"),
    [
        ("2026-11-24", WEDNESDAY),
        ("2026-11-25", WEDNESDAY),
        ("2026-11-26", "2026-11-28T01:15:00Z"),
        ("2027-03-15", "2027-03-16T00:15:00Z"),  # in summer time by then
        ("2020-01-01", MONDAY),
    ],
)
def test_a_pause_with_an_end_is_over_on_that_day(until: str, due_at: str) -> None:
    item = puts(replace(TWO, a=paused(ALEX, until)))["a#small"].item

    assert item["due_at"] == due_at


def test_what_is_resumed_goes_on_from_now_with_nothing_to_catch_up_on() -> None:
    resting = entries(edited(replace(TWO, a=paused(ALEX))), entries(TWO))
    later = START.replace(month=12, day=24)

    item = puts(edited(edited(TWO)), resting, later)["a#small"].item

    assert (item["due_at"], item["plan"]["rev"]) == ("2026-12-26T01:15:00Z", 3)


def test_an_edit_keeps_the_date_that_had_its_slot_and_never_gives_it_another() -> None:
    before = [had(entries(TWO)[0], "2026-11-23", WEDNESDAY)]
    later_today = replace(TWO, a=replace(ALEX, kids_down="21:00"))

    item = puts(edited(later_today), before, START.replace(day=24, hour=1, minute=20))["a#small"]

    assert item.item["plan"]["last"] == "2026-11-23"
    assert item.item["plan"]["date"] == "2026-11-25"


def test_an_edit_expects_the_entry_as_it_was_read() -> None:
    resting = edited(replace(TWO, a=paused(ALEX)))

    first, second = puts(resting, entries(TWO)), puts(edited(resting), entries(resting))

    assert first["a#small"].expect == Expect(attributes={"due_at": MONDAY, "plan.rev": 1})
    assert second["a#small"].expect == Expect(attributes={"due_at": None, "plan.rev": 2})


def test_a_slot_that_is_due_and_not_planned_yet_survives_an_edit() -> None:
    now = START.replace(day=24, hour=1, minute=15, second=40)  # 20:15:40 in New York
    unrelated = replace(TWO, a=replace(ALEX, name="Alexandra"))

    item = puts(edited(unrelated), entries(TWO), now)["a#small"].item

    assert item["due_at"] == MONDAY
    assert item["plan"]["rev"] == 2


def test_a_slot_that_is_due_and_moved_later_the_same_evening_comes_then() -> None:
    now = START.replace(day=24, hour=1, minute=15, second=40)
    moved = replace(TWO, a=replace(ALEX, kids_down="20:30"))

    assert puts(edited(moved), entries(TWO), now)["a#small"].item["due_at"] == (
        "2026-11-24T01:45:00Z"
    )


def test_an_entry_whose_date_is_not_in_its_plan_is_an_error() -> None:
    item = entries(TWO)[0]
    item["plan"]["date"] = "2026-11-24"  # a Tuesday

    with pytest.raises(ValueError, match="date is not in its plan"):
        slot_of(item)


def test_a_date_is_given_back_to_its_own_rhythm_and_no_other_date_is() -> None:
    standing = [had(item, "2026-11-23", WEDNESDAY) for item in entries(TWO)]
    slot, _ = slot_of(entries(TWO)[0])  # a's small one of Monday the 23rd

    after = unplanned(standing, slot)

    assert [one["plan"]["last"] for one in after] == [None, *["2026-11-23"] * 3]
    later = [had(item, "2026-11-25", WEDNESDAY) for item in entries(TWO)]
    assert unplanned(later, slot) == later
