"""`erase` does what the page does, asks for the couple's id, and says what stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.erasure import Erasure
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, PartnerKey


class Dying(Erasure):
    """The process ends after the first write."""

    def go_on(self, couple_id: str, key: PartnerKey) -> None:
        raise ConnectionError(f"{couple_id} {key}")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


def test_the_couples_id_has_to_be_typed(world: World, couple: Couple) -> None:
    before = world.read(couple)
    for typed in ("y", "yes", ALEX.address, ""):
        said = ask(world, "erase", ALEX.address, stdin=f"{typed}\n")
        assert said.code == 1
        assert world.read(couple) == before
    assert (
        "That is not the couple's id. Nothing was erased."
        in ask(world, "erase", ALEX.address, "--sure", "another").err
    )


def test_it_says_what_goes_and_what_stays_first(world: World, couple: Couple) -> None:
    said = " ".join(ask(world, "erase", ALEX.address, stdin="no\n").err.split())
    for words in ("every word they wrote", "on the stop list", "for four years", "for 35 days",
                  "The other of the two keeps a page", couple.id):  # fmt: skip
        assert words in said
    assert [one for one in THEIRS if one in said] == []


def test_all_that_is_theirs_goes_by_every_address(world: World, couple: Couple) -> None:
    world.text(ALEX_PHONE.address, "Sam sang to them")
    said = ask(world, "erase", ALEX_PHONE.address, stdin=f"{couple.id}\n")
    assert (said.code, said.out) == (
        0, "Erased. Nothing more comes to them, and nobody was written to about it.\n"
    )  # fmt: skip
    left = world.everything()
    assert [one for one in ("Alex", ALEX.address, ALEX_PHONE.address, "sang") if one in left] == []
    assert SAM.address in left
    for address in (ALEX.address, ALEX_PHONE.address):
        assert "on the stop list, and nobody's" in ask(world, "person", address).err
    assert answer(world, "person", SAM.address)["people"] == 1
    assert world.queue.bodies == []


def test_the_last_of_two_ends_the_couple(world: World, couple: Couple) -> None:
    assert answer(world, "erase", SAM.address, "--sure", couple.id)["erased"] is True
    said = ask(world, "erase", ALEX.address, "--sure", couple.id)
    assert said.code == 0
    assert world.couples.get(couple.id) is None
    assert world.table.query(keys.couple_pk(couple.id)) == []
    assert "The other of the two" not in said.err


def test_if_it_dies_halfway_a_tick_ends_it_and_the_record_names_the_operator(
    world: World, couple: Couple
) -> None:
    whole = world.departures
    vars(world)["departures"] = replace(whole, erasure=Dying(world.table, world.links))
    with pytest.raises(ConnectionError):
        ask(world, "erase", SAM.address, "--sure", couple.id)
    pk = keys.couple_pk(couple.id)
    assert [one["act"] for one in world.table.query(pk, keys.CONSENT)] == ["operator: erased"]
    vars(world)["departures"] = whole
    world.clock.advance(minutes=5)
    world.minute()
    assert world.table.query(pk, keys.CONSENT) == []
    assert SAM.address not in world.everything()


@pytest.mark.usefixtures("couple")
def test_whoever_is_not_there_cannot_be_erased(world: World) -> None:
    before = world.everything()
    assert ask(world, "erase", "nobody@example.com", "--sure", "any").code == 1
    assert world.everything() == before
