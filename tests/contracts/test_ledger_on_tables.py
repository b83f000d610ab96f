"""The ledger's promises on either table: they hang on what a failed condition gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey, State
from chalicelib.delivery.store import Ledger
from tests.world import START

if TYPE_CHECKING:
    from chalicelib.table import Item, Table


@pytest.fixture
def ledger(table: Table) -> Ledger:
    return Ledger(table)


@pytest.fixture
def key(pk: str) -> LedgerKey:
    return LedgerKey(pk, keys.delivery_sk("a", "2026-11-23", "small"))


def found(ledger: Ledger, key: LedgerKey) -> Item:
    item = ledger.find(key)
    assert item is not None
    return item


def test_a_slot_is_claimed_once_and_the_next_one_sees_by_whom(
    ledger: Ledger, key: LedgerKey
) -> None:
    assert ledger.claim(key, "mine", {"channel": "sms"}, START) is None

    standing = ledger.claim(key, "theirs", {"channel": "email"}, START)

    assert standing is not None
    assert (standing["token"], standing["state"], standing["channel"]) == ("mine", "claimed", "sms")
    assert found(ledger, key) == standing


def test_a_claim_whose_answer_was_lost_is_still_mine(ledger: Ledger, key: LedgerKey) -> None:
    assert ledger.claim(key, "mine", {}, START) is None
    assert ledger.claim(key, "mine", {}, START) is None


def test_only_the_holder_gives_a_claim_back(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)

    ledger.release(key, "theirs")
    assert found(ledger, key)["token"] == "mine"

    ledger.release(key, "mine")
    assert ledger.find(key) is None
    assert ledger.claim(key, "theirs", {}, START) is None


def test_what_was_sent_is_never_given_back(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)
    ledger.record(key, "mine", "sent", {"provider_id": "SM1"})

    ledger.release(key, "mine")

    assert found(ledger, key)["state"] == "sent"


def test_what_is_in_doubt_is_settled_by_its_holder_only(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)
    ledger.doubt(key, "mine", START)
    assert found(ledger, key)["state"] == "in_doubt"

    ledger.record(key, "theirs", "sent", {"provider_id": "SM2"})
    assert found(ledger, key)["state"] == "in_doubt"

    ledger.record(key, "mine", "sent", {"provider_id": "SM1"})
    assert found(ledger, key)["provider_id"] == "SM1"


@pytest.mark.parametrize(
    ("receipts", "moved", "ends_as"),
    [
        (["delivered"], [True], "delivered"),
        (["sent", "delivered"], [True, True], "delivered"),
        (["delivered", "sent", "delivered"], [True, False, False], "delivered"),
        (["failed", "delivered"], [True, False], "failed"),
    ],
)
def test_receipts_only_move_forward(
    ledger: Ledger, key: LedgerKey, receipts: list[State], moved: list[bool], ends_as: State
) -> None:
    ledger.claim(key, "mine", {}, START)

    assert [ledger.receipt(key, "mine", state, {}) for state in receipts] == moved
    assert found(ledger, key)["state"] == ends_as


def test_a_receipt_for_another_attempt_or_for_nothing_moves_nothing(
    ledger: Ledger, key: LedgerKey
) -> None:
    assert not ledger.receipt(key, "mine", "sent", {})
    ledger.claim(key, "mine", {}, START)
    assert not ledger.receipt(key, "theirs", "delivered", {})

    assert found(ledger, key)["state"] == "claimed"


def test_closing_leaves_alone_what_stands(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)
    ledger.close(key, "expired", {"reason": "too late"}, START)
    assert found(ledger, key)["state"] == "claimed"

    other = LedgerKey(key.pk, keys.delivery_sk("a", "2026-11-25", "small"))
    ledger.close(other, "expired", {"reason": "too late"}, START)
    assert found(ledger, other)["reason"] == "too late"


def test_the_newest_deliveries_of_one_partner_come_first(ledger: Ledger, pk: str) -> None:
    couple = pk.removeprefix("COUPLE#")
    for partner, day in (("a", "23"), ("a", "27"), ("b", "28"), ("a", "25")):
        slot = LedgerKey(pk, keys.delivery_sk(partner, f"2026-11-{day}", "small"))
        ledger.claim(slot, "mine", {"day": day}, START)

    assert [one["day"] for one in ledger.newest(couple, "a")] == ["27", "25", "23"]
