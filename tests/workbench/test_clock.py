from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.workbench.fakes import NOON, FakeService, noon
from workbench.background import Background
from workbench.clock import ClockError, ServiceClock, StuckError
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

HOUR = timedelta(hours=1)


def a_clock(tmp_path: Path, *due: datetime) -> tuple[ServiceClock, FakeService]:
    service = FakeService(tmp_path)
    service.due = list(due)
    return ServiceClock(service, real=noon), service


def test_it_shows_real_time_until_it_is_moved(tmp_path: Path) -> None:
    clock, _ = a_clock(tmp_path)
    assert clock.now() == NOON
    assert clock.offset == timedelta()


def test_moving_stops_at_each_due_moment_on_the_way(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON + 2 * HOUR, NOON + HOUR, NOON + 9 * HOUR)
    ticks = asyncio.run(clock.advance(3 * 3600))
    assert service.ticked_at == [NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR]
    assert ticks == 3
    assert clock.now() == NOON + 3 * HOUR
    assert service.due == [NOON + 9 * HOUR]


def test_each_moment_is_settled_before_the_next(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON + HOUR)
    asyncio.run(clock.set(NOON + 2 * HOUR))
    assert service.settled == len(service.ticked_at) == 2


def test_what_was_already_due_is_handled_now(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON - HOUR)
    asyncio.run(clock.advance(60))
    assert service.ticked_at == [NOON, NOON + timedelta(minutes=1)]


def test_to_next_goes_exactly_there(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON + 5 * HOUR, NOON + 7 * HOUR)
    asyncio.run(clock.to_next())
    assert clock.now() == NOON + 5 * HOUR
    assert service.due == [NOON + 7 * HOUR]


def test_to_next_says_so_when_nothing_is_due(tmp_path: Path) -> None:
    clock, _ = a_clock(tmp_path)
    with pytest.raises(ClockError, match="Nothing is due"):
        asyncio.run(clock.to_next())


def test_time_never_goes_backwards(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path)
    asyncio.run(clock.advance(3600))
    with pytest.raises(ClockError, match="only goes forward"):
        asyncio.run(clock.set(NOON + HOUR / 2))
    with pytest.raises(ClockError, match="only goes forward"):
        asyncio.run(clock.advance(-1))
    assert clock.now() == NOON + HOUR
    assert len(service.ticked_at) == 1


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    clock, _ = a_clock(tmp_path)
    with pytest.raises(ClockError, match="Say the zone"):
        asyncio.run(clock.set(datetime(2027, 1, 1)))  # noqa: DTZ001 - what this is about


def test_an_entry_that_does_not_advance_stops_the_clock_and_is_named(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON + HOUR)
    service.forgets_to_advance = True
    with pytest.raises(StuckError, match=r"2026-11-22T13:00:00\+00:00 does not advance"):
        asyncio.run(clock.advance(7200))
    assert len(service.ticked_at) == 2


def test_two_moves_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path, NOON + HOUR, NOON + 3 * HOUR)

    async def story() -> None:
        await asyncio.gather(clock.advance(2 * 3600), clock.advance(2 * 3600))

    asyncio.run(story())
    assert service.ticked_at == sorted(service.ticked_at)
    assert clock.now() == NOON + 4 * HOUR


def test_a_restarted_workbench_goes_on_from_the_same_time(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path)
    asyncio.run(clock.advance(3600.5))
    assert float(service.clock_file.read_text()) == 3600.5
    assert a_clock(tmp_path)[0].now() == NOON + timedelta(seconds=3600.5)


def test_a_receipt_that_queues_more_is_settled_too(tmp_path: Path) -> None:
    service, background = FakeService(tmp_path), Background()
    clock = ServiceClock(service, background=background, real=noon)
    arrived: list[str] = []

    async def receipt() -> None:
        arrived.append("delivered")

    async def story() -> None:
        background.start("A receipt", receipt())
        await clock.advance(1)

    asyncio.run(story())
    assert arrived == ["delivered"]
    assert service.settled == 2


def test_a_clock_file_without_a_number_is_named(tmp_path: Path) -> None:
    clock, service = a_clock(tmp_path)
    service.clock_file.write_text("noon")
    with pytest.raises(WorkbenchError, match="clock holds no number"):
        clock.now()


def test_impossible_numbers_of_seconds_are_refused(tmp_path: Path) -> None:
    clock, _ = a_clock(tmp_path)
    with pytest.raises(ClockError, match="cannot advance"):
        asyncio.run(clock.advance(1e30))
