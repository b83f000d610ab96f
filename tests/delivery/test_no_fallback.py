"""When nothing goes by the other channel: it is not theirs to use, or it is too late, or enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Small
from tests.delivery.evenings import EMAIL, PHONE, due, failing
from tests.delivery.refusing import (
    CONTACTS,
    FIRST,
    NOS,
    SECOND,
    each_no,
    each_way,
    edit,
    provider,
    refused,
    state_of,
)
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, ContactState, Couple


@pytest.mark.parametrize("state", ["unconfirmed", "stopped", "unreachable"])
def test_nothing_goes_by_a_channel_that_is_not_theirs_to_use(state: ContactState) -> None:
    world, couple = due(EMAIL, PHONE)
    unusable = replace(PHONE, state=state)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=one.a.with_contact(unusable)), world.clock()
    )
    world.email.errors = [failing("permanent", stops=True)]
    for _ in range(3):
        assert world.work() == []
    assert (world.sms.sent, world.queue.bodies) == ([], [])
    assert world.states(couple)[FIRST] == "failed"


def test_with_one_channel_only_nothing_follows() -> None:
    world, couple = due(EMAIL)
    world.email.errors = [failing("permanent", bad_address=True)]
    for _ in range(3):
        assert world.work() == []
    assert (world.states(couple), world.queue.bodies) == ({FIRST: "failed"}, [])


def test_nothing_goes_by_a_channel_that_the_operator_switched_off() -> None:
    world, couple = refused(World(CHANNELS="email"))
    assert world.work() == []
    assert world.states(couple)[SECOND] == "skipped"
    assert why(world, couple) == "this channel is switched off"


def test_a_text_in_place_of_an_email_keeps_to_the_hours_for_texts() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    edit(world, couple, small=Small("email", time="21:30"))
    world.email.errors = [failing("permanent", bad_address=True)]
    moment = world.next_due()
    assert moment is not None
    world.until(moment)
    world.work()
    assert world.sms.sent == []
    assert world.states(couple)[SECOND] == "expired"
    assert why(world, couple) == "too late"


@each_way
def test_nothing_goes_once_the_slot_is_worth_nothing(first: Channel, other: Channel) -> None:
    world, couple = refused(World(), CONTACTS[first], CONTACTS[other])
    world.clock.now = world.clock.now.replace(hour=3)  # 22:00, lights out
    world.work()
    assert provider(world, other).sent == []
    assert world.states(couple) == {FIRST: "failed", SECOND: "expired"}


@pytest.mark.parametrize("change", [{"paused": True}, {"small": Small("email", on=False)}])
def test_what_they_said_meanwhile_counts(change: dict[str, Any]) -> None:
    world, couple = refused(World())
    edit(world, couple, **change)
    assert world.work() == []
    assert (world.sms.sent, world.queue.bodies) == ([], [])


def test_a_stop_of_the_other_channel_meanwhile_counts() -> None:
    world, _ = refused(World())
    world.text(PHONE.address, "STOP")
    assert world.work() == []
    assert world.sms.sent == []


@each_no
def test_its_own_failure_is_the_end(becomes: ContactState) -> None:
    world, couple = refused(World())
    world.sms.errors = [failing("permanent", **NOS[becomes])]
    assert world.work() == []
    assert world.queue.bodies == []
    assert world.states(couple) == {FIRST: "failed", SECOND: "failed"}
    assert state_of(world, couple, "sms") == becomes


def test_a_no_that_says_nothing_of_the_address_is_no_reason_for_the_other_one() -> None:
    world, couple = due(EMAIL, PHONE)
    world.email.errors = [failing("permanent")]
    assert world.work() == []
    assert world.queue.bodies == []
    assert state_of(world, couple, "email") == "confirmed"


def why(world: World, couple: Couple) -> str:
    reason: str = world.deliveries(couple)[-1]["reason"]
    return reason
