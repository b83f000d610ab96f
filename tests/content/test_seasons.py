"""Which season it is: by the date, on the right side of the world."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest

from chalicelib.content.latitudes import AREAS, SOUTHERN, TROPICAL
from chalicelib.content.seasons import in_the_holidays, season_of
from chalicelib.pages.forms import zones

TROPICS = 23 + 26 / 60  # degrees
NORTH, SOUTH, AT_THE_LINE = "Europe/Berlin", "Australia/Sydney", "Asia/Singapore"
YEAR = ["winter"] * 2 + ["spring"] * 3 + ["summer"] * 3 + ["autumn"] * 3 + ["winter"]


def test_each_month_has_its_season_half_a_year_apart() -> None:
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert [season_of(day, NORTH) for day in months] == YEAR
    assert [season_of(day, SOUTH) for day in months] == YEAR[6:] + YEAR[:6]
    assert {season_of(day, AT_THE_LINE) for day in months} == {""}


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "EST", "Factory"])
def test_a_zone_that_names_no_place_has_no_season(zone: str) -> None:
    assert season_of(date(2026, 7, 1), zone) == ""


@pytest.mark.parametrize(
    ("day", "is_so"),
    [
        (date(2026, 12, 9), False),
        (date(2026, 12, 10), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 6), True),
        (date(2027, 1, 7), False),
        (date(2028, 2, 29), False),
    ],
)
def test_the_holidays_are_the_weeks_around_the_turn_of_the_year(day: date, is_so: bool) -> None:
    assert in_the_holidays(day) == is_so


def latitudes() -> dict[str, float]:
    """Where tzdata says that the places are which it names its zones after."""
    found: dict[str, float] = {}
    for name in ("zone1970.tab", "zone.tab"):
        for line in (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                _, where, zone, *_ = line.split("\t")
                sign, degrees, minutes = re.findall(r"^([+-])(\d\d)(\d\d)", where)[0]
                found[zone] = (int(degrees) + int(minutes) / 60) * (-1 if sign == "-" else 1)
    return found


def test_the_tables_say_what_tzdata_says() -> None:
    places = {zone: lat for zone, lat in latitudes().items() if zone.startswith(AREAS)}
    assert len(places) > 350
    assert {zone for zone, lat in places.items() if lat < -TROPICS} == SOUTHERN & places.keys()
    assert {zone for zone, lat in places.items() if abs(lat) <= TROPICS} == TROPICAL & places.keys()


def test_older_names_of_a_place_lie_where_it_lies() -> None:
    """What is in the tables besides is another name that somebody may choose."""
    others = (SOUTHERN | TROPICAL) - latitudes().keys()
    assert others <= set(zones())
    assert {"Asia/Calcutta", "Australia/Victoria"} <= others
    assert season_of(date(2026, 7, 1), "Australia/Victoria") == "winter"
