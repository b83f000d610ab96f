"""A parked topic is its author's until an agenda shows it to both; then there is room again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.delivery.evenings import failing
from tests.delivery.sundays import SUNDAY, agendas, two
from tests.world import World

CAR = "The car, and who takes it on Fridays"
SCHOOL = "Which school, honestly?"
ALEX, SAM = "alex@example.com", "sam@example.com"


def park(world: World, couple_id: str, author: str, text: str) -> None:
    world.preferences.edit(
        couple_id,
        lambda couple: couple,
        world.clock(),
        lambda _: [world.topics.park(couple_id, author, text)],  # type: ignore[arg-type]
    )


def test_both_are_shown_what_each_has_parked_and_by_whom() -> None:
    world = World()
    couple = two(world)
    park(world, couple.id, "a", CAR)
    park(world, couple.id, "b", SCHOOL)
    world.until(SUNDAY)
    for address in (ALEX, SAM):
        (agenda,) = agendas(world, address)
        assert f"Parked:\n- Alex: {CAR}\n- Sam: {SCHOOL}" in agenda
    assert world.topics.by_author(couple.id, ("a", "b")) == {}
    world.until(SUNDAY + timedelta(days=7))
    assert "Parked" not in agendas(world, ALEX)[1]


def test_the_later_copy_shows_the_same_though_the_page_is_free_again() -> None:
    world = World()
    couple = two(world, b_check_in="18:00")
    park(world, couple.id, "a", CAR)
    world.until(SUNDAY)
    park(world, couple.id, "a", SCHOOL)  # for the week after
    park(world, couple.id, "b", "Too late for this one")
    world.until(SUNDAY + timedelta(hours=6))
    (first,), (second,) = agendas(world, ALEX), agendas(world, SAM)
    for agenda in (first, second):
        assert f"- Alex: {CAR}" in agenda
        assert SCHOOL not in agenda
        assert "Too late" not in agenda
    world.until(SUNDAY + timedelta(days=7))
    next_week = agendas(world, ALEX)[1]
    assert f"Parked:\n- Alex: {SCHOOL}\n- Sam: Too late for this one" in next_week


@pytest.mark.parametrize("act", ["change", "take back"])
def test_until_a_copy_went_out_it_can_be_changed_or_taken_back(act: str) -> None:
    world = World()
    couple = two(world, b_check_in="18:00")
    park(world, couple.id, "a", CAR)
    world.until(SUNDAY - timedelta(minutes=1))
    world.email.errors = [failing("permanent")]  # the first copy never arrived
    world.until(SUNDAY)
    if act == "change":
        park(world, couple.id, "a", SCHOOL)
    else:
        world.topics.take_back(couple.id, "a")
    world.until(SUNDAY + timedelta(hours=6))
    (agenda,) = agendas(world, SAM)
    assert CAR not in agenda
    assert (SCHOOL in agenda) == (act == "change")


def test_what_nobody_was_shown_waits_for_the_next_agenda() -> None:
    world = World()
    couple = two(world)
    park(world, couple.id, "b", CAR)
    world.until(SUNDAY - timedelta(minutes=1))
    world.email.errors = [failing("permanent"), failing("permanent")]
    world.until(SUNDAY)
    assert world.topics.of(couple.id, "b") == CAR
    world.until(SUNDAY + timedelta(days=7))
    assert f"- Sam: {CAR}" in agendas(world, ALEX)[0]


def test_a_topic_of_theirs_takes_the_place_of_ours() -> None:
    world = World()
    couple = two(world)
    park(world, couple.id, "a", CAR)
    world.until(SUNDAY)
    plan = world.agendas.meetings.latest(couple.id)
    topic = world.library.item(plan.topic) if plan else None
    assert topic is not None
    assert topic.email not in agendas(world, ALEX)[0]
