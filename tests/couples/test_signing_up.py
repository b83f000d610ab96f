"""Signing up: nothing but a link until its own address confirms it, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.couples.confirm import Confirmed, Taken
from chalicelib.couples.contacts import Owner
from chalicelib.couples.model import Contact, Couple, new_partner
from tests.couples.arriving import ALEX, SAM, Arrivals
from tests.racing import busy
from tests.world import NEW_YORK


@pytest.fixture
def world() -> Arrivals:
    return Arrivals()


def test_what_is_not_confirmed_is_a_link_and_nothing_else(world: Arrivals) -> None:
    link = world.asked()

    assert world.kept() == ["LINK"]
    assert world.contacts.owner("email", ALEX.address) is None
    assert world.links.open(world.links.token(link), world.clock()) == link


def test_it_is_forgotten_after_48_hours(world: Arrivals) -> None:
    link = world.asked()

    world.clock.advance(hours=48)

    assert world.links.open(world.links.token(link), world.clock()) is None
    assert link.expires - world.clock() == timedelta(0)


@pytest.mark.parametrize("contact", [ALEX, SAM], ids=lambda contact: contact.channel)
def test_confirming_makes_a_couple_of_one_with_its_rhythms(
    world: Arrivals, contact: Contact
) -> None:
    confirmed = world.confirmed(world.asked(contact))

    couple = world.of(confirmed)
    assert confirmed == Confirmed(couple.id, "a", "signup")
    assert couple == Couple(id=couple.id, a=new_partner("Alex", NEW_YORK, contact))
    assert couple.solo
    assert world.on_shelf(couple) == ["a#check_in", "a#small"]
    assert world.contacts.owner(contact.channel, contact.address) == Owner(
        "confirmed", couple.id, "a"
    )


def test_the_consent_is_kept_with_how_it_was_given(world: Arrivals) -> None:
    couple = world.signed_up()

    (consent,) = world.consents(couple)
    assert (consent["partner"], consent["channel"], consent["granted"]) == ("a", "email", True)
    assert (consent["text_version"], consent["ip"], consent["page"]) == (
        "terms-1",
        "192.0.2.1",
        "/signup",
    )


def test_a_second_tap_on_the_button_changes_nothing(world: Arrivals) -> None:
    link = world.asked()
    world.confirmed(link)
    before = world.everything()

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.everything() == before


def test_whoever_asked_twice_gets_one_couple(world: Arrivals) -> None:
    first, second = world.asked(), world.asked()
    couple = world.of(world.confirmed(second))
    before = world.everything()

    with pytest.raises(Taken):
        world.confirmed(first)

    assert world.everything() == before
    assert world.contacts.owner("email", ALEX.address) == Owner("confirmed", couple.id, "a")


def test_of_two_taps_at_once_one_counts(world: Arrivals) -> None:
    link = world.asked()
    world.memory.before = [lambda: world.confirmed(link)]

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.kept() == ["CONTACT", "COUPLE"]
    assert len({pk for pk, _ in world.memory.items}) == 2  # one couple, one contact


def test_an_address_that_somebody_else_has_stays_theirs(world: Arrivals) -> None:
    link = world.asked()
    first = world.couple(ALEX)

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.contacts.owner("email", ALEX.address) == Owner("confirmed", first.id, "a")


def test_when_the_table_is_busy_nothing_is_half_done_and_the_link_still_works(
    world: Arrivals,
) -> None:
    link = world.asked()
    world.memory.before = [busy]
    with pytest.raises(Taken):
        world.confirmed(link)
    assert world.kept() == ["LINK"]

    assert world.on_shelf(world.of(world.confirmed(link))) == ["a#check_in", "a#small"]


@pytest.mark.parametrize("purpose", ["invite", "session"])
def test_a_link_for_something_else_confirms_nothing(world: Arrivals, purpose: str) -> None:
    couple = world.signed_up()
    link = (
        world.invited(couple)
        if purpose == "invite"
        else world.links.issue("session", world.new_id(), {"couple": couple.id}, world.clock())
    )
    before = world.everything()

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.everything() == before
