"""The one way in which a couple changes: with its due entries, and never over somebody's head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple
from chalicelib.couples.preferences import TRIES, Gone
from chalicelib.table import ABSENT, Conflict, Put
from tests.racing import RacyWorld, busy

SAM = Contact("sms", "+12025550143")


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def couple(world: RacyWorld) -> Couple:
    return world.couple(b=SAM)


def kids_down(at: str, couple: Couple) -> Couple:
    return couple.with_partner("a", replace(couple.a, kids_down=at))


def renamed(couple: Couple) -> Couple:
    assert couple.b is not None
    return replace(couple, b=replace(couple.b, name="Samantha"))


def edit_meanwhile(world: RacyWorld, couple: Couple) -> None:
    world.preferences.edit(couple.id, renamed, world.clock())


def test_an_edit_counts_the_version_and_moves_the_due_entries_with_it(
    world: RacyWorld, couple: Couple
) -> None:
    edited = world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock())

    assert edited.version == couple.version + 1
    assert world.read(couple) == edited
    entries = world.couples.due_entries(couple.id)
    assert {one["plan"]["rev"] for one in entries} == {edited.version}
    assert world.next_due() == world.clock().replace(day=24, hour=0, minute=15)  # 19:15 there


def test_of_two_edits_at_once_neither_is_lost(world: RacyWorld, couple: Couple) -> None:
    world.memory.before = [lambda: edit_meanwhile(world, couple)]

    edited = world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock())

    assert world.read(couple) == edited
    assert edited.b is not None
    assert (edited.a.kids_down, edited.b.name, edited.version) == ("19:00", "Samantha", 3)


def test_an_edit_that_meets_a_slot_being_planned_is_made_again_with_it(
    world: RacyWorld, couple: Couple
) -> None:
    due = world.next_due()
    assert due is not None
    world.clock.now = due
    world.memory.before = [world.tick]

    world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock())

    plan = world.table.get(keys.couple_pk(couple.id), keys.due_sk("a", "small"))
    assert plan is not None
    assert plan["plan"]["last"] == "2026-11-23"
    assert plan["plan"]["date"] == "2026-11-25"


def test_an_edit_tries_five_times_and_then_says_so(world: RacyWorld, couple: Couple) -> None:
    world.memory.before = [busy] * (TRIES - 1)
    edited = world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock())
    assert edited.a.kids_down == "19:00"

    world.memory.before = [busy] * TRIES
    with pytest.raises(Conflict):
        world.preferences.edit(couple.id, lambda c: kids_down("18:00", c), world.clock())

    assert world.read(couple) == edited


def test_what_must_happen_with_an_edit_happens_or_the_edit_does_not(
    world: RacyWorld, couple: Couple
) -> None:
    taken = Put({"PK": "CONTACT#1", "SK": "CONTACT"}, ABSENT)
    world.table.write(taken)

    with pytest.raises(Conflict):
        world.preferences.edit(
            couple.id, lambda c: kids_down("19:00", c), world.clock(), lambda _: [taken]
        )

    assert world.read(couple) == couple


def test_what_must_happen_with_an_edit_is_made_anew_at_each_try(
    world: RacyWorld, couple: Couple
) -> None:
    versions: list[int] = []
    world.memory.before = [lambda: edit_meanwhile(world, couple)]

    def also(changed: Couple) -> list[Put]:
        versions.append(changed.version)
        return []

    world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock(), also)

    assert versions == [2, 3]


def test_nobody_edits_a_couple_that_is_gone(world: RacyWorld) -> None:
    with pytest.raises(Gone):
        world.preferences.edit("0" * 16, lambda couple: couple, world.clock())

    assert world.memory.items == {}


def test_an_edit_does_not_bring_back_a_couple_that_was_erased_meanwhile(
    world: RacyWorld, couple: Couple
) -> None:
    world.memory.before = [world.memory.items.clear]

    with pytest.raises(Gone):
        world.preferences.edit(couple.id, lambda c: kids_down("19:00", c), world.clock())

    assert world.memory.items == {}


def test_refreshing_follows_what_was_written_without_the_due_entries(
    world: RacyWorld, couple: Couple
) -> None:
    world.contacts.mark(couple.id, "b", SAM, "unreachable")

    world.preferences.refresh(couple.id, world.clock())

    entries = world.couples.due_entries(couple.id)
    on = [one["SK"].removeprefix(keys.DUE) for one in entries if "due_shard" in one]
    assert on == ["a#check_in", "a#small"]


def test_refreshing_is_best_effort(world: RacyWorld, couple: Couple) -> None:
    world.memory.before = [busy] * TRIES

    world.preferences.refresh(couple.id, world.clock())
    world.preferences.refresh("0" * 16, world.clock())

    assert world.read(couple) == couple
