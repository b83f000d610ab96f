"""Instants and ceilings on either table: what several processes take is never too much."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import pytest

from chalicelib import keys
from chalicelib.control import Control
from chalicelib.delivery.pace import Pace
from chalicelib.delivery.tap import Tap
from tests.world import START

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.table import Table

PATIENT = START + timedelta(hours=9)
PROCESSES = 4


@pytest.fixture
def channel(pk: str) -> Channel:
    """A channel of this test's own: the real table is shared."""
    return cast("Channel", pk)


def test_instants_follow_each_other_however_processes_take_turns(
    table: Table, channel: Channel
) -> None:
    paces = [Pace(table, lambda _: 14.0) for _ in range(3)]
    asked = [paces[number % 3].instant(channel, START, PATIENT) for number in range(60)]

    instants = sorted(at for at in asked if at is not None)

    assert len(instants) == 60
    assert _apart(instants) >= 1 / (14 * 0.75) - 0.001
    item = table.get(keys.pace_pk(channel), keys.PACE)
    assert item is not None
    assert {type(item["wide"]), type(item["tight"])} == {int}


def test_processes_that_ask_at_the_same_time_never_get_the_same_instant(
    table: Table, channel: Channel
) -> None:
    def one(_: int) -> list[datetime | None]:
        pace = Pace(table, lambda _: 3.0)
        return [pace.instant(channel, START, PATIENT) for _ in range(8)]

    with ThreadPoolExecutor(PROCESSES) as pool:
        asked = [at for instants in pool.map(one, range(PROCESSES)) for at in instants]

    instants = sorted(at for at in asked if at is not None)
    assert len(instants) >= 8, "the others were always beaten, and come back in a moment"
    assert _apart(instants) >= 1 / 2.25 - 0.001


def test_an_instant_is_kept_to_the_millisecond(table: Table, channel: Channel) -> None:
    odd = START + timedelta(milliseconds=123)
    assert Pace(table, lambda _: 1.0).instant(channel, odd, PATIENT) == odd
    assert Pace(table, lambda _: 1.0).instant(channel, odd, PATIENT) == odd + timedelta(
        milliseconds=1334
    )


def test_processes_together_take_no_more_than_the_ceiling(table: Table, pk: str) -> None:
    day = START + timedelta(days=int(pk[-6:], 16) % 100_000)  # a day of this test's own

    def one(_: int) -> int:
        tap = Tap(table, a_day=20, a_month=1000)
        return sum(tap.take(day) for _ in range(12))

    with ThreadPoolExecutor(PROCESSES) as pool:
        assert sum(pool.map(one, range(PROCESSES))) <= 20


def test_a_hold_is_seen_at_once_by_everybody(table: Table) -> None:
    assert not Control(table).held()
    Control(table).hold("test", START)
    assert Control(table).why() == "test"
    Control(table).resume()
    assert not Control(table).held()


def _apart(instants: list[datetime]) -> float:
    """The least between two of them, in seconds."""
    return min((two - one).total_seconds() for one, two in pairwise(instants))
