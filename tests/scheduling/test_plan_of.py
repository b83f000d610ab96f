"""The plan that a partner's preferences make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.content.stages import months_later
from chalicelib.couples.model import RHYTHMS, Contact, Couple, Meeting, Partner, new_partner
from chalicelib.scheduling.due import Plan
from chalicelib.scheduling.rhythms import moved_anchors, plan_of
from tests.couples.children import born, tapped
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from chalicelib.couples.model import Child, PartnerKey, Rhythm

EMAIL = Contact("email", "alex@example.com")
SMS = Contact("sms", "+12025550143")
BY_EMAIL, BY_TEXT = new_partner("Alex", NEW_YORK, EMAIL), new_partner("Sam", NEW_YORK, SMS)
LATE = replace(BY_TEXT, late_texts=True)
LATE_KIDS = replace(BY_TEXT, kids_down="21:00")
BOTH = BY_EMAIL.with_contact(SMS)


def small(partner: Partner, **chosen: Any) -> Partner:
    return replace(partner, small=replace(partner.small, **chosen))


def check_in(partner: Partner, **chosen: Any) -> Partner:
    return replace(partner, check_in=replace(partner.check_in, **chosen))


def planned(partner: Partner, rhythm: Rhythm, meeting: Meeting | None = None) -> Plan | None:
    return plan_of(Couple(id="1", a=partner, meeting=meeting or Meeting()), "a", rhythm)


# Preferences of somebody -> when a small nudge is due, and until when it is worth anything.
SMALL = [
    ("by email, as they start", BY_EMAIL, "20:15", "22:00"),
    ("by text, as they start", BY_TEXT, "20:15", "21:00"),
    ("the kids go down earlier", replace(BY_EMAIL, kids_down="18:50"), "19:05", "22:00"),
    ("longer after they are down", small(BY_EMAIL, minutes_after=45), "20:45", "22:00"),
    ("at once", small(BY_EMAIL, minutes_after=0), "20:00", "22:00"),
    ("late kids, by email", replace(BY_EMAIL, kids_down="22:50"), "23:05", "22:00"),
    ("later than the day is long", replace(BY_EMAIL, kids_down="23:50"), "23:59", "22:00"),
    ("late kids, by text", replace(BY_TEXT, kids_down="21:30"), "20:45", "21:00"),
    ("as late as a text may be", replace(BY_TEXT, kids_down="20:30"), "20:45", "21:00"),
    ("a time of their own", small(BY_EMAIL, time="07:30"), "07:30", "22:00"),
    ("a time of their own, by text", small(BY_TEXT, time="20:59"), "20:59", "21:00"),
    ("an anchor before the hours", replace(BY_TEXT, kids_down="06:30"), "08:00", "21:00"),
    ("minutes of their own", replace(LATE_KIDS, texts_from="20:50"), "20:50", "21:00"),
    ("hours of their own", replace(BY_TEXT, texts_until="19:00"), "18:45", "19:00"),
    ("minutes before the end", replace(BY_TEXT, kids_down="20:40"), "20:55", "21:00"),
    ("a minute too near to it", replace(BY_TEXT, kids_down="20:41"), "20:45", "21:00"),
    ("after nine is fine", replace(LATE, kids_down="21:20"), "21:35", "22:00"),
    ("fine, but not at night", replace(LATE, kids_down="23:10"), "22:45", "22:00"),
    ("fine, late to bed", replace(LATE, lights_out="00:30"), "20:15", "23:00"),
    ("a time of their own, after their hours", small(BY_TEXT, time="21:30"), "20:45", "21:00"),
    ("a time of their own, before them", small(BY_TEXT, time="06:30"), "08:00", "21:00"),
    ("early to bed", replace(BY_TEXT, lights_out="20:30"), "20:15", "20:30"),
    ("late to bed, by email", replace(BY_EMAIL, lights_out="00:30"), "20:15", "00:30"),
    ("late to bed, by text", replace(BY_TEXT, lights_out="00:30"), "20:15", "21:00"),
    ("in the small hours, by text", replace(BY_TEXT, lights_out="05:59"), "20:15", "21:00"),
]


@pytest.mark.parametrize(
    ("partner", "at", "until"), [case[1:] for case in SMALL], ids=[case[0] for case in SMALL]
)
def test_a_small_nudge_comes_at(partner: Partner, at: str, until: str) -> None:
    assert planned(partner, "small") == Plan(
        (at, None, at, None, at, None, None), NEW_YORK, (until,) * 7, 0
    )


def test_an_evening_may_differ_by_weekday() -> None:
    fridays = ("21:00" if day == 4 else None for day in range(7))
    out = ("23:30" if day == 4 else None for day in range(7))
    partner = replace(BY_EMAIL, kids_down_on=tuple(fridays), lights_out_on=tuple(out))

    plan = planned(partner, "small")

    assert plan is not None
    assert [plan.times[day] for day in (0, 2, 4)] == ["20:15", "20:15", "21:15"]
    assert [plan.until[day] for day in (0, 2, 4)] == ["22:00", "22:00", "23:30"]


@pytest.mark.parametrize(
    ("partner", "moved"),
    [
        (BY_TEXT, ()),
        (replace(BY_TEXT, kids_down="21:00"), ("20:45",)),
        (replace(BY_TEXT, kids_down_on=(None,) * 6 + ("21:00",)), ()),  # no small one on Sundays
        (replace(LATE, kids_down="21:00"), ()),
        (replace(BY_EMAIL, kids_down="21:00"), ()),
        (small(BY_TEXT, time="20:59"), ()),
    ],
)
def test_an_anchor_that_moved_is_known_to_have(partner: Partner, moved: tuple[str, ...]) -> None:
    assert moved_anchors(Couple(id="1", a=partner), partner, date(2026, 11, 23)) == moved


NEWBORN = replace(BY_EMAIL, children=tapped("newborn", "toddler"))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("partner", "days"),
    [
        (NEWBORN, [2]),
        (small(NEWBORN, days=(5, 6)), [6]),
        (small(NEWBORN, days=(1,)), [1]),
        (small(NEWBORN, newborn_pace=False), [0, 2, 4]),
        (replace(BY_EMAIL, children=tapped("toddler")), [0, 2, 4]),
    ],
)
def test_with_a_newborn_one_small_nudge_a_week_is_enough(partner: Partner, days: list[int]) -> None:
    plan = planned(partner, "small")

    assert plan is not None
    assert days_of(plan, TODAY) == days


def test_a_newborn_is_both_of_theirs_whoever_said_so() -> None:
    couple = Couple(id="1", a=NEWBORN, b=BY_TEXT)
    plan = plan_of(couple, "b", "small")

    assert plan is not None
    assert days_of(plan, TODAY) == [2]


@pytest.mark.parametrize(
    ("children", "slow"),
    [
        (tapped("newborn"), [("2026-11", "2027-04")]),
        (tapped("newborn", month="2026-05"), []),
        (tapped("expecting"), [("2027-03", "2027-10")]),
        (born("2026-04"), [("2026-11", "2026-11")]),
        (born("2026-03"), []),
        (born("2026-04", "2027-02"), [("2026-11", "2026-11"), ("2027-02", "2027-09")]),
        (born("2026-09", "2027-05", "2019-01"), [("2026-11", "2027-12")]),
        (born("2026-05", "2026-05"), [("2026-11", "2026-12")]),
    ],
    ids=str,
)
def test_the_pace_begins_and_ends_with_the_newborn_without_an_edit(
    children: tuple[Child, ...], slow: list[tuple[str, str]]
) -> None:
    plan = planned(replace(BY_EMAIL, children=children), "small")

    assert plan is not None
    months = [months_later("2026-11", ahead) for ahead in range(16)]
    is_slow = [len(days_of(plan, date.fromisoformat(f"{month}-01"))) == 1 for month in months]
    assert [month for month, one in zip(months, is_slow, strict=True) if one] == [
        month for first, last in slow for month in months if first <= month <= last
    ]


def days_of(plan: Plan, day: date) -> list[int]:
    """The weekdays that have a slot, by the seven days in the middle of that month."""
    week = [day.replace(day=12 + number) for number in range(7)]
    return sorted(one.weekday() for one in week if plan.on(one))


@pytest.mark.parametrize("days", [(0,), (5, 6), tuple(range(7)), ()])
def test_a_small_nudge_comes_on_the_chosen_days_only(days: tuple[int, ...]) -> None:
    plan = planned(small(BY_EMAIL, days=days), "small")

    assert plan is not None
    assert [day for day, at in enumerate(plan.times) if at] == list(days)


def test_a_plan_is_in_its_partners_own_zone() -> None:
    berlin = new_partner("Sam", "Europe/Berlin", SMS)
    couple = Couple(id="1", a=BY_EMAIL, b=berlin)

    plans = {key: plan_of(couple, key, "check_in") for key, _ in couple.partners()}

    assert [plan.zone for plan in plans.values() if plan] == [NEW_YORK, "Europe/Berlin"]


# How many days before the meeting, the agenda's time, the meeting -> the agenda's day, when it is
# due, until when it is good, so many days later.
CHECK_INS = [
    ("as they start", 0, "12:00", Meeting(), (6, "12:00", "21:00", 0)),
    ("forty-five minutes", 0, "12:00", Meeting(6, "20:30", 45), (6, "12:00", "21:15", 0)),
    ("days before", 3, "12:00", Meeting(6, "20:30", 30), (3, "12:00", "21:00", 3)),
    ("over the week's end", 2, "18:00", Meeting(1, "20:30", 30), (6, "18:00", "21:00", 2)),
    ("a meeting past midnight", 0, "12:00", Meeting(6, "23:45", 30), (6, "12:00", "00:15", 1)),
    ("a meeting till midnight", 0, "12:00", Meeting(6, "23:30", 30), (6, "12:00", "00:00", 1)),
    ("an hour ahead", 0, "12:00", Meeting(6, "13:00", 30), (6, "12:00", "13:30", 0)),
    ("a meeting in the morning", 0, "12:00", Meeting(6, "09:00", 30), (5, "12:00", "09:30", 1)),
    ("at the agenda's own time", 0, "12:00", Meeting(6, "12:00", 30), (5, "12:00", "12:30", 1)),
    ("a Monday morning", 0, "12:00", Meeting(0, "09:00", 30), (6, "12:00", "09:30", 1)),
]


@pytest.mark.parametrize(
    ("days_before", "time", "meeting", "wanted"),
    [case[1:] for case in CHECK_INS],
    ids=[case[0] for case in CHECK_INS],
)
def test_an_agenda_comes_before_its_meeting_and_is_good_until_that_ends(
    days_before: int, time: str, meeting: Meeting, wanted: tuple[int, str, str, int]
) -> None:
    plan = planned(check_in(BY_EMAIL, days_before=days_before, time=time), "check_in", meeting)

    due_day, at, until, days_later = wanted
    times = tuple(at if day == due_day else None for day in range(7))
    assert plan == Plan(times, NEW_YORK, (until,) * 7, days_later)


STOPPED = BY_TEXT.with_contact(replace(SMS, state="stopped"))
NOTHING: list[tuple[str, Partner, Rhythm]] = [
    ("nudges off", small(BY_EMAIL, on=False), "small"),
    ("agendas off", check_in(BY_EMAIL, on=False), "check_in"),
    ("stopped", STOPPED, "small"),
    ("stopped, agenda", STOPPED, "check_in"),
    ("unreachable", BY_TEXT.with_contact(replace(SMS, state="unreachable")), "small"),
    ("not confirmed", BY_TEXT.with_contact(replace(SMS, state="unconfirmed")), "small"),
    ("a channel they do not have", small(BY_EMAIL, channel="sms"), "small"),
]


@pytest.mark.parametrize(
    ("partner", "rhythm"), [case[1:] for case in NOTHING], ids=[case[0] for case in NOTHING]
)
def test_there_is_no_plan_for(partner: Partner, rhythm: Rhythm) -> None:
    assert planned(partner, rhythm) is None


def test_what_is_off_or_stopped_leaves_the_other_rhythm_alone() -> None:
    assert planned(small(BY_EMAIL, on=False), "check_in") is not None
    split = check_in(small(BOTH, channel="sms"), channel="email")
    stopped = split.with_contact(replace(SMS, state="stopped"))
    assert planned(stopped, "small") is None
    assert planned(stopped, "check_in") is not None


@pytest.mark.parametrize(
    ("b", "key", "there"),
    [
        (None, "b", False),
        (replace(BY_TEXT, admitted=False), "b", False),
        (replace(BY_TEXT, admitted=False), "a", True),
        (BY_TEXT, "b", True),
    ],
)
def test_only_who_is_part_of_it_has_a_plan(b: Partner | None, key: PartnerKey, there: bool) -> None:
    couple = Couple(id="1", a=BY_EMAIL, b=b)

    plans = [plan_of(couple, key, rhythm) for rhythm in RHYTHMS]
    assert [plan is not None for plan in plans] == [there, there]
