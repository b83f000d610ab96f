"""No faster than the account, whoever asks in whatever order; and the urgent never wait long."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.delivery.pace import TIGHT, Pace
from tests.delivery.pacing import (
    HOUR,
    MINUTE,
    PATIENT,
    SECOND,
    URGENT,
    Asking,
    ahead,
    an_hour_ahead,
    ask,
    in_any_second,
    pace,
    played,
)
from tests.racing import RacyTable
from tests.world import START

ROUNDED = 0.01  # of a message: instants are whole microseconds
RATES = (0.1, 0.7, 1.0, 3.0, 3.75, 14.0, 225.0)
each_rate = pytest.mark.parametrize("rate", RATES)

askings = st.lists(
    st.builds(
        Asking,
        process=st.integers(0, 3),
        after=st.sampled_from([0, 0, 1, 40, 300, 999, 1700, 60_000]).map(
            lambda number: timedelta(milliseconds=number)
        ),
        messages=st.integers(1, 40),
        good_for=st.sampled_from([URGENT, PATIENT]),
        raced_by=st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(
    rate=st.sampled_from(RATES),
    asked=askings,
    skews=st.lists(st.floats(-2, 2), min_size=4, max_size=4),
)
def test_no_interleaving_of_processes_is_faster_than_the_rate(
    rate: float, asked: list[Asking], skews: list[float]
) -> None:
    found = played(rate, asked, skews)
    instants = sorted(at for _, at in found)
    assert in_any_second(instants) <= ceil(rate) + 1
    assert ahead(instants, rate) <= 2 + ROUNDED, "one message of each lane, however long"
    assert all(at >= own - SECOND for own, at in found), "and none was to go long ago"


@each_rate
def test_patient_messages_alone_leave_a_quarter_free_and_waste_nothing(rate: float) -> None:
    instants = ask(pace(rate), 2000)
    assert instants == sorted(set(instants))
    assert ahead(instants, rate * 0.75) <= 1 + ROUNDED
    seconds = (instants[-1] - instants[0]).total_seconds()
    assert len(instants) == pytest.approx(rate * 0.75 * seconds, rel=0.005, abs=1.01)


@each_rate
def test_both_lanes_together_are_as_fast_as_the_account_and_no_faster(rate: float) -> None:
    one, count = pace(rate), max(8, int(rate * 60))
    instants = sorted(
        at
        for _ in range(count)
        for at in (*ask(one, 1, good_for=PATIENT), *ask(one, 1, good_for=TIGHT - SECOND))
    )
    assert ahead(instants, rate) <= 2 + ROUNDED
    seconds = (instants[-1] - instants[0]).total_seconds()
    assert len(instants) == pytest.approx(rate * seconds, rel=0.05, abs=2.01)


@each_rate
@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_urgent_message_does_not_wait_behind_an_hour_of_patient_ones(
    rate: float, *, elsewhere: bool
) -> None:
    """Even if this very process still holds instants an hour away."""
    table = RacyTable()
    one = an_hour_ahead(pace(rate, table))
    assert ask(one, 1)[0] >= START + HOUR
    asked = pace(rate, table) if elsewhere else one
    assert ask(asked, 1, START, URGENT) == [START]
    assert ask(asked, 1, START, URGENT)[0] <= START + (4 / rate + 0.001) * SECOND


def test_urgent_messages_take_the_wide_lane_when_that_is_free_first() -> None:
    one = pace(3.0)
    instants = ask(one, 90, good_for=URGENT)
    assert instants[-1] < START + 31 * SECOND, "at the whole rate"
    assert ask(one, 1)[0] < START + 31 * SECOND


def test_what_was_leased_and_not_used_in_time_is_not_made_up_for() -> None:
    one = pace(100.0)
    assert len(ask(one, 10)) == 10  # of a block of 75
    later = START + 10 * SECOND
    instants = ask(one, 200, later)
    assert instants[0] >= later - SECOND
    assert in_any_second(instants) <= 76


def test_an_account_that_rests_saves_nothing_up() -> None:
    one = pace(3.0)
    ask(one, 1)
    instants = ask(one, 30, START + HOUR)
    assert instants[0] >= START + HOUR - SECOND
    assert in_any_second(instants) <= 4


def test_no_room_is_said_at_once_and_takes_no_instant() -> None:
    table = RacyTable()
    one = an_hour_ahead(pace(1.0, table))
    before = table.get(keys.pace_pk("sms"), keys.PACE)
    good_until = START + 45 * MINUTE
    assert one.instant("sms", START, good_until) == good_until
    assert table.get(keys.pace_pk("sms"), keys.PACE) == before


def test_channels_have_nothing_to_do_with_each_other() -> None:
    one = pace(1.0)
    ask(one, 500)
    assert one.instant("email", START, START + PATIENT) == START


def test_whoever_is_always_beaten_comes_back_later() -> None:
    """Rather than asking on and on, with ten messages in hand."""
    table = RacyTable()
    other = pace(1.0, table)
    table.before = [lambda: ask(other, 1), *[lambda: beaten(table, other)] * 20]
    assert pace(1.0, table).instant("sms", START, START + PATIENT) is None


def beaten(table: RacyTable, other: Pace) -> None:
    left, table.before = table.before, []
    ask(other, 1)
    table.before = left


def test_a_rate_that_changes_counts_from_the_next_block() -> None:
    rates = [1.0]
    one = Pace(RacyTable(), lambda _: rates[0])
    ask(one, 2)
    rates[0] = 100.0
    assert len(ask(one, 300)) == 300
    assert ask(one, 1)[0] < START + 7 * SECOND
