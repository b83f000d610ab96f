"""`ledger` says what became of everything, and shows nothing that is theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.model import SendError
from tests.pages.stories import ALEX, both, signed_up
from tests.workbench.operating.asking import answer, ask
from tests.world import START, World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

A_DAY = timedelta(days=1)
MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(Contact("email", ALEX))


def test_a_week_is_listed_slot_by_slot_and_counted(world: World, couple: Couple) -> None:
    world.until(START + 7 * A_DAY)
    found = answer(world, "ledger", "--couple", couple.id)
    assert found["states"] == {"sent": 4}
    assert [(one["date"], one["name"], one["kind"]) for one in found["deliveries"]] == [
        ("2026-11-23", "small", "appreciation"),
        ("2026-11-25", "small", "date_night"),
        ("2026-11-27", "small", "appreciation"),
        ("2026-11-29", "check_in", "check_in"),
    ]
    first = found["deliveries"][0]
    assert (first["partner"], first["due_at"]) == ("a", MONDAY.isoformat())
    assert ask(world, "ledger").out.splitlines()[-1] == "4 entries: 4 sent."


def test_what_an_outage_missed_is_one_line_for_all_dates(world: World, couple: Couple) -> None:
    world.clock.now = START + 9 * A_DAY
    world.tick()
    said = " ".join(ask(world, "ledger", "--state", "expired").out.split())
    assert "too late, 4 missed, through 2026-11-30" in said
    first = answer(world, "ledger", "--couple", couple.id, "--state", "expired")["deliveries"][0]
    assert (first["date"], first["missed"], first["through"]) == ("2026-11-23", 4, "2026-11-30")
    assert answer(world, "ledger", "--since", "2026-11-30")["states"] == {"expired": 1}


def test_a_refusal_is_listed_with_its_reason_and_code(world: World, couple: Couple) -> None:
    world.email.errors = [SendError("their mailbox is gone", "permanent", code="MessageRejected")]
    world.until(MONDAY)
    found = answer(world, "ledger", "--couple", couple.id)["deliveries"]
    assert [(one["state"], one["reason"], one["code"]) for one in found] == [
        ("failed", "their mailbox is gone", "MessageRejected")
    ]
    said = " ".join(ask(world, "ledger").out.split())
    assert "their mailbox is gone (MessageRejected), email" in said


def test_notices_are_listed_by_name_even_before_there_is_a_couple(world: World) -> None:
    signed_up(world)
    found = answer(world, "ledger", "--kind", "notice")["deliveries"]
    assert [(bool(one["couple"]), one["name"], one["state"]) for one in found] == [
        (False, "confirm", "sent"),
        (True, "welcome", "sent"),
    ]
    assert "Not a couple yet: signing up" in ask(world, "ledger").out


def test_it_can_be_narrowed(world: World, couple: Couple) -> None:
    world.until(START + 7 * A_DAY)
    since = answer(world, "ledger", "--since", "2026-11-27")["deliveries"]
    assert [one["date"] for one in since] == ["2026-11-27", "2026-11-29"]
    assert answer(world, "ledger", "--state", "failed", "--state", "skipped")["states"] == {}
    assert answer(world, "ledger", "--kind", "notice", "--couple", couple.id)["states"] == {}


def test_nothing_it_shows_is_theirs(world: World) -> None:
    both(world)
    world.until(START + 8 * A_DAY)
    items = world.memory.items.values()
    theirs = {str(one[name]) for one in items for name in ("contact", "token", "provider_id")
              if name in one}  # fmt: skip
    theirs |= {pk.partition("#")[2] for pk, _ in world.memory.items if pk.startswith("LINK#")}
    theirs |= {"Alex", "Sam", "example.com", "202555", "/confirm/"}
    assert len(theirs) > 20
    for said in (ask(world, "ledger"), ask(world, "ledger", "--json")):
        assert [one for one in theirs if one in said.out + said.err] == []
        assert "welcome" in said.out
    assert max(map(len, ask(world, "ledger").out.splitlines())) <= 100


def test_a_couple_that_is_not_there_is_named(world: World, couple: Couple) -> None:
    assert ask(world, "ledger", "--couple", couple.id).out == "0 entries.\n"
    said = ask(world, "ledger", "--couple", "nobody")
    assert (said.code, "There is no couple nobody" in said.err) == (1, True)


def test_a_state_that_is_none_is_answered_with_all_there_are(world: World) -> None:
    said = ask(world, "ledger", "--state", "lost")
    assert said.code == 2
    assert "'in_doubt'" in said.err
