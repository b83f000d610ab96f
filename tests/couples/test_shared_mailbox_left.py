"""One of two who share a mailbox leaves: their own goes, and the other's agendas go on coming."""

from __future__ import annotations

import json

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import Owner
from tests.couples.exported import of
from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM_PHONE,
    invited,
    joined,
    reopened,
    signed_up,
    with_phone,
)
from tests.pages.test_shared_mailbox import FAMILY, came, to
from tests.pages.visitor import Visitor, newest_link
from tests.world import World


def sharing(*, admitted: bool = True) -> tuple[World, Visitor, Visitor]:
    """Alex has a phone, too; Sam came by Alex's mailbox and has nothing else."""
    world = World()
    alex = with_phone(world)
    sam = came(world, alex, ALEX, agenda="on")
    if admitted:
        alex.act("confirm_partner")
    return world, reopened(world, ALEX_PHONE), sam


def agendas_until_christmas(world: World) -> list[str]:
    told = len(to(world, ALEX))
    world.until(world.clock().replace(month=12, day=24))
    return to(world, ALEX)[told:]


@pytest.mark.parametrize("admitted", [True, False])
def test_whose_mailbox_it_was_leaves_and_the_others_agendas_go_on(*, admitted: bool) -> None:
    world, alex, sam = sharing(admitted=admitted)
    assert alex.act("leave", sure="on").title == "You have left"
    owner = world.contacts.owner("email", ALEX)
    assert owner is not None
    assert (owner.state, owner.partner) == ("confirmed", "b")
    assert world.contacts.owner("sms", ALEX_PHONE) == Owner("stopped")
    assert sam.get("/me").status == 200
    came_after = agendas_until_christmas(world)
    assert len(came_after) == 4, "an agenda a week, and nothing private"
    assert all("check-in" in one for one in came_after)
    assert not [one for one in world.sms.sent if one.message.to == ALEX_PHONE][1:]
    assert "Alex" not in json.dumps(world.table.query(keys.couple_pk(str(owner.couple_id))))


def test_who_only_read_along_leaves_and_nothing_changes_for_the_mailbox() -> None:
    world, alex, sam = sharing()
    sam.act("leave", sure="on")
    owner = world.contacts.owner("email", ALEX)
    assert owner is not None
    assert (owner.state, owner.partner) == ("confirmed", "a")
    assert alex.get("/me").status == 200
    assert len(agendas_until_christmas(world)) == 4


def test_an_old_email_in_the_mailbox_still_ends_all_that_comes_there() -> None:
    world, alex, _ = sharing()
    world.until(world.clock().replace(day=30, hour=12))
    leave = world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    world.departures.leave(str(owner_of(world).couple_id), "a", world.clock())
    assert "a...@example.com" in Visitor(world).get(leave).words
    assert Visitor(world).post(leave).status == 200
    assert owner_of(world).state == "stopped"
    assert agendas_until_christmas(world) == []
    del alex


def owner_of(world: World) -> Owner:
    owner = world.contacts.owner("email", ALEX)
    assert owner is not None
    return owner


def test_one_unsubscribes_in_their_own_mailbox_and_the_familys_agenda_goes_on() -> None:
    world = World()
    alex = signed_up(world)
    came(world, alex, FAMILY, shared="on", agenda="on")
    alex.act("confirm_partner")
    alex.act("stop_all")
    told = len(to(world, FAMILY))
    world.until(world.clock().replace(month=12, day=3))
    assert len(to(world, FAMILY)[told:]) == 1


def test_a_mailbox_that_was_stopped_stays_so_when_its_owner_leaves() -> None:
    world, alex, _ = sharing()
    alex.act("stop_all")
    alex.act("leave", sure="on")
    assert owner_of(world) == Owner("stopped")
    assert agendas_until_christmas(world) == []


def test_the_last_of_the_two_takes_the_mailbox_along() -> None:
    world, alex, sam = sharing()
    alex.act("leave", sure="on")
    sam.act("leave", sure="on")
    assert owner_of(world) == Owner("stopped")
    assert ALEX not in world.everything()


def test_in_the_place_of_whose_mailbox_it_was_another_gets_nothing_of_it() -> None:
    world, alex, sam = sharing()
    alex.act("leave", sure="on")
    kim = joined(world, invited(sam), SAM_PHONE, "Kim")
    sam.act("confirm_partner")
    assert ALEX not in kim.get("/me").body
    assert owner_of(world).partner == "b"


@pytest.mark.parametrize("key", ["a", "b"])
def test_each_export_has_the_mailbox_and_nothing_else_of_the_others(key: str) -> None:
    world, *_ = sharing()
    document = of(world, "a" if key == "a" else "b")
    assert ALEX in [one["address"] for one in document["contacts"]]
    assert (ALEX_PHONE in json.dumps(document)) is (key == "a")
    acts = [one["page"] for one in document["consents"]]
    assert len(acts) == (2 if key == "a" else 1)


def test_no_fresh_link_goes_to_what_was_left() -> None:
    world, alex, _ = sharing()
    alex.act("leave", sure="on")
    Visitor(world).post("/link", address=ALEX)
    with pytest.raises(AssertionError):
        newest_link(world, "link")
