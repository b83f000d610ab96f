"""So many segments a day and a month, and not one more, however many processes count them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.delivery.tap import Tap
from tests.delivery.lagging import CountingTable
from tests.world import START
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Table

PLENTY = 10**6
EVENING = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # of a month's last day
A_DAY = timedelta(days=1)


def went(tap: Tap, asked: int, now: datetime = START) -> int:
    return sum(tap.take(now) for _ in range(asked))


def counted(table: Table, window: str) -> int:
    item = table.get(keys.limit_pk("segments", window), keys.LIMIT)
    return item["count"] if item else 0


@pytest.mark.parametrize("ceiling", [0, 1, 9, 25])
def test_the_tap_closes_at_the_days_ceiling(ceiling: int) -> None:
    assert went(Tap(MemoryTable(), ceiling, PLENTY), 40) == ceiling


@pytest.mark.parametrize("ceiling", [0, 1, 9, 25])
def test_the_tap_closes_at_the_months_ceiling(ceiling: int) -> None:
    tap = Tap(MemoryTable(), PLENTY, ceiling)
    assert went(tap, 40) == ceiling
    assert went(tap, 40, START + A_DAY) == 0, "a new day does not open it"


def test_it_opens_at_the_turn_of_the_day_in_utc() -> None:
    tap = Tap(MemoryTable(), 3, PLENTY)
    assert went(tap, 9, EVENING) == 3
    assert went(tap, 9, EVENING + timedelta(minutes=29, seconds=59)) == 0
    assert went(tap, 9, EVENING + timedelta(minutes=30)) == 3


def test_it_opens_at_the_turn_of_the_month() -> None:
    tap = Tap(MemoryTable(), PLENTY, 3)
    assert went(tap, 9, EVENING) == 3
    assert went(tap, 9, EVENING + timedelta(minutes=30)) == 3


def test_what_is_left_of_a_day_is_not_kept_for_the_next() -> None:
    tap = Tap(MemoryTable(), 10, PLENTY)
    went(tap, 4)
    assert went(tap, 20, START + A_DAY) == 10


@given(
    a_day=st.integers(0, 60),
    a_month=st.integers(0, 90),
    asked=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=300),
)
def test_processes_together_never_exceed_it(
    a_day: int, a_month: int, asked: list[tuple[int, int]]
) -> None:
    table = MemoryTable()
    taps = [Tap(table, a_day, a_month) for _ in range(4)]
    days = [0, 0, 0]
    for process, day in sorted(asked, key=lambda one: one[1]):
        days[day] += taps[process].take(START + day * A_DAY)
    assert max(days) <= a_day
    assert sum(days) <= a_month


@pytest.mark.parametrize("texts_each", [1, 2, 7, 30])
def test_processes_that_soon_end_do_not_close_it_at_a_fraction_of_it(texts_each: int) -> None:
    table = MemoryTable()
    sent = sum(went(Tap(table, 1000, PLENTY), texts_each) for _ in range(1000))
    assert 500 < sent <= 1000


def test_a_closed_day_does_not_use_up_the_month() -> None:
    table = MemoryTable()
    for _ in range(100):
        went(Tap(table, 5, PLENTY), 3)
    assert counted(table, f"{START:%Y-%m}") <= 5


def test_a_closed_tap_asks_no_more() -> None:
    table = CountingTable()
    tap = Tap(table, 5, PLENTY)
    went(tap, 6)
    writes = table.writes
    assert (went(tap, 100), table.writes) == (0, writes)


def test_a_warm_process_counts_several_at_a_time() -> None:
    table = CountingTable()
    assert went(Tap(table, PLENTY, PLENTY), 1000) == 1000
    assert table.writes <= 2 * 105


def test_counters_go_by_themselves_once_they_are_of_no_use() -> None:
    table = MemoryTable()
    went(Tap(table, 9, 9), 1)
    for item in table.items.values():
        kept = timedelta(seconds=item["expires_at"] - START.timestamp())
        assert timedelta(days=62) < kept < timedelta(days=120), "longer than its month"
