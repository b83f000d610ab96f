"""Receipts come in any order, any number of times: forward only, and never to another attempt."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact, ContactState, Couple
from chalicelib.delivery.model import RANK, LedgerKey
from chalicelib.delivery.receipts import Receipt, ReceiptState
from tests.delivery.evenings import EMAIL, PHONE, due, once, the_state
from tests.world import World

STATES: tuple[ReceiptState, ...] = ("sent", "delivered", "failed")
REPORTS = [each for count in (1, 2, 3) for each in permutations(STATES, count)]


def sent() -> tuple[World, Couple, Receipt]:
    """A slot that went out by email, and the receipt that says so."""
    world, couple = due(EMAIL, PHONE)
    world.work()
    (envelope,) = world.email.sent
    return world, couple, Receipt(envelope.key, envelope.attempt, "sent")


def contact_state(world: World, couple: Couple) -> ContactState:
    contact = world.read(couple).a.contact("email")
    assert contact is not None
    return contact.state


@pytest.mark.parametrize("reports", REPORTS)
@pytest.mark.parametrize("twice", [False, True])
def test_in_any_order_the_furthest_one_counts(
    reports: tuple[ReceiptState, ...], *, twice: bool
) -> None:
    world, couple, receipt = sent()
    for state in reports * (1 + twice):
        world.receipts.apply(replace(receipt, state=state), world.clock())
    furthest = max(("sent", *reports), key=lambda state: RANK[state])
    assert the_state(world, couple) == furthest


def test_a_repeated_receipt_writes_nothing() -> None:
    world, _, receipt = sent()
    world.receipts.apply(replace(receipt, state="delivered"), world.clock())
    before = world.everything()
    world.clock.advance(minutes=1)
    world.receipts.apply(replace(receipt, state="delivered"), world.clock())
    world.receipts.apply(receipt, world.clock())
    assert world.everything() == before


@pytest.mark.parametrize(
    ("key", "attempt"),
    [
        (None, "another"),
        (None, ""),
        (LedgerKey("COUPLE#gone", "DELIVERY#a#2026-11-23#small"), None),
        (LedgerKey("CONTROL", "HOLD"), None),
    ],
)
def test_an_unknown_attempt_changes_nothing(key: LedgerKey | None, attempt: str | None) -> None:
    world, _, receipt = sent()
    before = world.everything()
    for state in STATES:
        foreign = Receipt(
            key or receipt.key,
            receipt.attempt if attempt is None else attempt,
            state,
            contact_becomes="stopped",
        )
        world.receipts.apply(foreign, world.clock())
    assert world.everything() == before


def test_a_receipt_of_what_was_never_sent_changes_nothing() -> None:
    world, couple = due()
    world.clock.advance(hours=5)
    world.work()
    assert the_state(world, couple) == "expired"
    key = LedgerKey(keys.couple_pk(couple.id), world.deliveries(couple)[0]["SK"])
    world.receipts.apply(Receipt(key, "", "delivered"), world.clock())
    assert the_state(world, couple) == "expired"


@pytest.mark.parametrize("becomes", ["stopped", "unreachable"])
@pytest.mark.parametrize("delivered_first", [False, True])
def test_a_no_retires_the_address_that_it_came_from(
    becomes: ContactState, *, delivered_first: bool
) -> None:
    """A complaint comes after the delivery, and so may a bounce."""
    world, couple, receipt = sent()
    if delivered_first:
        world.receipts.apply(replace(receipt, state="delivered"), world.clock())
    no = replace(receipt, state="failed", contact_becomes=becomes)
    world.receipts.apply(no, world.clock())
    assert contact_state(world, couple) == becomes
    assert world.read(couple).a.reachable("sms"), "the other channel goes on"
    owner = world.contacts.owner("email", EMAIL.address)
    assert owner is not None
    assert owner.state == becomes
    assert world.next_due() is None, "nothing more is planned for it"


def test_a_no_that_comes_again_after_they_came_back_changes_nothing() -> None:
    world, couple, receipt = sent()
    no = replace(receipt, state="failed", contact_becomes="unreachable")
    world.receipts.apply(no, world.clock())
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(EMAIL)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", EMAIL)],
    )
    world.receipts.apply(no, world.clock())
    assert contact_state(world, couple) == "confirmed"


def test_a_no_for_an_address_that_was_replaced_does_not_retire_the_new_one() -> None:
    """A bounce may come hours later."""
    world, couple, receipt = sent()
    new = Contact("email", "lex@example.com")
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(new)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", new)],
    )
    no = replace(receipt, state="failed", contact_becomes="unreachable")
    world.receipts.apply(no, world.clock())
    assert contact_state(world, couple) == "confirmed"


def test_a_no_for_a_stopped_address_leaves_it_stopped() -> None:
    world, couple, receipt = sent()
    stopped = replace(EMAIL, state="stopped")
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=one.a.with_contact(stopped)), world.clock()
    )
    no = replace(receipt, state="failed", contact_becomes="unreachable")
    world.receipts.apply(no, world.clock())
    assert contact_state(world, couple) == "stopped"


def test_a_no_about_an_address_that_nobody_has_confirmed_yet_touches_nobody() -> None:
    world = World()
    couple = world.couple(Contact("email", "sam@example.com"))
    key = LedgerKey("LINK#0", keys.notice_sk("a", "confirm", "0"))
    world.ledger.claim(key, "t", {"channel": "email"}, world.clock())
    world.receipts.apply(Receipt(key, "t", "failed", "complaint", "stopped"), world.clock())
    assert contact_state(world, couple) == "confirmed"
    kept = world.ledger.find(key)
    assert kept is not None
    assert (kept["state"], kept["code"]) == ("failed", "complaint")


def test_the_record_of_a_send_keeps_what_a_faster_receipt_said() -> None:
    world, couple = due()

    def bounced() -> None:
        (claimed,) = world.deliveries(couple)
        key = LedgerKey(claimed["PK"], claimed["SK"])
        receipt = Receipt(key, claimed["token"], "failed", "x", "unreachable")
        world.receipts.apply(receipt, world.clock())

    world.email.before = once(bounced)
    world.work()
    assert the_state(world, couple) == "failed"
    assert contact_state(world, couple) == "unreachable"
