"""People who change their minds while something is due: nothing is lost, nothing comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact, Couple, Partner
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.delivery.model import Envelope

MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    """One by email: small nudges on Mon, Wed, Fri at 20:15, the agenda on Sunday at 12:00."""
    return world.couple()


def edit(world: World, couple: Couple, change: Callable[[Partner], Partner]) -> None:
    world.preferences.edit(
        couple.id, lambda one: one.with_partner("a", change(one.a)), world.clock()
    )


def setting(**fields: Any) -> Callable[[Partner], Partner]:
    return lambda partner: replace(partner, **fields)


def small(**fields: Any) -> Callable[[Partner], Partner]:
    return lambda partner: replace(partner, small=replace(partner.small, **fields))


def sent(world: World, couple: Couple) -> list[str]:
    """Local dates of what went out of the small rhythm; each message counted."""
    states = world.states(couple)
    assert set(states.values()) <= {"sent"}
    assert len(states) == len(world.email.sent) + len(world.sms.sent)
    return [sk.split("#")[1] for sk in states if sk.endswith("small")]


# Made at 20:15:30, when the slot of 20:15 is due and no tick has seen it yet.
IN_THE_DUE_MINUTE = [
    ("nothing about time", setting(name="Alexandra"), ["2026-11-23", "2026-11-25"]),
    ("later the same evening", setting(kids_down="20:30"), ["2026-11-23", "2026-11-25"]),
    ("another day", small(days=(1, 3)), ["2026-11-24"]),
    ("a time that is over", small(time="19:00"), ["2026-11-23", "2026-11-25"]),
    ("off", small(on=False), []),
    ("paused", setting(paused=True), []),
    ("paused until Wednesday", setting(paused=True, paused_until="2026-11-25"), ["2026-11-25"]),
]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [case[1:] for case in IN_THE_DUE_MINUTE],
    ids=[case[0] for case in IN_THE_DUE_MINUTE],
)
def test_in_the_very_minute_that_something_is_due(
    world: World, couple: Couple, change: Callable[[Partner], Partner], wanted: list[str]
) -> None:
    world.clock.now = MONDAY + MINUTE / 2

    edit(world, couple, change)
    world.until(MONDAY + 2 * DAY + 60 * MINUTE)

    assert sent(world, couple) == wanted


# Made at 20:16, when Monday's has been queued and not sent yet.
WHILE_QUEUED = [
    ("nothing about time", setting(name="Alexandra"), ["2026-11-23"]),
    ("off", small(on=False), []),
    ("another time", small(time="21:00"), ["2026-11-23"]),
    ("a time that is over", small(time="19:00"), ["2026-11-23"]),
    ("another day", small(days=(1, 3)), []),
    ("paused and back", setting(paused=False), ["2026-11-23"]),
    ("the channel is not there", small(channel="sms"), []),
]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [case[1:] for case in WHILE_QUEUED],
    ids=[case[0] for case in WHILE_QUEUED],
)
def test_while_it_waits_in_the_queue(
    world: World, couple: Couple, change: Callable[[Partner], Partner], wanted: list[str]
) -> None:
    world.clock.now = MONDAY
    world.tick()

    edit(world, couple, change)
    world.work()
    world.until(MONDAY + 60 * MINUTE)

    assert sent(world, couple) == wanted


def test_what_was_moved_while_it_waited_comes_at_its_new_time(world: World, couple: Couple) -> None:
    world.clock.now = MONDAY
    world.tick()
    edit(world, couple, small(time="21:00"))
    world.work()
    assert world.email.sent == []
    assert world.next_due() == MONDAY + 45 * MINUTE

    world.until(MONDAY + 3 * DAY)

    assert sent(world, couple) == ["2026-11-23", "2026-11-25"]


def test_what_was_moved_after_it_had_been_claimed_comes_once(world: World, couple: Couple) -> None:
    world.clock.now = MONDAY
    world.tick()
    changes = [small(time="21:00")]

    def meanwhile(_: Envelope) -> None:
        while changes:
            edit(world, couple, changes.pop())

    world.email.before = meanwhile
    world.work()
    world.tick()

    world.until(MONDAY + DAY)

    assert sent(world, couple) == ["2026-11-23"]


def test_it_may_be_moved_as_often_as_one_likes(world: World, couple: Couple) -> None:
    for minutes, time in ((0, "20:45"), (30, "21:15"), (60, "21:45")):
        world.clock.now = MONDAY + minutes * MINUTE
        world.tick()
        edit(world, couple, small(time=time))
        world.work()
    assert world.email.sent == []

    world.until(MONDAY + DAY)

    assert sent(world, couple) == ["2026-11-23"]


@pytest.mark.parametrize(
    "change",
    [
        setting(kids_down="21:00"),
        small(time="23:00"),
        small(days=tuple(range(7)), time="21:30"),
        setting(zone="America/Los_Angeles"),
    ],
    ids=["kids down later", "a later time", "every day", "three hours west"],
)
def test_who_had_todays_gets_no_second_one_today(
    world: World, couple: Couple, change: Callable[[Partner], Partner]
) -> None:
    world.until(MONDAY)

    edit(world, couple, change)
    world.until(MONDAY + timedelta(hours=7))

    assert sent(world, couple) == ["2026-11-23"]


def test_off_and_on_again_gives_no_second_one_either(world: World, couple: Couple) -> None:
    world.until(MONDAY)

    edit(world, couple, small(on=False))
    edit(world, couple, small(on=True, time="21:30"))
    world.until(MONDAY + 2 * DAY + 120 * MINUTE)

    assert sent(world, couple) == ["2026-11-23", "2026-11-25"]


def test_a_pause_holds_everything_and_what_is_resumed_goes_on_from_there(
    world: World, couple: Couple
) -> None:
    edit(world, couple, setting(paused=True))
    world.until(MONDAY + 6 * DAY)
    assert sent(world, couple) == []

    edit(world, couple, setting(paused=False))
    world.until(MONDAY + 9 * DAY)

    assert sent(world, couple) == ["2026-11-30", "2026-12-02"]


def test_a_pause_ends_by_itself_on_its_day(world: World, couple: Couple) -> None:
    edit(world, couple, setting(paused=True, paused_until="2026-12-02"))

    world.until(MONDAY + 14 * DAY)

    assert sent(world, couple) == ["2026-12-02", "2026-12-04", "2026-12-07"]


def test_moving_house_moves_the_evening(world: World, couple: Couple) -> None:
    world.until(MONDAY)

    edit(world, couple, setting(zone="Pacific/Auckland"))

    assert world.next_due() == datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
    assert couple.a.zone == "America/New_York"


def test_one_partners_edit_leaves_the_others_slots_where_they_are(world: World) -> None:
    couple = world.couple(b=Contact("sms", "+12025550143"))
    b_before = world.couples.due_entries(couple.id)[2:]

    edit(world, couple, setting(kids_down="18:00", zone="Europe/Berlin"))

    b_after = world.couples.due_entries(couple.id)[2:]
    assert [one["due_at"] for one in b_after] == [one["due_at"] for one in b_before]
