"""`upcoming` says what will come: the page's slots, then what was sent, and nobody's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.control import Control
from chalicelib.couples.model import Comforts, Contact, Couple, Partner
from chalicelib.table import Change
from tests.workbench.operating.asking import answer, ask
from tests.world import START, World

if TYPE_CHECKING:
    from collections.abc import Callable

ALEX, ALEX_PHONE = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
SAM = Contact("sms", "+12025550144")
A_DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


def edit(world: World, couple: Couple, **changes: Any) -> None:
    def change(one: Couple) -> Couple:
        return replace(one, a=replace(one.a, **changes))

    world.preferences.edit(couple.id, change, world.clock())


def sent(world: World, couple: Couple) -> list[tuple[Any, ...]]:
    """The ledger's slots, as `upcoming` names them."""
    found = []
    for one in world.deliveries(couple):
        _, partner, day, rhythm = one["SK"].split("#")
        assert one["state"] == "sent"
        slot = (partner, day, rhythm, one["due_at"], one["channel"], one["kind"], one.get("item"))
        found.append(slot)
    return sorted(found)


def shown(slots: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    names = ("partner", "date", "rhythm", "due_at", "channel", "kind", "item")
    return sorted(tuple(slot[name] for name in names) for slot in slots)


def test_what_it_shows_is_what_is_then_sent(world: World) -> None:
    couple = world.couple(ALEX, ALEX_PHONE, b=SAM)
    world.until(START + 3 * A_DAY)
    world.memory.items = {
        key: item for key, item in world.memory.items.items() if not key[1].startswith("DELIVERY#")
    }
    slots = answer(world, "upcoming", "--couple", couple.id)["slots"]
    last = max(slot["due_at"] for slot in slots)

    world.until(datetime.fromisoformat(last))

    assert len(slots) == 2 * (6 + 2)
    assert shown(slots) == sent(world, couple)


def test_without_a_couple_it_shows_all_and_says_how_many(world: World) -> None:
    ids = [world.couple(Contact("email", f"a{n}@example.com")).id for n in range(9)]
    found = answer(world, "upcoming", "--days", "7")
    assert found["couples"] == 9
    assert {slot["couple"] for slot in found["slots"]} == set(ids)
    said = ask(world, "upcoming", "--days", "7")
    assert "36 slots of 9 couples in the 7 days from 2026-11-23 12:00 UTC." in said.out
    assert "Read the table" in said.err


def test_it_reads_well_on_a_hundred_columns(world: World) -> None:
    couple = world.couple(ALEX)
    said = ask(world, "upcoming", "--couple", couple.id, "--days", "2").out
    item = answer(world, "upcoming", "--couple", couple.id)["slots"][0]["item"]
    assert said.splitlines() == [
        f"Couple {couple.id}, partner a, America/New_York",
        "local                 UTC          rhythm  channel  kind          item",
        f"Mon 2026-11-23 20:15  11-24 01:15  small   email    appreciation  {item}",
        "",
        "1 slot of 1 couple in the 2 days from 2026-11-23 12:00 UTC.",
    ]
    assert max(map(len, ask(world, "upcoming", "--days", "200").out.splitlines())) <= 100


def test_with_why_it_says_what_was_passed_over_and_nobodys_wishes(world: World) -> None:
    couple = world.couple(ALEX)
    touch = Comforts(touch=False, food=False, alcohol=False, money=False)
    edit(world, couple, comforts=touch, rough_until="2027-01-01")
    slots = answer(world, "upcoming", "--days", "60", "--why")["slots"]
    small = [slot for slot in slots if slot["rhythm"] == "small"]
    said = {words.partition(": ")[2] for slot in small for words in slot["why"]}
    assert all("why" not in slot for slot in slots if slot["rhythm"] == "check_in")
    assert "not wanted" in said
    assert not said & {"comfort", "cost", "disliked", "mood"}
    out = ask(world, "upcoming", "--days", "60", "--why").out
    assert f"\n    {next(words for slot in small for words in slot['why'])}\n" in out
    assert max(map(len, out.splitlines())) <= 100


def test_nothing_it_shows_says_who_they_are(world: World) -> None:
    world.couple(ALEX, ALEX_PHONE, b=SAM)
    for said in (ask(world, "upcoming"), ask(world, "upcoming", "--json")):
        for theirs in ("Alex", "Sam", "example.com", "202555"):
            assert theirs not in said.out + said.err


@pytest.mark.parametrize(
    ("changes", "note", "slots"),
    [
        ({"paused": True}, "paused until they come back", 0),
        ({"paused": True, "paused_until": "2026-12-01"}, "paused until 2026-12-01", 3),
        ({"contacts": ()}, "nothing comes: no channel is confirmed", 0),
    ],
)
def test_it_says_why_nothing_comes(
    world: World, changes: dict[str, Any], note: str, slots: int
) -> None:
    couple = world.couple(ALEX)
    edit(world, couple, **changes)
    found = answer(world, "upcoming")
    assert [one["note"] for one in found["notes"]] == [note]
    assert len(found["slots"]) == slots
    assert f"  {note}\n" in ask(world, "upcoming").out


def switched_off(partner: Partner) -> Partner:
    small, check_in = replace(partner.small, on=False), replace(partner.check_in, on=False)
    return replace(partner, small=small, check_in=check_in)


def not_admitted(partner: Partner) -> Partner:
    return replace(partner, admitted=False)


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (switched_off, "nothing comes: both rhythms are off"),
        (not_admitted, "waits until a has said who joined"),
    ],
)
def test_it_says_why_nothing_comes_to_the_second(
    world: World, change: Callable[[Partner], Partner], note: str
) -> None:
    couple = world.couple(ALEX, b=SAM)

    def changed(one: Couple) -> Couple:
        assert one.b is not None
        return replace(one, b=change(one.b))

    world.preferences.edit(couple.id, changed, world.clock())
    assert answer(world, "upcoming")["notes"] == [
        {"couple": couple.id, "partner": "b", "note": note}
    ]


def test_a_rhythm_that_was_set_aside_does_not_come_and_is_named(world: World) -> None:
    couple = world.couple(ALEX)
    world.table.write(
        Change(keys.couple_pk(couple.id), keys.due_sk("a", "small"), set={"plan.zone": "Nowhere"})
    )
    world.until(START + 2 * A_DAY)
    found = answer(world, "upcoming", "--days", "7")
    assert [slot["rhythm"] for slot in found["slots"]] == ["check_in"]
    assert found["notes"][0]["note"].startswith("small rests")


def test_a_hold_is_said_first(world: World) -> None:
    world.couple(ALEX)
    Control(world.table).hold("a complaint", world.clock())
    assert ask(world, "upcoming").out.startswith("The service is on hold")
    assert answer(world, "upcoming")["held"] is True


def test_a_couple_that_is_not_there_is_named(world: World) -> None:
    said = ask(world, "upcoming", "--couple", "nobody")
    assert said.code == 1
    assert "There is no couple nobody" in said.err
