"""The second partner: by the forwarded link, of their own accord, and confirmed by the first."""

from __future__ import annotations

import pytest

from chalicelib import keys
from chalicelib.couples.confirm import Confirmed, Taken
from chalicelib.couples.contacts import Consent, Owner
from chalicelib.couples.model import Contact, Couple
from chalicelib.couples.signup import Joining
from tests.couples.arriving import ALEX, SAM, Arrivals


@pytest.fixture
def world() -> Arrivals:
    return Arrivals()


@pytest.fixture
def couple(world: Arrivals) -> Couple:
    return world.signed_up()


def test_inviting_writes_to_nobody(world: Arrivals, couple: Couple) -> None:
    world.invited(couple)

    assert world.queue.take() == []
    assert world.read(couple).b is None


def test_who_joined_waits_and_gets_nothing_yet(world: Arrivals, couple: Couple) -> None:
    confirmed = world.confirmed(world.asked_to_join(world.invited(couple)))

    assert confirmed == Confirmed(couple.id, "b", "join")
    joined = world.read(couple)
    assert joined.b is not None
    assert not joined.b.admitted
    assert (joined.b.name, joined.b.zone, joined.b.contacts) == ("Sam", "Europe/Berlin", (SAM,))
    assert joined.solo
    assert world.on_shelf(couple) == ["a#check_in", "a#small"]
    assert world.contacts.owner("sms", SAM.address) == Owner("confirmed", couple.id, "b")


def test_their_consent_is_kept_as_theirs(world: Arrivals, couple: Couple) -> None:
    world.joined(couple)

    assert [one["partner"] for one in world.consents(couple)] == ["a", "b"]


def test_once_the_first_confirms_them_their_rhythms_start(world: Arrivals, couple: Couple) -> None:
    world.joined(couple)

    admitted = world.confirmations.admit(couple.id, world.clock())

    assert not admitted.solo
    assert world.read(couple) == admitted
    assert world.on_shelf(couple) == ["a#check_in", "a#small", "b#check_in", "b#small"]


def test_confirming_nobody_changes_nobody(world: Arrivals, couple: Couple) -> None:
    assert world.confirmations.admit(couple.id, world.clock()).b is None


@pytest.mark.parametrize(
    ("choice", "on_shelf", "relays"),
    [
        (Joining(agenda=True, nudges=False, thanks=False), ["b#check_in"], False),
        (Joining(agenda=False, nudges=True, thanks=True), ["b#small"], True),
        (Joining(agenda=False, nudges=False, thanks=True), [], True),
    ],
)
def test_they_get_what_they_chose_and_no_more(
    world: Arrivals, couple: Couple, choice: Joining, on_shelf: list[str], relays: bool
) -> None:
    world.confirmed(world.asked_to_join(world.invited(couple), choice=choice))

    admitted = world.confirmations.admit(couple.id, world.clock())

    assert world.on_shelf(couple) == ["a#check_in", "a#small", *on_shelf]
    assert admitted.b is not None
    assert admitted.b.relays is relays


def test_an_invitation_lets_in_one(world: Arrivals, couple: Couple) -> None:
    invitation = world.invited(couple)
    first = world.asked_to_join(invitation)
    second = world.asked_to_join(invitation, Contact("email", "other@example.com"))
    world.confirmed(first)
    world.confirmations.turn_away(couple.id, world.clock())
    before = world.everything()

    for link in (first, second):
        with pytest.raises(Taken):
            world.confirmed(link)

    assert world.everything() == before


def test_a_second_invitation_does_not_replace_who_has_joined(
    world: Arrivals, couple: Couple
) -> None:
    late = world.asked_to_join(world.invited(couple), Contact("email", "other@example.com"))
    joined = world.joined(couple)

    with pytest.raises(Taken):
        world.confirmed(late)

    assert world.read(couple) == joined


def test_of_two_who_join_at_once_one_does(world: Arrivals, couple: Couple) -> None:
    invitation = world.invited(couple)
    first = world.asked_to_join(invitation)
    second = world.asked_to_join(invitation, Contact("email", "other@example.com"))
    world.memory.before = [lambda: world.confirmed(second)]

    with pytest.raises(Taken):
        world.confirmed(first)

    assert world.contacts.owner("email", "other@example.com") == Owner("confirmed", couple.id, "b")
    assert world.contacts.owner("sms", SAM.address) is None


def test_the_first_partners_own_address_stays_the_firsts(world: Arrivals, couple: Couple) -> None:
    joined = world.joined(couple, ALEX)

    assert joined.b is not None
    assert not joined.b.reachable("email"), "the agenda comes there once, for both"
    assert world.contacts.owner("email", ALEX.address) == Owner("confirmed", couple.id, "a")


def test_who_is_turned_away_is_forgotten_and_may_come_by_another_way(
    world: Arrivals, couple: Couple
) -> None:
    world.joined(couple)

    world.confirmations.turn_away(couple.id, world.clock())

    assert world.read(couple).b is None
    assert world.contacts.owner("sms", SAM.address) is None
    assert world.queue.take() == []  # they hear nothing of it
    assert world.signed_up(SAM).a.contacts == (SAM,)


def test_whoever_stopped_before_they_were_turned_away_stays_stopped(
    world: Arrivals, couple: Couple
) -> None:
    world.joined(couple)
    stop = Consent(partner="b", channel="sms", act="text: stop", granted=False)
    world.contacts.stop(SAM.address, stop, world.clock(), "nonce")

    world.confirmations.turn_away(couple.id, world.clock())

    assert world.read(couple).b is None
    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", None, None)


def test_who_is_already_part_of_it_cannot_be_turned_away(world: Arrivals, couple: Couple) -> None:
    world.joined(couple)
    admitted = world.confirmations.admit(couple.id, world.clock())

    turned = world.confirmations.turn_away(couple.id, world.clock())

    assert turned.b == admitted.b
    assert world.contacts.owner("sms", SAM.address) == Owner("confirmed", couple.id, "b")


def test_the_next_to_join_starts_with_nothing_of_who_was_turned_away(
    world: Arrivals, couple: Couple
) -> None:
    first = world.joined(couple)
    world.confirmations.turn_away(couple.id, world.clock())

    second = world.joined(couple, Contact("email", "sam@example.com"))

    assert first.b is not None
    assert second.b is not None
    assert second.b.contacts == (Contact("email", "sam@example.com"),)
    assert second.b.generation != first.b.generation  # so no session of the first opens the page


def test_nobody_joins_a_couple_that_is_gone(world: Arrivals, couple: Couple) -> None:
    link = world.asked_to_join(world.invited(couple))
    del world.memory.items[keys.couple_pk(couple.id), keys.COUPLE]

    with pytest.raises(Taken):
        world.confirmed(link)

    assert world.couples.get(couple.id) is None
