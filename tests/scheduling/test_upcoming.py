"""What the page says will come is what comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple, Meeting, Partner, Small, new_partner
from chalicelib.scheduling.schedule import Schedule
from chalicelib.table import Change
from tests.world import START, World


@pytest.fixture
def world() -> World:
    return World()


EIGHT_WEEKS = 56
SPRING = datetime(2027, 2, 15, 12, 0, tzinfo=UTC)  # eight weeks from here, clocks change twice
SCHEDULE = Schedule()
EMAIL, SMS = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
ALEX = new_partner("Alex", "America/New_York", EMAIL)


def daily(partner: Partner, time: str) -> Partner:
    return replace(partner, small=replace(partner.small, days=tuple(range(7)), time=time))


# Zones whose clocks change in these weeks, or never; evenings, nights and mornings; a pause.
PEOPLE = [
    ("as they start", ALEX, Meeting()),
    ("by text", new_partner("Sam", "America/Los_Angeles", SMS), Meeting()),
    ("every night in Berlin", daily(replace(ALEX, zone="Europe/Berlin"), "02:30"), Meeting()),
    ("Sydney", replace(ALEX, zone="Australia/Sydney"), Meeting(2, "09:00", 45)),
    ("half hours", replace(ALEX, zone="Australia/Lord_Howe", lights_out="00:30"), Meeting()),
    ("a late meeting", replace(ALEX, zone="America/Nuuk"), Meeting(5, "23:45", 30)),
    ("Kathmandu", daily(replace(ALEX, zone="Asia/Kathmandu"), "20:15"), Meeting(0, "12:00", 30)),
    ("away", replace(ALEX, paused=True, paused_until="2027-03-10"), Meeting()),
    ("nudges only", replace(ALEX, check_in=replace(ALEX.check_in, on=False)), Meeting()),
    ("two channels", replace(ALEX.with_contact(SMS), small=Small(channel="sms")), Meeting()),
    ("away for good", replace(ALEX, paused=True), Meeting()),
]


def living_with(world: World, partner: Partner, meeting: Meeting) -> Couple:
    """A couple that has just chosen these preferences."""
    couple = world.couple(*partner.contacts)
    return world.preferences.edit(
        couple.id, lambda one: replace(one, a=partner, meeting=meeting), world.clock()
    )


@pytest.mark.parametrize(
    ("partner", "meeting"), [case[1:] for case in PEOPLE], ids=[case[0] for case in PEOPLE]
)
def test_what_was_said_to_come_in_eight_weeks_is_what_came(
    partner: Partner, meeting: Meeting
) -> None:
    world = World()
    world.clock.now = SPRING
    couple = living_with(world, partner, meeting)
    said = SCHEDULE.upcoming(couple, "a", SPRING, EIGHT_WEEKS)

    world.until(SPRING + timedelta(days=EIGHT_WEEKS - 2))

    came = {(one["due_at"], one["channel"]): one["state"] for one in world.deliveries(couple)}
    wanted = {
        (one.times.due_at.isoformat(), one.channel)
        for one in said
        if one.times.due_at <= world.clock()
    }
    assert came.keys() == wanted
    assert set(came.values()) <= {"sent"}


def test_both_partners_get_what_each_was_told() -> None:
    world = World()
    couple = world.couple(EMAIL, b=SMS)
    said = {key: len(SCHEDULE.upcoming(couple, key, START, 14)) for key, _ in couple.partners()}

    world.until(START + timedelta(days=14))

    assert (len(world.email.sent), len(world.sms.sent)) == (said["a"], said["b"]) == (8, 8)


def test_it_comes_in_order_with_words_as_people_say_them() -> None:
    coming = SCHEDULE.upcoming(Couple(id="1", a=ALEX), "a", START, 8)

    assert [(one.rhythm, one.channel, one.when) for one in coming] == [
        ("small", "email", "Mon 23 Nov, 8:15 pm"),
        ("small", "email", "Wed 25 Nov, 8:15 pm"),
        ("small", "email", "Fri 27 Nov, 8:15 pm"),
        ("check_in", "email", "Sun 29 Nov, 12:00 pm"),
        ("small", "email", "Mon 30 Nov, 8:15 pm"),
    ]


@pytest.mark.parametrize(("days", "how_many"), [(0, 0), (1, 1), (2, 1), (3, 2), (7, 4), (8, 5)])
def test_it_covers_so_many_local_days_from_today(days: int, how_many: int) -> None:
    assert len(SCHEDULE.upcoming(Couple(id="1", a=ALEX), "a", START, days)) == how_many


def test_who_is_not_there_is_told_nothing() -> None:
    waiting = Couple(id="1", a=ALEX, b=replace(ALEX, admitted=False))

    assert SCHEDULE.upcoming(waiting, "b", START) == []
    assert SCHEDULE.upcoming(Couple(id="1", a=ALEX), "b", START) == []


def test_a_day_that_had_its_note_is_not_promised_another() -> None:
    world = World()
    couple = world.couple()
    world.until(START + timedelta(hours=13, minutes=30))  # Monday 20:30
    couple = living_again(world, couple, kids_down="21:00")

    entries = world.couples.due_entries(couple.id)
    coming = SCHEDULE.upcoming(couple, "a", world.clock(), 7, entries)

    assert coming[0].when == "Wed 25 Nov, 9:15 pm"
    world.until(START + timedelta(days=2))
    assert len(world.email.sent) == 1


def living_again(world: World, couple: Couple, kids_down: str) -> Couple:
    return world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, kids_down=kids_down)), world.clock()
    )


def test_the_same_in_sentences_for_a_message() -> None:
    assert SCHEDULE.coming(Couple(id="1", a=ALEX), "a", START)[2:] == [
        "A small note comes Fri 27 Nov, 8:15 pm",
        "The agenda for your check-in comes Sun 29 Nov, 12:00 pm",
    ]


@pytest.mark.parametrize(
    ("utc", "may"),
    [
        ("2026-11-23T12:59", False),  # 7:59 in New York
        ("2026-11-23T13:00", True),
        ("2026-11-24T01:59", True),
        ("2026-11-24T02:00", False),
        ("2026-07-01T11:59", False),  # 7:59 in summer
        ("2026-07-01T12:00", True),
    ],
)
def test_texts_come_within_their_hours_where_they_live(utc: str, may: bool) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)

    assert SCHEDULE.may_text(ALEX, moment) is may


def test_what_is_due_and_not_planned_yet_is_still_to_come(world: World) -> None:
    """A tick is late: what waits is listed, as long as it is good for something."""
    couple = world.couple()
    entries = world.couples.due_entries(couple.id)
    due = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)

    def first(now: datetime) -> date:
        return Schedule().upcoming(couple, "a", now, 14, entries)[0].times.local_date

    assert first(due + timedelta(minutes=20)) == date(2026, 11, 23)
    assert first(due + timedelta(hours=2)) == date(2026, 11, 25)


def test_what_was_set_aside_does_not_come(world: World) -> None:
    couple = world.couple()
    pk = keys.couple_pk(couple.id)
    world.table.write(Change(pk, "DUE#a#small", remove=("plan",)))
    world.until(datetime(2026, 11, 24, 1, 15, tzinfo=UTC))

    coming = Schedule().upcoming(
        couple, "a", world.clock(), 14, world.couples.due_entries(couple.id)
    )

    assert {one.rhythm for one in coming} == {"check_in"}


def test_what_was_missed_while_set_aside_is_listed_after_an_edit(world: World) -> None:
    couple = world.couple()
    pk = keys.couple_pk(couple.id)
    world.table.write(Change(pk, "DUE#a#small", remove=("plan",)))
    world.until(datetime(2026, 11, 27, 1, 0, tzinfo=UTC))

    world.preferences.edit(couple.id, lambda one: one, world.clock())
    world.until(world.clock() + timedelta(minutes=1))

    (missed,) = [one for one in world.deliveries(couple) if one["state"] == "expired"]
    assert (missed["missed"], missed["through"]) == (2, "2026-11-25")
