"""How often something may happen: counted in the table, by window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.limits import DAY, HOUR, Limits
from workbench.memory_table import MemoryTable

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def table() -> MemoryTable:
    return MemoryTable()


@pytest.fixture
def limits(table: MemoryTable) -> Limits:
    return Limits(table)


def test_as_many_as_said_are_allowed_and_no_more(limits: Limits) -> None:
    allowed = [limits.allow("ask-x", 3, HOUR, NOON) for _ in range(5)]

    assert allowed == [True, True, True, False, False]


def test_each_thing_is_counted_for_itself(limits: Limits) -> None:
    limits.allow("ask-x", 1, HOUR, NOON)

    assert limits.allow("ask-y", 1, HOUR, NOON)
    assert limits.allow("ask-x", 1, DAY, NOON)
    assert not limits.allow("ask-x", 1, HOUR, NOON)


@pytest.mark.parametrize(
    ("window", "last", "next_one"),
    [
        (HOUR, NOON + timedelta(minutes=59, seconds=59), NOON + HOUR),
        (DAY, NOON + timedelta(hours=11, minutes=59), NOON + timedelta(hours=12)),
    ],
)
def test_the_next_window_starts_anew(
    limits: Limits, window: timedelta, last: datetime, next_one: datetime
) -> None:
    limits.allow("ask-x", 1, window, NOON)

    assert not limits.allow("ask-x", 1, window, last)
    assert limits.allow("ask-x", 1, window, next_one)


@pytest.mark.parametrize("window", [HOUR, DAY])
def test_a_counter_goes_away_by_itself_but_not_before_its_window_ends(
    limits: Limits, table: MemoryTable, window: timedelta
) -> None:
    limits.allow("ask-x", 1, window, NOON)

    (item,) = table.items.values()
    expires = datetime.fromtimestamp(item["expires_at"], UTC)
    assert NOON + window <= expires <= NOON + 2 * window
