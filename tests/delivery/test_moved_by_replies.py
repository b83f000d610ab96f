"""What replies do to this week's check-in alone: another evening, or none."""

from __future__ import annotations

from datetime import timedelta

from tests.delivery.meetings_moved import (
    MEETING,
    NOON,
    WEEK,
    calendar_of,
    couple_of,
    mail,
    plan,
    two,
)
from tests.pages.stories import ALEX, SAM
from tests.world import World


def test_replies_move_this_week_alone() -> None:
    world = World()
    two(world)
    tomorrow = MEETING.date()  # the 30th: UTC is ahead
    moved = world.moving.to(couple_of(world), tomorrow, "20:45", world.clock())
    world.work()
    assert moved is not None
    assert (moved.day, moved.time, moved.sequence) == ("2026-11-30", "20:45", 1)
    assert len(mail(world, ALEX, "moved")) == len(mail(world, SAM, "moved")) == 1
    world.until(NOON + timedelta(days=7))
    assert plan(world, "2026-W49").day == "2026-12-06", "next week is as usual"


def test_replies_call_this_week_off_and_whose_turn_it_was_has_the_next() -> None:
    world = World()
    two(world)
    assert world.moving.cancel(couple_of(world), world.clock()) is not None
    assert world.moving.cancel(couple_of(world), world.clock()) is None, "once is enough"
    world.work()
    assert calendar_of(world, SAM).shown() == []
    world.until(NOON + timedelta(days=14))
    hosts = [plan(world, week).host for week in (WEEK, "2026-W49", "2026-W50")]
    assert hosts == ["a", "a", "b"]


def test_a_time_that_is_over_moves_nothing() -> None:
    world = World()
    two(world)
    yesterday = (MEETING - timedelta(days=3)).date()
    assert world.moving.to(couple_of(world), yesterday, "20:45", world.clock()) is None
    assert plan(world).sequence == 0


def test_an_agenda_for_a_meeting_that_was_called_off_is_not_sent() -> None:
    world = World()
    two(world)
    world.until(MEETING + timedelta(days=1))
    couple = world.couples.get(couple_of(world))
    assert couple is not None
    week = NOON + timedelta(days=7)
    world.agendas.of_week(couple, week.date(), world.clock())
    world.moving.cancel(couple.id, world.clock())
    world.until(week)
    assert len(mail(world, ALEX, "Your check-in, ")) == 1
    states = world.states(couple)
    assert states["a#2026-12-06#check_in"] == states["b#2026-12-06#check_in"] == "skipped"
