"""`got` says what one person got and did not get, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey, Report, SendError
from chalicelib.table import Change
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import START, World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

A_DAY = timedelta(days=1)
TRACE = "1-5759e988-bd862e3fe1be46a994272793"
MONDAY = "2026-11-24T01:15:00+00:00"  # 20:15 in New York


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


def first_of(couple: Couple) -> LedgerKey:
    return LedgerKey(keys.couple_pk(couple.id), keys.delivery_sk("a", "2026-11-23", "small"))


def test_it_lists_this_persons_and_not_the_others(world: World, couple: Couple) -> None:
    world.until(START + 7 * A_DAY)
    found = answer(world, "got", ALEX.address)
    assert (found["couple"], found["partner"]) == (couple.id, "a")
    assert {one["partner"] for one in found["deliveries"]} == {"a"}
    assert [(one["date"], one["name"], one["state"]) for one in found["deliveries"]] == [
        ("2026-11-23", "small", "sent"),
        ("2026-11-25", "small", "sent"),
        ("2026-11-27", "small", "sent"),
        ("2026-11-29", "check_in", "sent"),
    ]
    assert (found["deliveries"][0]["due_at"], found["deliveries"][0]["trace"]) == (MONDAY, None)
    assert ask(world, "got", ALEX.address).out.splitlines()[-1] == "4 entries since 2026-10-31."


def test_a_receipt_has_its_time_and_a_trace_is_shown_where_there_is_one(
    world: World, couple: Couple
) -> None:
    world.until(START + A_DAY)
    key = first_of(couple)
    item = world.ledger.find(key)
    assert item is not None
    report = Report("delivered", {"receipt_at": "2026-11-24T01:15:09+00:00"})
    world.ledger.receipt(key, item, report)
    world.table.write(Change(key.pk, key.sk, set={"trace": TRACE}))
    line = ask(world, "got", ALEX.address).out.splitlines()[2]
    assert line.startswith("2026-11-23 small  delivered  11-24 01:15  11-24 01:15  11-24 01:15")
    assert line.endswith(f"trace {TRACE}")


def test_what_was_refused_or_too_late_is_listed_with_its_reason(
    world: World, couple: Couple
) -> None:
    world.email.errors = [
        SendError("the mailbox is full", "permanent", code="MessageRejected") for _ in "ab"
    ]
    world.until(START + A_DAY)
    world.clock.now += 9 * A_DAY
    world.tick()
    said = " ".join(ask(world, "got", ALEX.address).out.split())
    assert "failed" in said
    assert "the mailbox is full (MessageRejected), email" in said
    assert "too late, 4 missed, through 2026-12-02" in said
    assert couple.id in said


def test_it_can_look_back_less_far(world: World, couple: Couple) -> None:
    world.until(START + 7 * A_DAY)
    late = answer(world, "got", ALEX.address, "--days", "3")["deliveries"]
    assert [one["date"] for one in late] == ["2026-11-27", "2026-11-29"]
    world.clock.now += 60 * A_DAY
    said = ask(world, "got", ALEX.address)
    assert said.out == f"Couple {couple.id}, partner a\n0 entries since 2026-12-30.\n"


def test_nothing_it_shows_is_theirs(world: World, couple: Couple) -> None:
    world.text(ALEX_PHONE.address, "Sam sang to them")
    world.text(ALEX_PHONE.address, "MENU")
    world.work()
    world.until(START + 8 * A_DAY)
    for said in (ask(world, "got", ALEX.address), ask(world, "got", ALEX.address, "--json")):
        shown = said.out + said.err
        assert (couple.id in shown, "link" in shown) == (True, True)
        assert [one for one in (*THEIRS, "sang", "provider-") if one in shown] == []
