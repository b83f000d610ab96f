"""Which season it is where somebody lives, by the date alone. Pure.

Meteorological seasons: whole months, half a year apart on the two sides of the world. Within the
tropics nobody's winter is meant by ours, so there is none, nor where a zone names no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.latitudes import AREAS, SOUTHERN, TROPICAL

if TYPE_CHECKING:
    from datetime import date

NORTH = ("winter", "spring", "summer", "autumn")
SOUTH = ("summer", "autumn", "winter", "spring")
# The weeks in which school is out and visitors come, in most places and whatever one believes.
HOLIDAYS_BEGIN, HOLIDAYS_END = (12, 10), (1, 6)  # month and day; the last one counts


def season_of(day: date, zone: str) -> str:
    """One of the four, or ""."""
    if zone in TROPICAL or not zone.startswith(AREAS):
        return ""
    quarter = day.month % 12 // 3  # December begins the first
    return (SOUTH if zone in SOUTHERN else NORTH)[quarter]


def in_the_holidays(day: date) -> bool:
    """Around the turn of the year."""
    there = (day.month, day.day)
    return there >= HOLIDAYS_BEGIN or there <= HOLIDAYS_END
