"""The ledger's promises on either table: they hang on what a failed condition gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey, Report, State
from chalicelib.delivery.store import Ledger
from tests.world import START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.table import Item, Table

LATER = "2026-11-30T00:00:00Z"


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


def report(
    ledger: Ledger, key: LedgerKey, token: str, state: State, final: Sequence[State] = ()
) -> Item | None:
    """Apply a receipt; gives the delivery as it was, or None if it had nothing to move."""
    said = Report(state, {"code": ""}, tuple(final))
    was = ledger.awaiting(key, token, said)
    if was is not None:
        ledger.receipt(key, was, said)
    return was


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

    found_to_move = [report(ledger, key, "mine", state) for state in receipts]
    assert [one is not None for one in found_to_move] == moved
    assert found(ledger, key)["state"] == ends_as


def test_a_receipt_for_another_attempt_or_for_nothing_moves_nothing(
    ledger: Ledger, key: LedgerKey
) -> None:
    assert not report(ledger, key, "mine", "sent")
    ledger.claim(key, "mine", {}, START)
    assert not report(ledger, key, "theirs", "delivered")

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


def test_a_doubt_comes_into_the_due_index_a_day_later_and_goes_with_its_end(
    table: Table, ledger: Ledger, key: LedgerKey, pk: str
) -> None:
    ledger.claim(key, "mine", {}, START)
    ledger.doubt(key, "mine", START)

    shard = keys.due_shard(pk.removeprefix("COUPLE#"))
    (entry,) = (one for one in table.due(shard, LATER, 1000).items if one["PK"] == pk)
    assert (entry["SK"], entry["plan"]) == (keys.doubt_sk(key.sk), {"token": "mine"})
    assert entry["due_at"] == "2026-11-24T12:00:00Z"

    assert [ledger.give_up(key, "mine"), ledger.give_up(key, "mine")] == [True, False]
    assert found(ledger, key)["reason"] == "no receipt came"
    ledger.no_doubt(key, "mine")
    ledger.no_doubt(key, "mine")
    assert table.query(pk, keys.DOUBT) == []


def test_doubt_and_its_entry_are_written_together_or_not_at_all(
    table: Table, ledger: Ledger, key: LedgerKey, pk: str
) -> None:
    ledger.doubt(key, "mine", START)
    assert table.query(pk) == [], "nothing was claimed, or it was erased meanwhile"

    ledger.claim(key, "mine", {}, START)
    ledger.doubt(key, "theirs", START)
    ledger.record(key, "mine", "sent", {})
    ledger.doubt(key, "mine", START)

    assert found(ledger, key)["state"] == "sent"
    assert table.query(pk, keys.DOUBT) == []


def test_the_entry_of_a_later_doubt_outlives_the_end_of_an_earlier_one(
    table: Table, ledger: Ledger, key: LedgerKey, pk: str
) -> None:
    for token in ("first", "second"):
        ledger.claim(key, token, {}, START)
        ledger.doubt(key, token, START)
        ledger.release(key, "first")

    ledger.no_doubt(key, "first")

    (entry,) = table.query(pk, keys.DOUBT)
    assert entry["plan"] == {"token": "second"}


def test_a_late_receipt_takes_back_that_none_came(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)
    ledger.doubt(key, "mine", START)
    ledger.give_up(key, "mine")

    was = report(ledger, key, "mine", "delivered")

    assert was is not None
    assert (was["state"], found(ledger, key)["state"]) == ("unknown", "delivered")
    assert "reason" not in found(ledger, key)


def test_a_receipt_moves_nothing_that_is_final_to_it(ledger: Ledger, key: LedgerKey) -> None:
    ledger.claim(key, "mine", {}, START)
    report(ledger, key, "mine", "delivered")

    assert report(ledger, key, "mine", "failed", ["delivered"]) is None
    assert report(ledger, key, "mine", "failed") is not None


def test_a_receipt_that_meets_the_senders_record_moves_on_from_there(
    ledger: Ledger, key: LedgerKey
) -> None:
    ledger.claim(key, "mine", {}, START)
    said = Report("delivered", {"code": ""})
    was = ledger.awaiting(key, "mine", said)
    assert was is not None
    ledger.record(key, "mine", "sent", {})

    ledger.receipt(key, was, said)

    assert found(ledger, key)["state"] == "delivered"


def test_a_report_that_is_heavier_for_the_address_is_heard_after_a_lighter_one(
    ledger: Ledger, key: LedgerKey
) -> None:
    """A soft bounce, then a hard one, then a complaint; never the other way round."""
    ledger.claim(key, "mine", {}, START)
    heard = []
    for becomes in (None, "unreachable", None, "stopped", "unreachable", "stopped"):
        said = Report("failed", {"code": f"{becomes}"}, becomes=becomes)
        was = ledger.awaiting(key, "mine", said)
        heard.append(was is not None)
        if was is not None:
            ledger.receipt(key, was, said)

    assert heard == [True, True, False, True, False, False]
    assert found(ledger, key)["code"] == "stopped"
