"""The week's date stands in the agenda: neutral, the same for both, whenever it was picked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact
from chalicelib.replies.picking import Asked
from tests.delivery.sundays import SUNDAY, agendas, all_meetings
from tests.pages.visitor import Visitor
from tests.replies.dating import ASKED, SAMS_EMAIL
from tests.world import World, links_in

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, PartnerKey

ALEX, SAM = "alex@example.com", SAMS_EMAIL.address
TOUR = "date-night-old-streets"
AHEAD, BEHIND = "This week's date: Old street tour.", "Your date, Old street tour: how was it"


def two(**meeting: Any) -> tuple[World, Couple]:
    world = World()
    couple = world.couple(Contact("email", ALEX), b=SAMS_EMAIL)
    world.preferences.edit(
        couple.id, lambda one: replace(one, meeting=replace(one.meeting, **meeting)), world.clock()
    )
    return world, couple


def pick(
    world: World, couple: Couple, day: str = "2026-11-25", key: PartnerKey = "a", idea: str = TOUR
) -> None:
    now = world.clock()
    world.picking.pick(world.read(couple), key, Asked(day, (TOUR,)), idea, now)


def test_it_is_printed_for_both_before_the_agenda_is_frozen() -> None:
    world, couple = two()
    world.until(ASKED)
    pick(world, couple)
    world.until(SUNDAY)
    for reader in (ALEX, SAM):
        (agenda,) = agendas(world, reader)
        assert agenda.count(BEHIND) == 1
        us = agenda.partition("Us, 3 min")[2].partition("Close,")[0]
        assert "how was it, if it was?" in us
        assert "Alex" not in us
        assert "Sam" not in us


def test_freezing_and_moving_the_meeting_keep_it() -> None:
    world, couple = two()
    world.until(SUNDAY)
    pick(world, couple, "2026-11-29")  # after both agendas went out
    (plan,) = all_meetings(world, couple)
    (agenda,) = agendas(world, ALEX)
    page = next(one for one in links_in(agenda) if "/agenda/" in one)
    assert AHEAD in Visitor(world).get(page).words
    world.moving.to(couple.id, SUNDAY.date() + timedelta(days=1), "20:30", world.clock())
    assert world.agendas.meetings.get(couple.id, plan.week) != plan
    assert BEHIND in Visitor(world).get(page).words


@pytest.mark.parametrize("length", [45, 30, 20, 10])
def test_each_version_has_it(length: int) -> None:
    world, couple = two()
    world.until(SUNDAY)
    pick(world, couple, "2026-11-29")
    page = next(one for one in links_in(agendas(world, ALEX)[0]) if "/agenda/" in one)
    assert AHEAD in Visitor(world).get(f"{page}?length={length}").words


def test_one_that_was_taken_back_is_not_spoken_of() -> None:
    world, couple = two()
    world.until(ASKED)
    pick(world, couple)
    pick(world, couple, idea="")
    world.until(SUNDAY)
    assert "Old street" not in str(agendas(world, ALEX))


def test_early_bed_leaves_the_agenda_as_it_is() -> None:
    world, couple = two()
    world.until(ASKED)
    pick(world, couple, idea="")
    world.until(SUNDAY)
    (agenda,) = agendas(world, ALEX)
    assert "Your date" not in agenda
    assert "This week's date" not in agenda


@pytest.mark.parametrize(
    ("meeting", "says"),
    [(2, AHEAD), (3, AHEAD), (5, AHEAD), (6, BEHIND), (0, BEHIND), (1, BEHIND)],
    ids=["the same day", "Thursday", "Saturday", "Sunday", "Monday", "Tuesday after"],
)
def test_it_is_ahead_as_long_as_evenings_of_its_week_are_left(meeting: int, says: str) -> None:
    world, couple = two(day=meeting, time="21:30")
    pick(world, couple)
    world.until(ASKED - timedelta(days=2))
    world.until(ASKED + timedelta(days=7))
    printed = [one.count(says) for one in agendas(world, ALEX)]
    assert sum(printed) == 1, "in one agenda, and not in the next one"


def test_an_older_agendas_page_does_not_know_of_a_later_week() -> None:
    world, couple = two()
    world.until(SUNDAY)
    page = next(one for one in links_in(agendas(world, ALEX)[0]) if "/agenda/" in one)
    world.until(SUNDAY + timedelta(days=4))
    pick(world, couple, "2026-12-02")
    assert "Old street" not in Visitor(world).get(page).words
    world.until(SUNDAY + timedelta(days=7))
    assert BEHIND in agendas(world, ALEX)[-1]
