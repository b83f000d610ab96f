"""What lies beside a couple is read with it: which keys are asked for, and what comes of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib import keys
from chalicelib.couples.dates import WeekDate
from chalicelib.couples.meetings import iso_week
from chalicelib.couples.together import date_sks, due_sks
from chalicelib.pages.own_page import shown_sks
from chalicelib.table import BATCH
from tests.world import World


@pytest.mark.parametrize("first", [date(2026, 11, 23), date(2026, 11, 29), date(2026, 12, 28)])
@pytest.mark.parametrize("days", [0, 1, 6, 7, 8, 13, 380])
def test_every_week_from_one_day_to_another_is_asked_for_once(first: date, days: int) -> None:
    every_day = [first + timedelta(days=day) for day in range(days + 1)]
    weeks = list(dict.fromkeys(map(iso_week, every_day)))
    assert date_sks(first, every_day[-1]) == [keys.date_sk(week) for week in weeks]


def test_a_whole_own_page_fits_one_request() -> None:
    assert len(shown_sks("a", date(2026, 12, 31))) < BATCH


def test_what_is_there_comes_back_as_its_stores_have_it() -> None:
    world = World()
    couple = world.couple()
    picked = [WeekDate(f"2026-W{week}", "x", "a", "2026-11-20", "a") for week in (47, 48)]
    for one in picked:
        world.table.write(world.dates.change(couple.id, None, one, world.clock()))
    world.table.write(world.topics.park(couple.id, "a", "The car"))
    asked = [*due_sks(), *shown_sks("a", world.clock().date()), keys.topic_sk("b")]
    found = world.together.read(couple.id, asked)
    assert found is not None
    assert found.couple == world.couples.get(couple.id)
    assert found.dates() == picked[::-1]
    assert (found.date("2026-W47"), found.date("2026-W46")) == (picked[0], None)
    assert (found.topics(), found.meeting("2026-W48")) == ({"a": "The car"}, None)
    by_key = sorted(found.entries(), key=lambda item: str(item["SK"]))
    assert by_key == world.couples.due_entries(couple.id)


def test_nothing_is_found_of_a_couple_that_is_gone() -> None:
    world = World()
    world.table.write(world.topics.park("gone", "a", "The car"))
    assert world.together.read("gone", [keys.topic_sk("a")]) is None
