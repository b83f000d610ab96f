"""`stop` does what STOP does, notes who did it, and only the person can undo it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from tests.pages.stories import asked
from tests.pages.visitor import Visitor, newest_link
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import START, World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


def consents(world: World, couple: Couple) -> list[dict[str, Any]]:
    return world.table.query(keys.couple_pk(couple.id), keys.CONSENT)


def test_it_asks_first_and_a_no_changes_nothing(world: World, couple: Couple) -> None:
    before = world.read(couple)
    said = ask(world, "stop", ALEX.address, stdin="n\n")
    assert said.code == 1
    assert f"Emails to that address, of couple {couple.id}, partner a, end for good?" in said.err
    assert world.read(couple) == before


def test_from_then_on_nothing_comes_there_even_what_was_queued(
    world: World, couple: Couple
) -> None:
    world.clock.now = world.next_due() or START
    world.tick()
    assert ask(world, "stop", ALEX.address, stdin="y\n").code == 0
    world.work()
    world.until(world.clock() + timedelta(days=8))
    assert {one.message.to for one in world.email.sent} == {SAM.address}
    owner = world.contacts.owner("email", ALEX.address)
    assert owner is not None
    assert owner.state == "stopped"
    assert not world.read(couple).a.reachable("email")


def test_it_is_noted_as_the_operators_act(world: World, couple: Couple) -> None:
    assert ask(world, "stop", ALEX_PHONE.address, "--yes").code == 0
    (record,) = consents(world, couple)
    assert (record["partner"], record["channel"]) == ("a", "sms")
    assert (record["act"], record["granted"]) == ("operator: stop", False)


def test_the_other_address_goes_on_and_it_says_so(world: World, couple: Couple) -> None:
    said = ask(world, "stop", ALEX_PHONE.address, "--yes")
    assert "Texts to that number have ended" in said.out
    assert "What comes to them by email goes on." in said.out
    assert world.read(couple).a.reachable("email")


def test_a_second_stop_changes_nothing_and_does_not_ask(world: World, couple: Couple) -> None:
    ask(world, "stop", ALEX.address, "--yes")
    said = ask(world, "stop", ALEX.address)
    assert (said.code, "had ended before" in said.out) == (0, True)
    assert len(consents(world, couple)) == 1
    found = answer(world, "stop", ALEX.address)
    assert (found["before"], found["state"]) == ("stopped", "stopped")


def test_only_they_can_undo_it_by_text(world: World, couple: Couple) -> None:
    ask(world, "stop", ALEX_PHONE.address, "--yes")
    assert world.text(ALEX_PHONE.address, "START")
    assert world.read(couple).a.reachable("sms")


def test_only_they_can_undo_it_by_email(world: World, couple: Couple) -> None:
    ask(world, "stop", ALEX.address, "--yes")
    person = Visitor(world)
    person.post("/signup", **asked(ALEX.address))
    person.post(newest_link(world, "confirm"))
    assert world.read(couple).a.reachable("email")


def test_an_address_that_is_nobodys_is_listed_as_well(world: World) -> None:
    said = ask(world, "stop", "+12025550177", "--yes")
    assert "nobody's here, and on the stop list now" in said.out
    owner = world.contacts.owner("sms", "+12025550177")
    assert owner is not None
    assert (owner.state, owner.couple_id) == ("stopped", None)
    Visitor(world).post("/signup", **asked("+12025550177"))
    world.work()
    assert world.sms.sent == []


@pytest.mark.usefixtures("couple")
def test_nothing_it_says_is_theirs(world: World) -> None:
    said = ask(world, "stop", ALEX.address, stdin="y\n")
    assert [one for one in THEIRS if one in said.out + said.err] == []
