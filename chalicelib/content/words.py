"""Days and times as people say them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON = 12


def clock_words(clock: str) -> str:
    """ "20:30" -> "8:30 pm"."""
    hour, minute = clock.split(":")
    half = "am" if int(hour) < NOON else "pm"
    return f"{(int(hour) - 1) % NOON + 1}:{minute} {half}"


def date_words(day: date) -> str:
    """2026-11-30 -> "Mon 30 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def month_words(day: date) -> str:
    """2026-11-30 -> "November"."""
    return f"{day:%B}"


def day_words(day: int) -> str:
    """0 -> "Monday"."""
    return DAYS[day]


def unbroken(text: str) -> str:
    """The same with no line break between a time and its half of the day."""
    return re.sub(r" (?=[ap]m\b)", "\u00a0", text)
