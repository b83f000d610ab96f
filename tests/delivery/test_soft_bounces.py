"""A full mailbox once is nothing. Three in a row, and the address is of no use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from tests.delivery.bounces import bounce
from tests.delivery.evenings import EMAIL, PHONE, notify
from tests.delivery.lagging import LaggingWorld
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import ContactState, Couple
    from chalicelib.delivery.receipts import Receipt

SAM = Contact("email", "sam@example.com")


def evenings(world: World, couple: Couple, *ends: str) -> ContactState:
    """What each evening's email became, in order; and what becomes of the address."""
    for end in ends:
        to_next_email(world)
        world.receipts.apply(receipt(world, end), world.clock())
    return state_of(world, couple)


def to_next_email(world: World) -> None:
    before = len(world.email.sent)
    while len(world.email.sent) == before:
        moment = world.next_due()
        assert moment is not None
        world.until(moment)
        world.work()


def receipt(world: World, end: str) -> Receipt:
    softly = bounce(world.email.sent[-1], end if end in {"Transient", "Undetermined"} else "Other")
    return replace(softly, state="delivered", code="") if end == "delivered" else softly


def state_of(world: World, couple: Couple) -> ContactState:
    contact = world.read(couple).a.contact("email")
    assert contact is not None
    return contact.state


@pytest.mark.parametrize(
    "ends",
    [
        ("Transient", "Transient", "Transient"),
        ("Undetermined", "Transient", "Undetermined"),
        ("Transient", "delivered", "Transient", "Transient", "Transient"),
    ],
)
def test_three_in_a_row_are_as_good_as_a_hard_one(ends: tuple[str, ...]) -> None:
    world = World()
    couple = world.couple(EMAIL)
    *most, last = ends
    assert evenings(world, couple, *most) == "confirmed"
    assert evenings(world, couple, last) == "unreachable"
    assert world.next_due() is None


@pytest.mark.parametrize("between", ["delivered", "another failure"])
def test_one_that_ended_otherwise_in_between_begins_anew(between: str) -> None:
    world = World()
    couple = world.couple(EMAIL)
    ends = ("Transient", "Transient", between, "Transient", "Transient", between, "Transient")
    assert evenings(world, couple, *ends) == "confirmed"


def test_one_whose_end_nobody_reported_counts_neither_way() -> None:
    world = World()
    couple = world.couple(EMAIL)
    evenings(world, couple, "Transient", "Transient")
    to_next_email(world)
    assert state_of(world, couple) == "confirmed"
    assert evenings(world, couple, "Transient") == "unreachable"


def test_the_bounces_of_another_address_do_not_count() -> None:
    world = World()
    couple = world.couple(EMAIL)
    evenings(world, couple, "Transient", "Transient")
    new = Contact("email", "lex@example.com")
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(new)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", new)],
    )
    assert evenings(world, couple, "Transient", "Transient") == "confirmed"
    assert evenings(world, couple, "Transient") == "unreachable"


def test_nor_do_those_of_their_partner() -> None:
    world = World()
    couple = world.couple(EMAIL, b=SAM)
    for _ in range(2):
        to_next_email(world)  # both get theirs in the same minute
        for envelope in world.email.sent[-2:]:
            world.receipts.apply(bounce(envelope, "Transient"), world.clock())
    both = world.read(couple)
    assert both.b is not None
    assert both.a.reachable("email")
    assert both.b.reachable("email")


def test_what_was_delivered_and_then_answered_by_a_machine_is_delivered() -> None:
    """SES reports "I am on holiday" as a soft bounce, after the delivery."""
    world = World()
    couple = world.couple(EMAIL, PHONE)
    for _ in range(4):
        assert evenings(world, couple, "delivered") == "confirmed"
        world.receipts.apply(receipt(world, "Transient"), world.clock())
    assert set(world.states(couple).values()) == {"delivered"}
    assert state_of(world, couple) == "confirmed"


def test_a_notice_that_bounces_softly_counts_with_the_others() -> None:
    world = World()
    couple = world.couple(EMAIL)
    assert evenings(world, couple, "Transient", "Transient") == "confirmed"
    notify(world, couple, "welcome")
    world.work()
    world.receipts.apply(receipt(world, "Transient"), world.clock())
    assert state_of(world, couple) == "unreachable"


def test_the_third_counts_though_a_read_lags_behind_it() -> None:
    world = LaggingWorld()
    couple = world.couple(EMAIL)
    evenings(world, couple, "Transient", "Transient")
    to_next_email(world)
    world.memory.lags()
    world.receipts.apply(receipt(world, "Transient"), world.clock())
    assert state_of(world, couple) == "unreachable"


def test_the_message_that_was_the_third_goes_by_the_other_channel() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    evenings(world, couple, "Transient", "Transient", "Transient")
    world.work()
    assert len(world.sms.sent) == 1
    *_, failed, sent = world.deliveries(couple)
    assert sent["SK"] == f"{failed['SK']}#fallback"
    assert sent["item"] == failed["item"]
