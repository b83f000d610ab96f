"""`person` finds somebody by their address, and shows how things stand: nothing that is theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.control import Control
from chalicelib.couples.contacts import Consent
from tests.pages.stories import both
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, Partner

WAYS = [ALEX.address, " Alex@Example.COM ", "(202) 555-0143", "+1 202 555 0143"]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


def edit(world: World, couple: Couple, **changes: object) -> None:
    def change(one: Couple) -> Couple:
        a: Partner = replace(one.a, **changes)  # type: ignore[arg-type]
        return replace(one, a=a)

    world.preferences.edit(couple.id, change, world.clock())


@pytest.mark.parametrize("typed", WAYS)
def test_somebody_is_found_by_any_address_of_theirs(
    world: World, couple: Couple, typed: str
) -> None:
    found = answer(world, "person", typed)
    assert (found["couple"], found["partner"], found["people"]) == (couple.id, "a", 2)


def test_the_other_of_the_two_is_somebody_else(world: World, couple: Couple) -> None:
    found = answer(world, "person", SAM.address)
    assert (found["couple"], found["partner"]) == (couple.id, "b")
    assert [one["channel"] for one in found["channels"]] == ["email"]


def test_the_address_need_not_stand_in_the_shells_history(world: World, couple: Couple) -> None:
    typed = ask(world, "person", stdin=f"{ALEX.address}\n")
    assert "Their email address or number" in typed.err
    piped = ask(world, "person", "-", stdin=f"{ALEX.address}\nsam@example.com\n")
    assert typed.out == piped.out
    assert f"Couple {couple.id}, partner a" in typed.out


def test_it_says_how_things_stand(world: World, couple: Couple) -> None:
    edit(world, couple, paused=True, paused_until="2026-12-01")
    consent = Consent("a", "sms", "text: stop", granted=False)
    world.contacts.stop(ALEX_PHONE.address, consent, world.clock(), "nonce")
    Control(world.table).hold("a wrong word", world.clock())
    said = ask(world, "person", ALEX.address).out
    for line in (
        "The service is on hold",
        "email     confirmed, which you asked for",
        "sms       stopped",
        "small     Mon, Wed, Fri, 15 minutes after the kids are down, by email",
        "check_in  on the day at 12:00, by email; they meet Sun 20:30",
        "note      paused until 2026-12-01",
        "next      Wed 2026-12-02 20:15, small, by email",
        "2026-11-23 12:00  sms      withdrew  text: stop",
    ):
        assert line in said
    found = answer(world, "person", ALEX.address)
    assert (found["paused_until"], found["held"]) == ("2026-12-01", True)
    assert found["channels"] == [
        {"channel": "email", "state": "confirmed", "shared": False, "asked_for": True},
        {"channel": "sms", "state": "stopped", "shared": False, "asked_for": False},
    ]


def test_what_is_off_is_said_to_be(world: World, couple: Couple) -> None:
    off = replace(couple.a.small, on=False), replace(couple.a.check_in, on=False)
    edit(world, couple, small=off[0], check_in=off[1])
    said = ask(world, "person", ALEX.address).out
    assert ("small     off" in said, "check_in  off" in said) == (True, True)
    assert "nothing comes: both rhythms are off" in said
    assert answer(world, "person", ALEX.address)["next"] is None


def test_hours_of_texts_are_said_of_those_alone_who_may_get_one(
    world: World, couple: Couple
) -> None:
    assert "  texts     from 08:00 to 21:00" in ask(world, "person", ALEX.address).out
    assert "  texts " not in ask(world, "person", SAM.address).out
    email_only = World(CHANNELS="email")
    email_only.__dict__["memory"] = world.memory
    said = ask(email_only, "person", ALEX.address).out
    assert (couple.id in said, "  texts " in said) == (True, False)


def test_what_they_agreed_to_is_shown_without_words_and_places(world: World) -> None:
    both(world)
    agreed = answer(world, "person", "alex.a@example.com")["agreed"]
    assert [(one["channel"], one["granted"], one["act"]) for one in agreed] == [
        ("email", True, "form and confirm button")
    ]
    assert set(agreed[0]) == {"at", "channel", "granted", "act", "text_version"}


def test_nothing_it_shows_is_theirs(world: World, couple: Couple) -> None:
    world.text(ALEX_PHONE.address, "Sam sang to them")
    edit(world, couple, rough_until="2027-01-01", discreet=True)
    for said in (ask(world, "person", ALEX.address), ask(world, "person", SAM.address, "--json")):
        shown = said.out + said.err
        assert couple.id in shown
        assert [one for one in (*THEIRS, "sang", "2027", "discreet") if one in shown] == []
    assert max(map(len, ask(world, "person", ALEX.address).out.splitlines())) <= 100


def test_each_look_says_so_without_an_address(world: World, couple: Couple) -> None:
    said = ask(world, "person", ALEX.address)
    assert said.err == f"Looked up at 2026-11-23 12:00 UTC: couple {couple.id}, partner a.\n"


def test_looking_writes_nothing(world: World, couple: Couple) -> None:
    ask(world, "hold", "--show")
    before = world.everything()
    assert couple.id in ask(world, "person", ALEX.address).out
    assert world.everything() == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("nobody@example.com", "Nobody here has this address"),
        ("+12025550177", "Nobody here has this address"),
        ("hello", "Please give an email address or a mobile number"),
        ("a@b", "That email address is not complete"),
        ("", "Please give an email address or a mobile number"),
    ],
)
def test_whoever_is_not_there_is_said_not_to_be(
    world: World, couple: Couple, typed: str, says: str
) -> None:
    said = ask(world, "person", typed)
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert couple.id not in said.err


def test_an_address_that_is_only_on_the_stop_list_is_nobodys(world: World) -> None:
    consent = Consent("a", "sms", "text: stop", granted=False)
    world.contacts.stop("+12025550177", consent, world.clock(), "nonce")
    assert "on the stop list, and nobody's" in ask(world, "person", "+12025550177").err


def test_another_key_finds_nobody(world: World, couple: Couple) -> None:
    stranger = World(SECRET_KEY="another")
    stranger.__dict__["memory"] = world.memory
    assert couple.id in ask(world, "person", ALEX.address).out
    assert "Nobody here has this address" in ask(stranger, "person", ALEX.address).err
