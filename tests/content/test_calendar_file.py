"""The calendar file: two readers that know nothing of each other see the same event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.content.calendar import Event, ics, uid_of
from chalicelib.couples.meetings import MeetingPlan
from tests.content.reading_calendars import READERS, SomebodysCalendar

NOW = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)
PAGE = "https://afterbedtime.test/agenda/4fQx9TzL2mVbKw8s"
BEGINS = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)
EVENT = Event(
    uid=uid_of("c1", "2026-W48", "afterbedtime.test"),
    sequence=0,
    begins=BEGINS,
    ends=BEGINS + timedelta(minutes=30),
    url=PAGE,
    service="After Bedtime",
    contact_email="hello@example.org",
)
every_reader = pytest.mark.parametrize("reader", READERS)


@every_reader
def test_an_event_says_when_and_where_to_read_on_and_nothing_of_whose_it_is(reader: str) -> None:
    entry = READERS[reader](ics(EVENT, NOW))
    assert (entry.method, entry.status, entry.sequence) == ("PUBLISH", "CONFIRMED", 0)
    assert (entry.begins, entry.ends) == (EVENT.begins, EVENT.ends)
    assert (entry.summary, entry.url) == ("After Bedtime: check-in", PAGE)


@every_reader
def test_what_was_called_off_is_cancelled_under_the_same_name(reader: str) -> None:
    off = READERS[reader](ics(replace(EVENT, sequence=2, called_off=True), NOW))
    assert (off.method, off.status, off.sequence, off.uid) == ("CANCEL", "CANCELLED", 2, EVENT.uid)


@pytest.mark.parametrize("called_off", [False, True])
def test_the_file_has_what_rfc_5546_asks_of_its_method(called_off: bool) -> None:
    """3.2.1 and 3.2.5: who publishes it, when it was written, and nobody who is invited."""
    text = ics(replace(EVENT, called_off=called_off), NOW)
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "DTSTAMP:20261129T170000Z" in lines
    assert any(line.startswith("ORGANIZER;") and "hello@example.org" in line for line in lines)
    assert "ATTENDEE" not in text
    assert max(len(line.encode()) for line in lines) <= 75, "RFC 5545, 3.1"


def test_the_type_of_the_file_names_its_method() -> None:
    assert EVENT.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert len(replace(EVENT, called_off=True).content_type) <= 78, "what SES takes"


def test_a_meeting_is_known_by_one_name_that_gives_nothing_away() -> None:
    assert uid_of("c1", "2026-W48", "a.example") == uid_of("c1", "2026-W48", "a.example")
    others = {uid_of("c2", "2026-W48", "a.example"), uid_of("c1", "2026-W49", "a.example")}
    assert EVENT.uid not in others
    assert "c1" not in EVENT.uid


@every_reader
@pytest.mark.parametrize("name", ['After; "Bed", time', "Nach dem Zubettgehen \u2764", "A\\B: C"])
def test_an_awkward_service_name_does_no_harm(reader: str, name: str) -> None:
    entry = READERS[reader](ics(replace(EVENT, service=name), NOW))
    assert entry.summary == f"{name}: check-in"


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
    st.dates(min_value=datetime(2024, 1, 1).date(), max_value=datetime(2030, 12, 31).date()),  # noqa: DTZ001
    st.times().map(lambda one: f"{one:%H:%M}"),
    st.sampled_from((10, 20, 30, 45)),
)
def test_it_begins_at_the_instant_that_the_couples_clock_shows(
    zone: str, day: datetime, clock: str, minutes: int
) -> None:
    plan = MeetingPlan("w", "a", clock, minutes, "", "", "", day=day.isoformat(), zone=zone)
    event = replace(EVENT, begins=plan.begins, ends=plan.ends)
    for read in READERS.values():
        entry = read(ics(event, NOW))
        assert entry.ends - entry.begins == timedelta(minutes=minutes)
        local = entry.begins.astimezone(ZoneInfo(zone))
        asked = f"{day.isoformat()} {clock}"
        moved_forward = f"{local:%Y-%m-%d %H:%M}" > asked  # a time that clocks skip
        assert f"{local:%Y-%m-%d %H:%M}" == asked or moved_forward


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        ("2026-03-08", "02:30", "2026-03-08T07:30"),  # skipped: it moves forward, to 3:30
        ("2026-11-01", "01:30", "2026-11-01T05:30"),  # twice: the first one counts
        ("2026-11-01", "20:30", "2026-11-02T01:30"),  # the evening after clocks went back
        ("2026-10-31", "20:30", "2026-11-01T00:30"),
    ],
)
def test_where_clocks_are_set_it_is_the_instant_that_scheduling_uses(
    day: str, clock: str, utc: str
) -> None:
    plan = MeetingPlan("w", "a", clock, 30, "", "", "", day=day, zone="America/New_York")
    assert f"{plan.begins:%Y-%m-%dT%H:%M}" == utc


@every_reader
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 14 * 24), st.booleans()), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_however_files_arrive_a_calendar_ends_with_the_newest(
    reader: str, moves: list[tuple[int, bool]], dice: object
) -> None:
    files = [
        replace(
            EVENT,
            sequence=number,
            begins=BEGINS + timedelta(hours=hours),
            ends=BEGINS + timedelta(hours=hours, minutes=30),
            called_off=off,
        )
        for number, (hours, off) in enumerate(moves)
    ]
    shuffled = [*files, *files[:2]]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    calendar = SomebodysCalendar(reader)
    for file in shuffled:
        calendar.open(ics(file, NOW))
    newest = files[-1]
    assert [one.begins for one in calendar.shown()] == (
        [] if newest.called_off else [newest.begins]
    )
