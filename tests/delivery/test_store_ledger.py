"""The ledger: a delivery belongs to its token, only moves forward, and nothing else moves it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, get_args

import pytest

from chalicelib import keys
from chalicelib.content.pick import LOOKS_BACK
from chalicelib.delivery.model import RANK, LedgerKey, Report, State
from chalicelib.delivery.store import CURSOR_DAYS, CURSOR_DEPTHS, Ledger
from tests.world import START
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Item

KEY = LedgerKey("COUPLE#1", keys.delivery_sk("a", "2026-11-23", "small"))
RECORD = {"channel": "sms", "item": "gesture-charger"}


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(MemoryTable())


def kept(ledger: Ledger) -> Item:
    item = ledger.find(KEY)
    assert item is not None
    return item


def state(ledger: Ledger) -> str | None:
    item = ledger.find(KEY)
    return item["state"] if item else None


def put_in(ledger: Ledger, wanted: State) -> None:
    ledger.claim(KEY, "mine", RECORD, START)
    if wanted == "in_doubt":
        ledger.doubt(KEY, "mine", START)
    elif wanted != "claimed":
        ledger.record(KEY, "mine", wanted, {})
    assert state(ledger) == wanted


def test_the_first_claim_is_mine_and_the_second_sees_it(ledger: Ledger) -> None:
    assert ledger.claim(KEY, "mine", RECORD, START) is None
    standing = ledger.claim(KEY, "theirs", {"channel": "email"}, START)
    assert standing is not None
    assert (standing["token"], standing["channel"]) == ("mine", "sms")


def test_my_own_claim_in_the_way_is_my_success(ledger: Ledger) -> None:
    """The answer to the first try was lost, and botocore tried again."""
    assert ledger.claim(KEY, "mine", RECORD, START) is None
    assert ledger.claim(KEY, "mine", RECORD, START) is None


def test_only_the_holder_gives_a_claim_back(ledger: Ledger) -> None:
    put_in(ledger, "claimed")
    ledger.release(KEY, "theirs")
    assert state(ledger) == "claimed"
    ledger.release(KEY, "mine")
    assert state(ledger) is None
    ledger.release(KEY, "mine")
    assert state(ledger) is None


@pytest.mark.parametrize("standing", ["sent", "delivered", "failed", "unknown"])
def test_what_a_receipt_has_moved_is_not_given_back(ledger: Ledger, standing: State) -> None:
    put_in(ledger, standing)
    ledger.release(KEY, "mine")
    assert state(ledger) == standing


def test_the_holder_records_even_after_somebody_doubted(ledger: Ledger) -> None:
    put_in(ledger, "in_doubt")
    ledger.record(KEY, "theirs", "sent", {})
    assert state(ledger) == "in_doubt"
    ledger.record(KEY, "mine", "sent", {"provider_id": "SM1"})
    assert (state(ledger), kept(ledger)["provider_id"]) == ("sent", "SM1")


def test_doubt_moves_a_claim_and_nothing_else(ledger: Ledger) -> None:
    put_in(ledger, "sent")
    ledger.doubt(KEY, "mine", START)
    assert state(ledger) == "sent"


STATES: tuple[State, ...] = get_args(State)
ATTEMPTED: tuple[State, ...] = ("claimed", "in_doubt", "sent", "unknown", "delivered", "failed")


@pytest.mark.parametrize("standing", ATTEMPTED)
@pytest.mark.parametrize("reported", ["sent", "delivered", "failed"])
def test_a_receipt_only_moves_forward(ledger: Ledger, standing: State, reported: State) -> None:
    put_in(ledger, standing)
    forward = RANK[reported] > RANK[standing]
    said = Report(reported, {"code": "x"})
    was = ledger.awaiting(KEY, "mine", said)
    assert (was and was["state"]) == (standing if forward else None)
    if was is not None:
        ledger.receipt(KEY, was, said)
    assert state(ledger) == (reported if forward else standing)
    assert ("code" in kept(ledger)) is forward


def test_every_state_has_its_rank() -> None:
    assert set(RANK) == set(STATES)
    assert RANK["claimed"] < RANK["in_doubt"] < RANK["sent"] < RANK["unknown"] < RANK["delivered"]


def test_a_receipt_of_another_attempt_moves_nothing(ledger: Ledger) -> None:
    assert ledger.awaiting(KEY, "mine", Report("sent")) is None
    put_in(ledger, "claimed")
    assert ledger.awaiting(KEY, "theirs", Report("sent")) is None
    assert state(ledger) == "claimed"


@pytest.mark.parametrize("standing", ATTEMPTED)
def test_closing_never_covers_a_delivery(ledger: Ledger, standing: State) -> None:
    put_in(ledger, standing)
    ledger.close(KEY, "expired", {"reason": "too late"}, START)
    assert state(ledger) == standing


def test_what_is_closed_cannot_be_claimed(ledger: Ledger) -> None:
    ledger.close(KEY, "skipped", {"reason": "paused"}, START)
    standing = ledger.claim(KEY, "mine", RECORD, START)
    assert standing is not None
    assert (standing["state"], standing["reason"]) == ("skipped", "paused")


def test_deliveries_are_kept_thirteen_months(ledger: Ledger) -> None:
    put_in(ledger, "claimed")
    kept_for = timedelta(seconds=kept(ledger)["expires_at"] - START.timestamp())
    assert timedelta(days=395) < kept_for < timedelta(days=398)


def test_the_newest_deliveries_are_one_partners_slots_newest_first(ledger: Ledger) -> None:
    few, _, _ = CURSOR_DEPTHS
    days = [START + timedelta(days=2 * number) for number in range(few + 5)]
    for day, partner in product(days, "ab"):
        sk = keys.delivery_sk(partner, f"{day:%Y-%m-%d}", "small")
        ledger.claim(LedgerKey("COUPLE#1", sk), "t", {"partner": partner, "item": "x"}, day)
    ledger.claim(LedgerKey("COUPLE#1", keys.notice_sk("a", "link", "z")), "t", {}, START)
    newest = ledger.newest("1", "a")
    assert {one.get("partner") for one in newest} == {"a"}
    assert [one["at"] for one in newest] == [day.isoformat() for day in reversed(days[-few:])]


def test_it_is_read_back_as_far_as_choosing_looks_whatever_stands_between(ledger: Ledger) -> None:
    """A note, an agenda and what went by the other channel, every day: twice as many as usual."""
    assert timedelta(days=CURSOR_DAYS) == LOOKS_BACK
    days = [START + timedelta(days=number) for number in range(CURSOR_DAYS + 10)]
    for day in days:
        slot = keys.delivery_sk("a", f"{day:%Y-%m-%d}", "small")
        for sk in (slot, keys.fallback_sk(slot)):
            ledger.claim(LedgerKey("COUPLE#1", sk), "t", {"item": "x"}, day)
    newest = ledger.newest("1", "a")
    assert len({one["at"] for one in newest}) > CURSOR_DAYS


def test_a_year_of_agendas_does_not_hide_where_small_nudges_had_got_to(ledger: Ledger) -> None:
    """They rested since spring; in autumn they go on with what comes next."""
    spring = LedgerKey("COUPLE#1", keys.delivery_sk("a", f"{START:%Y-%m-%d}", "small"))
    ledger.claim(spring, "t", {"item": "gesture-tea", "step": 4}, START)
    for number in range(CURSOR_DEPTHS[1] + 5):
        day = START + timedelta(weeks=number)
        sk = keys.delivery_sk("a", f"{day:%Y-%m-%d}", "check_in")
        ledger.claim(LedgerKey("COUPLE#1", sk), "t", {"kind": "check_in"}, day)

    assert "gesture-tea" in {one.get("item") for one in ledger.newest("1", "a")}
