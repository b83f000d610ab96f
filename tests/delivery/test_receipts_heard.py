"""An agenda in doubt that came after all was heard; one that failed was not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.receipts import Receipt
from tests.delivery.evenings import failing, once
from tests.delivery.sundays import BATH, SOUP, SUNDAY, agendas, put_in_jar, two
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.delivery.receipts import ReceiptState

A_DAY, A_WEEK = timedelta(hours=24), timedelta(days=7)
ABOUT_ALEX, ABOUT_SAM = SOUP, BATH  # each wrote about the other


def doubtful() -> tuple[World, Couple]:
    """The agendas of both went out on Sunday, or not: the provider did not answer."""
    world = World()
    couple = two(world)
    put_in_jar(world, couple, "b", ABOUT_ALEX, "waiting")
    put_in_jar(world, couple, "a", ABOUT_SAM, "waiting")
    world.until(SUNDAY - timedelta(minutes=1))
    world.email.errors = [failing("unknown"), failing("unknown")]
    world.until(SUNDAY)
    assert heard(world, couple) == set()
    return world, couple


def heard(world: World, couple: Couple) -> set[str]:
    return {one.text for one in world.jar.all(couple.id) if one.state == "heard"}


def reports(world: World, couple: Couple, reader: str, state: ReceiptState) -> None:
    key = LedgerKey(
        keys.couple_pk(couple.id), keys.delivery_sk(reader, f"{SUNDAY:%Y-%m-%d}", "check_in")
    )
    delivery = world.ledger.find(key)
    assert delivery is not None
    world.receipts.apply(Receipt(key, delivery["token"], state), world.clock())


@pytest.mark.parametrize("state", ["sent", "delivered"])
def test_what_came_after_all_was_heard_by_its_reader(state: ReceiptState) -> None:
    world, couple = doubtful()
    reports(world, couple, "a", state)
    assert heard(world, couple) == {ABOUT_ALEX}, "Sam has not read theirs"
    reports(world, couple, "b", state)
    assert heard(world, couple) == {ABOUT_ALEX, ABOUT_SAM}


def test_a_receipt_that_comes_when_all_had_given_up_counts_too() -> None:
    world, couple = doubtful()
    world.clock.now += A_DAY
    assert world.tick().unknown == 2
    reports(world, couple, "a", "delivered")
    assert heard(world, couple) == {ABOUT_ALEX}


def test_what_failed_was_heard_by_nobody_and_is_printed_next_week() -> None:
    world, couple = doubtful()
    for reader in ("a", "b"):
        reports(world, couple, reader, "failed")
    assert heard(world, couple) == set()
    world.until(SUNDAY + A_WEEK)
    for address in ("alex@example.com", "sam@example.com"):
        (agenda,) = agendas(world, address)
        assert ABOUT_ALEX in agenda
        assert ABOUT_SAM in agenda


def test_what_nobody_ever_reported_is_printed_next_week() -> None:
    """Better twice than never."""
    world, couple = doubtful()
    world.until(SUNDAY + A_WEEK)
    assert all(ABOUT_ALEX in agenda for agenda in agendas(world, "alex@example.com"))
    assert heard(world, couple) == {ABOUT_ALEX, ABOUT_SAM}


def test_a_receipt_faster_than_the_record_of_the_send_counts() -> None:
    """Perhaps the sender dies right after: then nobody else would say so."""
    world = World()
    couple = two(world)
    put_in_jar(world, couple, "b", ABOUT_ALEX, "waiting")
    world.until(SUNDAY - timedelta(minutes=1))
    world.email.before = once(lambda: reports(world, couple, "a", "delivered"))
    world.email.errors = [failing("unknown"), failing("unknown")]
    world.until(SUNDAY)
    assert heard(world, couple) == {ABOUT_ALEX}


def test_what_was_taken_back_before_the_receipt_stays_gone() -> None:
    world, couple = doubtful()
    (mine,) = (one for one in world.jar.all(couple.id) if one.author == "b")
    assert world.jar.take_back(couple.id, "b", mine.id)
    reports(world, couple, "a", "delivered")
    assert ABOUT_ALEX not in {one.text for one in world.jar.all(couple.id)}
