"""The week's agenda: made once, the same for both, and it goes on from the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chalicelib.content.sms_text import fits_one_segment
from chalicelib.couples.model import Contact, Couple
from tests.delivery.evenings import EMAIL, PHONE, with_items
from tests.delivery.sundays import (
    BATH,
    SOUP,
    SUNDAY,
    agendas,
    all_meetings,
    plan,
    put_in_jar,
    two,
)
from tests.world import World, links_in


def test_whoever_comes_first_freezes_it_for_both() -> None:
    world = World()
    couple = two(world, b_check_in="18:00")
    put_in_jar(world, couple, "b", SOUP, "waiting")
    world.until(SUNDAY)
    put_in_jar(world, couple, "a", BATH, "waiting")  # too late for this week
    world.until(SUNDAY + timedelta(hours=6))
    (first,), (second,) = agendas(world, "alex@example.com"), agendas(world, "sam@example.com")
    assert plan(first) == plan(second)
    assert SOUP in first
    assert BATH not in second
    world.until(SUNDAY + timedelta(days=7))
    assert BATH in agendas(world, "alex@example.com")[1]


def test_the_host_alternates_and_a_solo_parent_always_hosts() -> None:
    world = World()
    couple = two(world)
    alone = world.couple(Contact("email", "jo@example.com"))
    world.until(SUNDAY + timedelta(days=14))
    hosts = ["Alex", "Sam", "Alex"]
    for agenda, host in zip(agendas(world, "alex@example.com"), hosts, strict=True):
        assert f"Host this week: {host}" in agenda
    assert [one.host for one in all_meetings(world, couple)] == ["a", "b", "a"]
    assert [one.host for one in all_meetings(world, alone)] == ["a", "a", "a"]
    assert not any("Host" in agenda for agenda in agendas(world, "jo@example.com"))


def test_openers_and_topics_go_round_for_the_two_together() -> None:
    world = World()
    couple = two(world)
    world.until(SUNDAY + timedelta(weeks=9))
    found = all_meetings(world, couple)
    assert len(found) == 10
    for part in ("opener", "closer", "topic"):
        assert len({getattr(one, part) for one in found}) == 10


def test_a_text_asks_three_questions_and_links_to_the_readers_own_agenda() -> None:
    world = World()
    couple = world.couple(PHONE, b=Contact("sms", "+12025550144"))
    world.until(SUNDAY)
    mine, theirs = (one.message.text for one in world.sms.sent[-2:])
    assert mine.count("?") == 3
    assert fits_one_segment(mine)
    (url,), (other,) = links_in(mine), links_in(theirs)
    assert url != other
    link = world.links.open(url.rpartition("/")[2], world.clock())
    assert link is not None
    assert link.facts["couple"] == couple.id
    assert world.links.open(url.rpartition("/")[2], SUNDAY + timedelta(days=8)) is None


def test_an_agenda_without_a_library_is_still_an_agenda() -> None:
    world = with_items(World())
    world.couple(EMAIL)
    world.until(SUNDAY)
    (agenda,) = agendas(world, "alex@example.com")
    assert "Sunday at 8:30 pm" in agenda


def test_an_agenda_is_for_the_meeting_that_comes_next_and_belongs_to_its_week() -> None:
    """Alex reads it on Saturday for a meeting on Monday, which is in another week."""
    world = World()
    couple = world.couple(EMAIL)
    world.preferences.edit(couple.id, saturday_for_monday, world.clock())
    world.until(SUNDAY)
    (agenda,) = agendas(world, "alex@example.com")
    assert "Monday at 8:30 pm" in agenda
    assert [one.week for one in all_meetings(world, couple)] == ["2026-W49"]


def saturday_for_monday(couple: Couple) -> Couple:
    saturday = replace(couple.a.check_in, days_before=2, time="19:00")
    monday = replace(couple.meeting, day=0)
    return replace(couple, a=replace(couple.a, check_in=saturday), meeting=monday)
