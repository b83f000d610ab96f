"""A second address of one's own: confirmed by itself, and the one it replaces is let go."""

from __future__ import annotations

import pytest

from chalicelib import keys
from chalicelib.couples.confirm import Confirmed, Taken
from chalicelib.couples.contacts import Consent, Owner
from chalicelib.couples.model import Contact, Couple
from tests.couples.arriving import ALEX, SAM, Arrivals

PHONE = Contact("sms", "+12025550177")
NEW_EMAIL = Contact("email", "alex@new.example.com")


@pytest.fixture
def world() -> Arrivals:
    return Arrivals()


@pytest.fixture
def couple(world: Arrivals) -> Couple:
    return world.couple(ALEX, b=SAM)


def test_an_address_that_is_only_asked_for_is_not_used(world: Arrivals, couple: Couple) -> None:
    world.asked_contact(couple, "a", PHONE)

    assert world.read(couple) == couple
    assert world.contacts.owner("sms", PHONE.address) is None


def test_a_second_channel_stands_beside_the_first(world: Arrivals, couple: Couple) -> None:
    confirmed = world.confirmed(world.asked_contact(couple, "a", PHONE))

    a = world.read(couple).a
    assert confirmed == Confirmed(couple.id, "a", "contact")
    assert (a.contact("email"), a.contact("sms")) == (ALEX, PHONE)
    assert a.small == couple.a.small  # what goes where is theirs to change
    assert world.contacts.owner("sms", PHONE.address) == Owner("confirmed", couple.id, "a")
    assert [one["channel"] for one in world.consents(couple)] == ["sms"]


def test_a_new_address_takes_the_place_of_the_old_one_which_is_free_again(
    world: Arrivals, couple: Couple
) -> None:
    world.confirmed(world.asked_contact(couple, "a", NEW_EMAIL))

    assert world.read(couple).a.contacts == (NEW_EMAIL,)
    assert world.contacts.owner("email", NEW_EMAIL.address) == Owner("confirmed", couple.id, "a")
    assert world.contacts.owner("email", ALEX.address) is None


def test_an_old_address_that_was_stopped_stays_on_the_stop_list(
    world: Arrivals, couple: Couple
) -> None:
    stop = Consent(partner="a", channel="email", act="one click", granted=False)
    world.contacts.stop(ALEX.address, stop, world.clock(), "nonce")

    world.confirmed(world.asked_contact(couple, "a", NEW_EMAIL))

    assert world.read(couple).a.contacts == (NEW_EMAIL,)
    assert world.contacts.owner("email", ALEX.address) == Owner("stopped", None, None)


def test_confirming_ones_own_stopped_address_again_takes_it_off_the_stop_list(
    world: Arrivals, couple: Couple
) -> None:
    stop = Consent(partner="a", channel="email", act="one click", granted=False)
    world.contacts.stop(ALEX.address, stop, world.clock(), "nonce")
    world.preferences.refresh(couple.id, world.clock())
    assert world.on_shelf(couple) == ["b#check_in", "b#small"]
    world.clock.advance(minutes=1)

    world.confirmed(world.asked_contact(couple, "a", ALEX))

    assert world.contacts.owner("email", ALEX.address) == Owner("confirmed", couple.id, "a")
    assert world.on_shelf(couple) == ["a#check_in", "a#small", "b#check_in", "b#small"]
    assert [one["granted"] for one in world.consents(couple)] == [False, True]


@pytest.mark.parametrize("whose", ["the partner's", "a stranger's"])
def test_somebody_elses_address_stays_theirs(world: Arrivals, couple: Couple, whose: str) -> None:
    stranger = Contact("sms", "+12025550155")
    world.couple(stranger)
    wanted = SAM if whose == "the partner's" else stranger
    before = world.contacts.owner("sms", wanted.address)

    with pytest.raises(Taken):
        world.confirmed(world.asked_contact(couple, "a", wanted))

    assert world.read(couple) == couple
    assert world.contacts.owner("sms", wanted.address) == before


def test_a_second_tap_changes_nothing(world: Arrivals, couple: Couple) -> None:
    link = world.asked_contact(couple, "a", PHONE)
    world.confirmed(link)
    before = world.everything()

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.everything() == before


def test_an_address_for_who_was_turned_away_meanwhile_is_nobodys(world: Arrivals) -> None:
    couple = world.joined(world.signed_up())
    link = world.asked_contact(couple, "b", NEW_EMAIL)
    world.confirmations.turn_away(couple.id, world.clock())

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.contacts.owner("email", NEW_EMAIL.address) is None


def test_an_address_for_a_couple_that_is_gone_is_nobodys(world: Arrivals, couple: Couple) -> None:
    link = world.asked_contact(couple, "a", PHONE)
    del world.memory.items[keys.couple_pk(couple.id), keys.COUPLE]

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.couples.get(couple.id) is None
    assert world.contacts.owner("sms", PHONE.address) is None
