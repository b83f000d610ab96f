"""A year of check-ins: nothing comes twice, they take turns, and four times they look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from chalicelib.couples.model import Contact, Couple, new_partner
from tests.world import World

SUNDAY = date(2026, 11, 29)
WEEKS = 53


def couple(world: World, *, solo: bool) -> Couple:
    sam = None if solo else Contact("email", "sam@example.com")
    return world.couple(Contact("email", "alex@example.com"), b=sam)


@cache
def year(*, solo: bool = False, skipped: frozenset[int] = frozenset()) -> list[dict[str, str]]:
    """What each week's plan said."""
    world = World()
    two = couple(world, solo=solo)
    found = []
    for number in range(WEEKS):
        if number in skipped:
            continue
        world.clock.advance(days=7)
        plan = world.agendas.of_week(two, SUNDAY + timedelta(weeks=number), world.clock())
        lines = " ".join(step.words for step in world.agendas.shown(two, plan, "a")["steps"])
        found.append({
            "host": plan.host, "opener": plan.opener, "closer": plan.closer,
            "topic": plan.topic, "look_back": plan.look_back, "lines": lines,
        })  # fmt: skip
    return found


@pytest.mark.parametrize("part", ["opener", "closer", "topic"])
@pytest.mark.parametrize("solo", [False, True])
def test_nothing_is_said_twice_within_a_year(part: str, solo: bool) -> None:
    said = [week[part] for week in year(solo=solo)[:52]]
    assert len(set(said)) == len(said)
    assert all(said)


def test_the_two_take_turns_also_after_weeks_without_a_check_in() -> None:
    for weeks in (year(), year(skipped=frozenset({3, 4, 9}))):
        hosts = [week["host"] for week in weeks]
        assert all(one != other for one, other in pairwise(hosts))


def test_every_thirteenth_week_looks_back_with_another_set_each_time() -> None:
    back = {number: week["look_back"] for number, week in enumerate(year()) if week["look_back"]}
    assert list(back) == [13, 26, 39, 52]
    first, second, third, fourth = back.values()
    assert len({first, second, third}) == 3
    assert fourth == first, "three sets go round"


def test_a_look_back_stands_in_the_agenda_with_its_four_lines_and_its_reason() -> None:
    world = World()
    week = year()[13]
    lines = [world.library.item(f"{week['look_back']}-{number}") for number in (1, 2, 3, 4)]
    for line in lines:
        assert line is not None
        assert line.email in week["lines"]
    assert "Four times a year, instead of a topic." in week["lines"]
    topic = world.library.item(week["topic"])
    assert topic is not None
    assert topic.email not in week["lines"]


def test_skipped_weeks_only_put_the_look_back_off() -> None:
    skipped = frozenset({13, 14})
    numbers = [number for number in range(WEEKS) if number not in skipped]
    back = [
        number
        for number, week in zip(numbers, year(skipped=skipped), strict=True)
        if week["look_back"]
    ]
    assert back == [15, 28, 41]


def test_whoever_is_alone_looks_back_on_nothing_and_a_new_couple_not_before_a_quarter() -> None:
    assert not any(week["look_back"] for week in year(solo=True))
    world = World()
    alone = couple(world, solo=True)
    for number in range(20):
        world.agendas.of_week(alone, SUNDAY + timedelta(weeks=number), world.clock())
    sam = new_partner("Sam", "America/New_York", Contact("email", "sam@example.com"))
    two = replace(alone, b=sam)
    plans = [
        world.agendas.of_week(two, SUNDAY + timedelta(weeks=number), world.clock())
        for number in range(20, 34)
    ]
    assert [bool(plan.look_back) for plan in plans] == [False] * 13 + [True]
