"""Days and times as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.content.words import clock_words, date_words, day_words


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("00:00", "12:00 am"),
        ("00:15", "12:15 am"),
        ("01:05", "1:05 am"),
        ("11:59", "11:59 am"),
        ("12:00", "12:00 pm"),
        ("12:30", "12:30 pm"),
        ("13:00", "1:00 pm"),
        ("20:30", "8:30 pm"),
        ("23:59", "11:59 pm"),
    ],
)
def test_a_clock_time_as_it_is_said(clock: str, said: str) -> None:
    assert clock_words(clock) == said


def test_every_minute_of_the_day_is_said_in_its_own_way() -> None:
    clocks = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60)]
    assert len({clock_words(clock) for clock in clocks}) == len(clocks)


@pytest.mark.parametrize(("day", "said"), [(0, "Monday"), (2, "Wednesday"), (6, "Sunday")])
def test_weeks_begin_on_monday(day: int, said: str) -> None:
    assert day_words(day) == said


def test_a_date_is_said_short_and_without_a_year() -> None:
    assert date_words(date(2026, 11, 30)) == "Mon 30 Nov"
    assert date_words(date(2027, 3, 5)) == "Fri 5 Mar"
