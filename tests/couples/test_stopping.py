"""STOP wins every race, once and for all; a provider's no reaches this very address only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import TRIES, Consent, Owner
from chalicelib.couples.model import Contact, Couple
from tests.racing import RacyWorld, busy

SAM = Contact("sms", "+12025550143")
SAMS_EMAIL = Contact("email", "sam@example.com")
STOP = Consent(partner="a", channel="sms", act="text: stop", granted=False)


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def couple(world: RacyWorld) -> Couple:
    return world.couple(b=SAM)


def stop(world: RacyWorld, address: str = SAM.address) -> Owner | None:
    return world.contacts.stop(address, STOP, world.clock(), world.new_id()[:8])


def state_of_b(world: RacyWorld, couple: Couple) -> str:
    b = world.read(couple).b
    contact = b.contact("sms") if b else None
    return contact.state if contact else "none"


def consents(world: RacyWorld, couple: Couple) -> list[tuple[str, str, bool]]:
    found = world.table.query(keys.couple_pk(couple.id), keys.CONSENT)
    return [(one["partner"], one["act"], one["granted"]) for one in found]


def move_b(world: RacyWorld, couple: Couple, contact: Contact) -> None:
    """b has another address on that channel from now on."""

    def change(one: Couple) -> Couple:
        assert one.b is not None
        return replace(one, b=one.b.with_contact(contact))

    world.preferences.edit(
        couple.id,
        change,
        world.clock(),
        lambda _: [
            *world.contacts.forget(couple.id, "b", SAM),
            world.contacts.confirm(couple.id, "b", contact),
        ],
    )


def test_stop_reaches_the_stop_list_the_couple_and_the_record_at_once(
    world: RacyWorld, couple: Couple
) -> None:
    assert stop(world) == Owner("confirmed", couple.id, "b")

    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", couple.id, "b")
    assert state_of_b(world, couple) == "stopped"
    assert consents(world, couple) == [("b", "text: stop", False)]


def test_stop_counts_the_version_up_so_that_a_send_in_progress_looks_again(
    world: RacyWorld, couple: Couple
) -> None:
    stop(world)

    assert world.read(couple).version == couple.version + 1


def test_stop_touches_one_channel_of_one_person(world: RacyWorld, couple: Couple) -> None:
    stop(world)

    assert world.read(couple).a == couple.a


def test_a_stop_from_an_unknown_number_is_kept_for_whoever_gives_it_later(
    world: RacyWorld,
) -> None:
    assert stop(world, "+12025550199") is None

    assert world.contacts.owner("sms", "+12025550199") == Owner("stopped", None, None)


@pytest.mark.parametrize("busy_times", [1, 2, TRIES - 1])
def test_a_transaction_in_its_way_does_not_keep_a_stop_from_the_couple(
    world: RacyWorld, couple: Couple, busy_times: int
) -> None:
    world.memory.before = [busy] * busy_times

    assert stop(world) == Owner("confirmed", couple.id, "b")

    assert state_of_b(world, couple) == "stopped"
    assert consents(world, couple) == [("b", "text: stop", False)]


def test_whatever_is_in_its_way_a_stop_is_on_the_stop_list(
    world: RacyWorld, couple: Couple
) -> None:
    world.memory.before = [busy] * TRIES

    stop(world)

    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", couple.id, "b")


def test_a_stop_while_somebody_edits_survives_the_edit(world: RacyWorld, couple: Couple) -> None:
    world.memory.before = [lambda: stop(world)]

    edited = world.preferences.edit(
        couple.id,
        lambda one: one.with_partner("a", replace(one.a, kids_down="19:30")),
        world.clock(),
    )

    assert world.memory.before == []
    assert edited.a.kids_down == "19:30"
    assert world.read(couple).a.kids_down == "19:30"
    assert state_of_b(world, couple) == "stopped"


def test_a_stop_of_an_address_they_just_left_does_not_stop_the_new_one(
    world: RacyWorld, couple: Couple
) -> None:
    new = Contact("sms", "+12025550177")
    world.memory.before = [lambda: move_b(world, couple, new)]

    stop(world)

    assert state_of_b(world, couple) == "confirmed"
    assert world.contacts.owner("sms", new.address) == Owner("confirmed", couple.id, "b")
    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", None, None)


def test_a_stop_that_comes_after_the_couple_is_gone_is_kept(
    world: RacyWorld, couple: Couple
) -> None:
    del world.memory.items[keys.couple_pk(couple.id), keys.COUPLE]

    stop(world)

    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", couple.id, "b")
    assert world.couples.get(couple.id) is None  # nothing resurrects them


def test_a_provider_that_says_no_takes_the_address_out_of_use(
    world: RacyWorld, couple: Couple
) -> None:
    world.contacts.mark(couple.id, "b", SAM, "unreachable")

    assert world.contacts.owner("sms", SAM.address) == Owner("unreachable", couple.id, "b")
    assert state_of_b(world, couple) == "unreachable"


def test_no_provider_turns_a_stop_into_less(world: RacyWorld, couple: Couple) -> None:
    stop(world)

    world.contacts.mark(couple.id, "b", SAM, "unreachable")

    assert world.contacts.owner("sms", SAM.address) == Owner("stopped", couple.id, "b")
    assert state_of_b(world, couple) == "stopped"


def test_a_late_no_for_an_address_they_left_does_not_reach_the_new_one(
    world: RacyWorld, couple: Couple
) -> None:
    new = Contact("sms", "+12025550177")
    move_b(world, couple, new)

    world.contacts.mark(couple.id, "b", SAM, "unreachable")

    assert state_of_b(world, couple) == "confirmed"
    assert world.contacts.owner("sms", SAM.address) is None


def test_a_late_no_does_not_reach_whoever_has_the_address_now(
    world: RacyWorld, couple: Couple
) -> None:
    world.contacts.mark(couple.id, "b", SAM, "unreachable")
    other = world.couple(SAM)

    world.contacts.mark(couple.id, "b", SAM, "unreachable")

    assert world.contacts.owner("sms", SAM.address) == Owner("confirmed", other.id, "a")
