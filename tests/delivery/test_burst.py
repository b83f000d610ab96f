"""Ten thousand at 20:15: none fails, the account is never outrun, and who is left out is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from chalicelib.delivery.room import NO_ROOM
from tests.delivery.burst import Rush
from tests.delivery.burst_slots import EVENING, ready, settle, slots
from tests.delivery.pacing import MINUTE, ahead, in_any_second

if TYPE_CHECKING:
    from chalicelib.couples.slot import Slot

MANY = 10_000
GOOD_FOR = (15, 35, 35, 45, 45)  # minutes: whose texts end at 20:30, at 20:50, at 21:00
TOLL_FREE, CAMPAIGN = 3, 225  # texts a second


def rushed(rate: float, wanted: list[Slot], batches_a_second: float = 0) -> Rush:
    rush = Rush(rate, batches_a_second=batches_a_second)
    rush.queue.put_slots(wanted)
    rush.rush(ready)
    return rush


def sent_of(rush: Rush, wanted: list[Slot]) -> dict[int, float]:
    """Which part of them was sent, by the minutes for which they were good."""
    good_for = {one: (one.times.good_until - EVENING) // MINUTE for one in wanted}
    sent = Counter(good_for[one] for one in wanted if rush.kept(one)["state"] == "sent")
    return {minutes: sent[minutes] / many for minutes, many in Counter(good_for.values()).items()}


@pytest.fixture(scope="module")
def wanted() -> list[Slot]:
    return slots(MANY, *GOOD_FOR)


@pytest.fixture(scope="module")
def toll_free(wanted: list[Slot]) -> Rush:
    """More than its number can send."""
    return rushed(TOLL_FREE, wanted)


@pytest.fixture(scope="module")
def campaign(wanted: list[Slot]) -> Rush:
    return rushed(CAMPAIGN, wanted)


def test_a_fast_account_sends_them_all_within_a_minute(campaign: Rush, wanted: list[Slot]) -> None:
    assert sent_of(campaign, wanted) == {15: 1, 35: 1, 45: 1}
    assert campaign.went[-1] < EVENING + MINUTE
    assert campaign.queue.put < 2 * MANY, "each is put off once at most"


def test_a_fast_account_is_not_outrun(campaign: Rush) -> None:
    assert campaign.sms.refused == 0
    assert in_any_second(campaign.went) <= CAMPAIGN + 1


def test_a_slow_account_is_not_outrun(toll_free: Rush) -> None:
    assert toll_free.sms.refused == 0
    assert in_any_second(toll_free.went) <= TOLL_FREE + 1
    assert ahead(toll_free.went, TOLL_FREE) <= TOLL_FREE + 1, "nor in any longer span"


def test_a_slow_account_is_busy_to_the_end(toll_free: Rush) -> None:
    """Three quarters of the rate for 45 minutes, and the other quarter while somebody is urgent."""
    assert len(toll_free.went) > 0.97 * TOLL_FREE * 45 * 60
    assert toll_free.went[-1] > EVENING + 44 * MINUTE


def test_whoever_is_left_out_ends_as_expired_for_want_of_room(
    toll_free: Rush, wanted: list[Slot]
) -> None:
    ends = Counter((one["state"], one.get("reason")) for one in map(toll_free.kept, wanted))
    assert set(ends) == {("sent", None), ("expired", NO_ROOM.reason)}
    assert ends.total() == MANY


def test_those_are_left_out_first_who_had_the_least_time(
    toll_free: Rush, wanted: list[Slot]
) -> None:
    sent = sent_of(toll_free, wanted)
    assert sent[15] < sent[35] < sent[45]


def test_nothing_is_sent_once_it_is_worth_nothing(toll_free: Rush) -> None:
    assert all(one.seconds_left > 0 for one in toll_free.sms.sent)
    assert toll_free.went[-1] < EVENING + 45 * MINUTE


def test_waiting_costs_few_messages(toll_free: Rush) -> None:
    """A hop lasts at most a quarter of an hour: that is SQS."""
    assert toll_free.queue.put / MANY < 3.5


@pytest.mark.parametrize(("rate", "count"), [(TOLL_FREE, 300), (CAMPAIGN, 5000)])
@pytest.mark.parametrize("batches_a_second", [20, 100])
def test_workers_that_cannot_keep_up_lose_nothing(
    rate: float, count: int, batches_a_second: float
) -> None:
    """What falls due while they look at everything once goes when they come to it.

    That may be more than the account takes in a second. What it refuses comes half a minute later.
    """
    wanted = slots(count, 45)
    rush = rushed(rate, wanted, batches_a_second)
    assert sent_of(rush, wanted) == {45: 1}
    assert rush.went[-1] < EVENING + 4 * MINUTE


@pytest.mark.parametrize("rate", [TOLL_FREE, CAMPAIGN])
@pytest.mark.parametrize("count", [200, pytest.param(MANY, marks=pytest.mark.long)])
def test_real_slots_of_real_couples_come_in_time(rate: float, count: int) -> None:
    rush = Rush(rate)
    wanted = slots(count, *GOOD_FOR)
    for slot in wanted:
        settle(rush, slot)
    rush.queue.put_slots(wanted)
    rush.rush(rush.errand)
    kept = [rush.kept(slot) for slot in wanted]
    ends = Counter((one["state"], one.get("reason")) for one in kept)
    assert set(ends) <= {("sent", None), ("expired", NO_ROOM.reason)}
    assert (ends["sent", None] == count) == (count < MANY or rate == CAMPAIGN)
    assert rush.sms.refused == 0
