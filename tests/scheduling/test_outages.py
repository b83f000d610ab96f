"""After an outage: what is still good comes, what is not is listed, and there is no burst."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.couples.model import Contact, Couple
from chalicelib.scheduling.planned import Planned
from tests.racing import RacyWorld, down
from tests.world import World

SMALL, CHECK_IN = "a#2026-11-{}#small", "a#2026-11-{}#check_in"


def new_york(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) + timedelta(hours=5)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    """Small nudges on Mon 23, Wed 25, Fri 27 at 20:15; the agenda on Sun 29 at 12:00."""
    return world.couple()


def back_at(world: World, moment: datetime) -> Planned:
    """No tick ran until now."""
    world.clock.now = moment
    planned = world.tick()
    world.work()
    return planned


# The first tick after the outage -> what the ledger then says, and what comes after that.
OUTAGES = [
    ("minutes", new_york(23, 20, 40), {SMALL.format(23): "sent"}, new_york(25, 20, 15)),
    ("until lights out", new_york(23, 22), {SMALL.format(23): "expired"}, new_york(25, 20, 15)),
    ("a day", new_york(24, 12), {SMALL.format(23): "expired"}, new_york(25, 20, 15)),
    ("three slots", new_york(28, 12), {SMALL.format(23): "expired"}, new_york(29, 12)),
]


@pytest.mark.parametrize(
    ("back", "ledger", "then"), [case[1:] for case in OUTAGES], ids=[case[0] for case in OUTAGES]
)
def test_after_an_outage_of(
    world: World, couple: Couple, back: datetime, ledger: dict[str, str], then: datetime
) -> None:
    back_at(world, back)

    assert world.states(couple) == ledger
    assert world.next_due() == then


# Out of order from 20:10 on a Monday on which both partners wait for a text, for so long -> what
# became of it by the next evening.
LENGTHS = [
    ("three minutes", timedelta(minutes=3), {"a": "sent", "b": "sent"}),
    ("until the end of the hours", timedelta(minutes=50), {"a": "expired", "b": "expired"}),
    ("three hours", timedelta(hours=3), {"a": "expired", "b": "expired"}),
    ("three days", timedelta(days=3), {"a": "expired", "b": "expired"}),
]


@pytest.mark.parametrize(
    ("length", "ends"), [case[1:] for case in LENGTHS], ids=[case[0] for case in LENGTHS]
)
def test_an_outage_of(world: World, length: timedelta, ends: dict[str, str]) -> None:
    """Everything else of the week comes as ever; what was missed is one entry a partner."""
    couple = world.couple(Contact("sms", "+12025550143"), b=Contact("sms", "+12025550144"))
    start = new_york(23, 20, 10)
    world.until(start)

    world.clock.now = start + length
    world.until(new_york(30, 0))

    states = world.states(couple)
    assert {key: states[f"{key}#2026-11-23#small"] for key in ends} == ends
    sent = sorted(sk for sk, state in states.items() if state == "sent")
    last = 26 if length > timedelta(days=2) else 24  # the first day on which all is well again
    good = [day for day in (25, 27) if day >= last]
    week = [f"{key}#2026-11-{day}#small" for key in ("a", "b") for day in good]
    week += [f"{key}#2026-11-29#check_in" for key in ("a", "b")]
    week += [f"{key}#2026-11-23#small" for key, state in ends.items() if state == "sent"]
    assert sent == sorted(week)
    assert len(world.sms.sent) == len(sent)


def test_what_expired_in_bulk_says_through_which_date(world: World, couple: Couple) -> None:
    back_at(world, new_york(28, 12))  # Monday, Wednesday and Friday were missed

    (kept,) = world.deliveries(couple)
    assert (kept["state"], kept["reason"]) == ("expired", "too late")
    assert (kept["missed"], kept["through"]) == (3, "2026-11-27")


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize(
    ("back", "planned"),
    [
        (new_york(23, 22) - timedelta(seconds=1), Planned(queued=1)),
        (new_york(23, 22), Planned(expired=1)),
    ],
)
def test_what_comes_too_late_is_not_even_queued(
    world: World, back: datetime, planned: Planned
) -> None:
    world.clock.now = back

    assert world.tick() == planned
    assert len(world.queue.bodies) == planned.queued


def test_what_is_still_good_when_ticks_come_back_is_sent(world: World, couple: Couple) -> None:
    assert back_at(world, new_york(25, 20, 30)) == Planned(expired=1)
    assert back_at(world, new_york(25, 20, 31)) == Planned(queued=1)

    assert world.states(couple) == {SMALL.format(23): "expired", SMALL.format(25): "sent"}
    assert len(world.email.sent) == 1


def test_there_is_no_burst_however_long_it_took(world: World, couple: Couple) -> None:
    back_at(world, new_york(23, 12) + timedelta(days=365))
    world.until(world.clock() + timedelta(hours=12))

    assert len(world.email.sent) <= 2
    assert list(world.states(couple).values()).count("expired") == 2


def test_an_agenda_is_good_until_the_meeting_is_over(world: World, couple: Couple) -> None:
    world.until(new_york(28, 0))

    back_at(world, new_york(29, 20, 59))
    assert world.states(couple)[CHECK_IN.format(29)] == "sent"


def test_an_agenda_that_comes_after_the_meeting_is_not_sent(world: World, couple: Couple) -> None:
    world.until(new_york(28, 0))

    back_at(world, new_york(29, 21))
    assert world.states(couple)[CHECK_IN.format(29)] == "expired"


def test_what_expired_says_so_and_is_never_sent_afterwards(world: World, couple: Couple) -> None:
    back_at(world, new_york(23, 20, 15))
    sent = len(world.email.sent)
    world.clock.now = new_york(25, 20, 15)
    world.tick()  # queued in time
    world.clock.now = new_york(25, 22)

    world.work()  # and taken from the queue too late

    assert len(world.email.sent) == sent
    (late,) = [one for one in world.deliveries(couple) if one["state"] == "expired"]
    assert late["SK"].endswith(SMALL.format(25))
    assert late["reason"] == "too late"


def test_a_slot_that_was_sent_is_not_called_expired_afterwards() -> None:
    world = RacyWorld()
    couple = world.couple()
    world.memory.before = [down]  # queued, but its entry did not go on
    back_at(world, new_york(23, 20, 15))

    back_at(world, new_york(24, 12))

    assert world.states(couple) == {SMALL.format(23): "sent"}
    assert world.next_due() == new_york(25, 20, 15)


def test_texts_that_come_back_after_hours_expire(world: World) -> None:
    couple = world.couple(Contact("sms", "+12025550143"))

    back_at(world, new_york(23, 21))

    assert world.states(couple) == {SMALL.format(23): "expired"}
    assert world.sms.sent == []


def test_an_edit_in_an_outage_loses_nothing_that_was_overdue(world: World, couple: Couple) -> None:
    """The time moves to earlier while Monday's waits to be planned: it is still listed."""
    world.clock.now = new_york(24, 12)
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=replace(one.a, kids_down="19:00")),
        world.clock(),
    )

    back_at(world, new_york(24, 13))

    assert world.states(couple) == {SMALL.format(23): "expired"}
    assert world.next_due() == new_york(25, 19, 15)
