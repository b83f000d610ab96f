"""Ten years of slots, as the service finds them one after the other, and by a second opinion."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.couples.model import RHYTHMS, Meeting
from tests.scheduling import second_opinion
from tests.scheduling.anybody import couples
from tests.scheduling.ten_years import (
    TEN_YEARS,
    ZONES,
    agenda_of,
    at_night,
    nudged,
    planned,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple, PartnerKey, Rhythm
    from tests.scheduling.second_opinion import Opinion

    Asked = tuple[Couple, PartnerKey, Rhythm, date, int]
    Slots = Callable[[Couple, PartnerKey, Rhythm, date, int], list[Opinion]]

NEW_YORK, CASABLANCA, APIA = "America/New_York", "Africa/Casablanca", "Pacific/Apia"
SYDNEY, AUCKLAND, CHATHAM = "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham"
LORD_HOWE, ADELAIDE, TROLL = "Australia/Lord_Howe", "Australia/Adelaide", "Antarctica/Troll"
CAIRO, NUUK, SANTIAGO = "Africa/Cairo", "America/Nuuk", "America/Santiago"

# Zone, local date and time of something small, lights out at 22:00 -> due and good until in UTC,
# worked out by hand from the published rules: what is skipped comes as much later, what is
# repeated comes the first time, and what comes after lights out is good for an hour.
SMALL = [
    ("a gap in the US", NEW_YORK, "2026-03-08 02:30", "2026-03-08 07:30", "2026-03-09 02:00"),
    ("twice in the US", NEW_YORK, "2026-11-01 01:30", "2026-11-01 05:30", "2026-11-02 03:00"),
    ("a leap day", NEW_YORK, "2028-02-29 20:15", "2028-03-01 01:15", "2028-03-01 03:00"),
    ("a leap day ahead", AUCKLAND, "2028-02-29 20:15", "2028-02-29 07:15", "2028-02-29 09:00"),
    ("a gap in Sydney", SYDNEY, "2026-10-04 02:30", "2026-10-03 16:30", "2026-10-04 11:00"),
    ("twice in Sydney", SYDNEY, "2026-04-05 02:30", "2026-04-04 15:30", "2026-04-05 12:00"),
    ("a gap in Auckland", AUCKLAND, "2026-09-27 02:30", "2026-09-26 14:30", "2026-09-27 09:00"),
    ("twice in Auckland", AUCKLAND, "2026-04-05 02:30", "2026-04-04 13:30", "2026-04-05 10:00"),
    ("a gap at Chatham", CHATHAM, "2026-09-27 03:15", "2026-09-26 14:30", "2026-09-27 08:15"),
    ("twice at Chatham", CHATHAM, "2026-04-05 03:15", "2026-04-04 13:30", "2026-04-05 09:15"),
    ("half an hour less", LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:45", "2026-10-04 11:00"),
    ("half an hour twice", LORD_HOWE, "2026-04-05 01:45", "2026-04-04 14:45", "2026-04-05 11:30"),
    ("half hours, a gap", ADELAIDE, "2026-10-04 02:30", "2026-10-03 17:00", "2026-10-04 11:30"),
    ("before Ramadan", CASABLANCA, "2026-02-14 20:15", "2026-02-14 19:15", "2026-02-14 21:00"),
    ("Ramadan begins", CASABLANCA, "2026-02-15 02:30", "2026-02-15 01:30", "2026-02-15 22:00"),
    ("in Ramadan", CASABLANCA, "2026-03-01 20:15", "2026-03-01 20:15", "2026-03-01 22:00"),
    ("Ramadan ends", CASABLANCA, "2026-03-22 02:30", "2026-03-22 02:30", "2026-03-22 21:00"),
    ("the year before", CASABLANCA, "2025-02-23 02:30", "2025-02-23 01:30", "2025-02-23 22:00"),
    ("and its end", CASABLANCA, "2025-04-06 02:30", "2025-04-06 02:30", "2025-04-06 21:00"),
    ("south of it", "Africa/El_Aaiun", "2026-03-22 02:30", "2026-03-22 02:30", "2026-03-22 21:00"),
    ("a gap at midnight", CAIRO, "2026-04-24 00:30", "2026-04-23 22:30", "2026-04-24 19:00"),
    ("twice before it", CAIRO, "2026-10-29 23:30", "2026-10-29 20:30", "2026-10-29 21:30"),
    ("a gap before it", NUUK, "2026-03-28 23:15", "2026-03-29 01:15", "2026-03-29 02:15"),
    ("twice in Nuuk", NUUK, "2026-10-24 23:15", "2026-10-25 00:15", "2026-10-25 01:15"),
    ("two hours", TROLL, "2026-03-29 01:30", "2026-03-29 01:30", "2026-03-29 20:00"),
    ("two hours twice", TROLL, "2026-10-25 01:30", "2026-10-24 23:30", "2026-10-25 22:00"),
    ("upside down", "Europe/Dublin", "2026-03-29 01:30", "2026-03-29 01:30", "2026-03-29 21:00"),
    ("quarters", "Asia/Kathmandu", "2026-11-23 20:15", "2026-11-23 14:30", "2026-11-23 16:15"),
    ("half an hour", "Asia/Kolkata", "2026-11-23 20:15", "2026-11-23 14:45", "2026-11-23 16:30"),
    ("west, a gap", "America/St_Johns", "2026-03-08 02:30", "2026-03-08 06:00", "2026-03-09 00:30"),
    ("far ahead", "Pacific/Kiritimati", "2026-11-23 00:00", "2026-11-22 10:00", "2026-11-23 08:00"),
    ("the day before none", APIA, "2011-12-29 20:15", "2011-12-30 06:15", "2011-12-30 08:00"),
    ("the day after it", APIA, "2011-12-31 20:15", "2011-12-31 06:15", "2011-12-31 08:00"),
]  # fmt: skip
# Days before, the meeting (half an hour), the date of its agenda (at noon) -> the same.
AGENDAS = [
    (NEW_YORK, 0, Meeting(6, "20:30"), "2026-11-01", "2026-11-01 17:00", "2026-11-02 02:00"),
    (NEW_YORK, 4, Meeting(6, "20:30"), "2026-03-04", "2026-03-04 17:00", "2026-03-09 01:00"),
    (NEW_YORK, 0, Meeting(6, "09:00"), "2026-03-07", "2026-03-07 17:00", "2026-03-08 13:30"),
    (SANTIAGO, 0, Meeting(5, "23:45"), "2026-09-05", "2026-09-05 16:00", "2026-09-06 04:15"),
    (APIA, 1, Meeting(4, "20:30"), "2011-12-29", "2011-12-29 22:00", "2011-12-31 07:00"),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def both_say(couple: Couple, rhythm: Rhythm, day: str) -> list[list[tuple[datetime, datetime]]]:
    """Due and good until on that local date: by the service, and by the second opinion."""
    asked: Asked = (couple, "a", rhythm, date.fromisoformat(day), 1)
    return [
        [(slot.due_at, slot.good_until) for slot in slots(*asked)]
        for slots in (planned, second_opinion.slots)
    ]


@pytest.mark.parametrize("case", SMALL, ids=[f"{case[0]}: {case[1]}" for case in SMALL])
def test_both_know_when_something_small_is_due(case: tuple[str, str, str, str, str]) -> None:
    _, zone, wall, due_at, good_until = case
    day, at = wall.split()

    found = both_say(nudged(zone, at), "small", day)

    assert found == [[(utc(due_at), utc(good_until))]] * 2


@pytest.mark.parametrize("case", AGENDAS, ids=[f"{case[0]} {case[3]}" for case in AGENDAS])
def test_both_know_when_an_agenda_is_due(case: tuple[str, int, Meeting, str, str, str]) -> None:
    zone, days_before, meeting, day, due_at, good_until = case

    found = both_say(agenda_of(zone, meeting, days_before), "check_in", day)

    assert found == [[(utc(due_at), utc(good_until))]] * 2


@pytest.mark.parametrize("slots", [planned, second_opinion.slots])
def test_a_weekly_slot_skips_the_friday_that_samoa_skipped(slots: Slots) -> None:
    found = slots(nudged(APIA, "20:15", (4,)), "a", "small", date(2011, 12, 17), 28)

    assert [(f"{slot.local_date}", slot.due_at) for slot in found] == [
        ("2011-12-23", utc("2011-12-24 06:15")),
        ("2012-01-06", utc("2012-01-06 06:15")),
        ("2012-01-13", utc("2012-01-13 06:15")),
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_both_agree_on_ten_years_of_some_nights(zone: str) -> None:
    """The couples by turns: each is asked about in four or five zones. The rest is long."""
    people = at_night(zone)
    both_agree(zone, people[[*ZONES].index(zone) % len(people)])


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_both_agree_on_ten_years_of_nights(zone: str) -> None:
    for one in at_night(zone):
        both_agree(zone, one)


def both_agree(zone: str, one: tuple[Couple, Rhythm]) -> None:
    couple, rhythm = one
    asked: Asked = (couple, "a", rhythm, date(ZONES[zone], 1, 1), TEN_YEARS)
    assert planned(*asked) == second_opinion.slots(*asked)


@given(st.sampled_from([*ZONES]).flatmap(couples), st.sampled_from("ab"),
       st.sampled_from(RHYTHMS), st.dates(date(2005, 1, 1), date(2036, 12, 31)))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_both_agree_on_ten_years_whatever_was_chosen(
    couple: Couple, key: PartnerKey, rhythm: Rhythm, begin: date
) -> None:
    asked = (couple, key, rhythm, begin, TEN_YEARS)

    assert planned(*asked) == second_opinion.slots(*asked)
