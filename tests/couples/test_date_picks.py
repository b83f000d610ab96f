"""The week of a date: it is open until the end of its Sunday, wherever somebody lives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.couples.dates import WeekDate, last_evening, open_until
from chalicelib.couples.meetings import iso_week

WEDNESDAY = date(2026, 11, 25)
PICKED = WeekDate("2026-W48", "date-night-x", "a", "2026-11-25", hands="a")


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Apia", "Asia/Kathmandu", "UTC"])
@pytest.mark.parametrize("week", range(0, 53, 4))
def test_it_ends_with_its_sunday(zone: str, week: int) -> None:
    for weekday in range(7):
        day = date(2026, 11, 23) + timedelta(weeks=week, days=weekday)
        end = open_until(day, zone)
        assert end.tzinfo is UTC
        local = end.astimezone(ZoneInfo(zone))
        assert (local.weekday(), f"{local:%H:%M}") == (0, "00:00")
        assert last_evening(day) == local.date() - timedelta(days=1)
        assert iso_week(last_evening(day)) == iso_week(day)


def test_where_clocks_are_set_that_night_it_still_ends_with_the_day() -> None:
    """29 March 2026 in Berlin is a Sunday of 23 hours."""
    assert open_until(date(2026, 3, 29), "Europe/Berlin") == datetime(2026, 3, 29, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hands", "told", "may"),
    [("a", "b", True), ("aa", "b", True), ("aaa", "b", False), ("aba", "b", True),
     ("aba", "a", True), ("abab", "a", True), ("ababb", "a", False)],
)  # fmt: skip
def test_after_two_notices_of_one_date_they_talk_instead(hands: str, told: str, may: bool) -> None:
    picked = replace(PICKED, hands=hands, number=len(hands) + 3)
    assert picked.tells("a" if told == "a" else "b") is may
    assert picked.first == 4
