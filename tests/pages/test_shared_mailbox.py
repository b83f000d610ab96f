"""A family's mailbox takes the agenda, and nothing private (docs/adr/0015)."""

from __future__ import annotations

import pytest

from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM,
    SAM_PHONE,
    asked,
    invited,
    signed_up,
    with_phone,
)
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

FAMILY = "us@example.com"


def came(world: World, alex: Visitor, address: str, **ticks: str) -> Visitor:
    """Sam joins by this mailbox."""
    sam = Visitor(world)
    sam.post(invited(alex), **asked(address, "Sam"), **ticks)
    sam.post(newest_link(world, "confirm"))
    world.work()
    return sam


def to(world: World, address: str) -> list[str]:
    return [one.message.subject for one in world.email.sent if one.message.to == address]


@pytest.mark.parametrize("wish", ["nudges", "thanks"])
def test_notes_and_thanks_need_an_address_of_ones_own(wish: str) -> None:
    world = World()
    invitation = invited(signed_up(world))
    posted = {**asked(FAMILY, "Sam"), "shared": "on", wish: "on"}
    page = Visitor(world).post(invitation, **posted)
    assert page.errors().keys() == {"shared"}
    assert "checked" in page.document.by_id("shared").attrs


def test_a_phone_is_not_shared() -> None:
    world = World()
    page = Visitor(world).post(invited(signed_up(world)), **asked(SAM_PHONE), shared="on")
    assert page.errors().keys() == {"shared"}


def test_the_form_does_not_tell_whose_address_it_is_and_the_mailbox_itself_does() -> None:
    world = World()
    alex = signed_up(world)
    invitation = invited(alex)
    other = Visitor(world).post(invitation, **asked(SAM, "Sam"))
    assert newest_link(world, "confirm")
    same = Visitor(world).post(invitation, **asked(f" {ALEX.upper()}", "Sam"))
    assert (same.status, same.body) == (other.status, other.body)
    page = Visitor(world).get(newest_link(world, "confirm"))
    assert "no notes, no thanks, no link to your page" in page.words


def test_a_mailbox_of_both_gets_one_agenda_and_nothing_private() -> None:
    world = World()
    alex = signed_up(world)
    sam = came(world, alex, ALEX, agenda="on", nudges="on", thanks="on")
    assert "The mailbox that you two share" in sam.get("/welcome").words
    card = alex.get("/me").words
    assert "That mailbox is yours, too." in card
    assert alex.get("/me").coming(), "until Alex says yes, nothing changes"
    alex.act("confirm_partner")
    told = len(to(world, ALEX))
    world.until(world.clock().replace(day=30, hour=20))
    assert len(to(world, ALEX)[told:]) == 1
    assert "check-in" in to(world, ALEX)[-1]


def test_no_link_that_opens_a_page_goes_to_a_shared_mailbox() -> None:
    world = World()
    alex = signed_up(world)
    before = Visitor(world).post("/link", address=FAMILY)
    came(world, alex, ALEX)
    alex.act("confirm_partner")
    told = len(world.email.sent)
    page = Visitor(world).post("/link", address=ALEX)
    assert world.work() == []
    assert (page.body, len(world.email.sent)) == (before.body, told)


def test_who_has_a_phone_keeps_their_notes_and_gets_them_there() -> None:
    world = World()
    alex = with_phone(world)
    came(world, alex, ALEX)
    alex.act("confirm_partner")
    small = [
        by for _, by, what in alex.get("/me").coming() if what != "The agenda for your check-in"
    ]
    assert set(small) == {"by text"}
    world.text(ALEX_PHONE, "MENU")
    world.work()
    assert "/link/" in world.sms.sent[-1].message.text


def test_a_mailbox_of_the_family_takes_the_agenda_alone() -> None:
    world = World()
    alex = signed_up(world)
    came(world, alex, FAMILY, shared="on", agenda="on")
    alex.act("confirm_partner")
    told = len(to(world, FAMILY))
    world.until(world.clock().replace(day=30, hour=20))
    assert len(to(world, FAMILY)[told:]) == 1
    Visitor(world).post("/link", address=FAMILY)
    world.work()
    assert len(to(world, FAMILY)) == told + 1
    Visitor(world).post("/link", address=ALEX)
    assert newest_link(world, "link"), "Alex's own address is Alex's"


def test_with_an_address_of_their_own_they_have_everything() -> None:
    world = World()
    alex = signed_up(world)
    sam = came(world, alex, ALEX, agenda="on")
    alex.act("confirm_partner")
    csrf = sam.get("/welcome").hidden("csrf")
    sam.post("/welcome", csrf=csrf, address=SAM)
    sam.post(newest_link(world, "confirm"))
    page = sam.get("/me")
    assert f"Emails to {SAM} on" in page.words
    assert [what for *_, what in page.coming()] == ["The agenda for your check-in"] * 2
    Visitor(world).post("/link", address=SAM)
    assert newest_link(world, "link")


def test_who_unsubscribes_in_a_mailbox_of_both_ends_all_that_goes_there() -> None:
    world = World()
    alex = signed_up(world)
    came(world, alex, ALEX, agenda="on")
    alex.act("confirm_partner")
    world.until(world.clock().replace(day=30, hour=20))
    leave = world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    Visitor(world).post(leave)
    told = len(world.email.sent)
    world.until(world.clock().replace(month=12, day=20))
    assert len(world.email.sent) == told


@pytest.mark.parametrize("first", ["yes", "own address"])
def test_who_moves_to_an_address_of_their_own_leaves_the_mailbox_to_the_other(first: str) -> None:
    world = World()
    alex = signed_up(world)
    came(world, alex, ALEX, agenda="on")
    if first == "yes":
        alex.act("confirm_partner")
    alex.act("add_contact", address=SAM, consent="on")
    alex.post(newest_link(world, "confirm"))
    if first == "own address":
        alex.act("confirm_partner")
    assert len(alex.get("/me").coming()) == 8
    told = len(to(world, ALEX))
    world.until(world.clock().replace(day=30, hour=20))
    assert len(to(world, ALEX)[told:]) == 1, "the agenda, as Sam's"
    assert len(to(world, SAM)) > 3
