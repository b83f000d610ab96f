"""The preferences form: what it takes, what it refuses, and that it shows what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.showing import chosen as selected
from tests.pages.showing import ticked
from tests.pages.stories import both, chosen, signed_up, with_phone
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page

NIGHTS: dict[str, Any] = {
    "day": ["1", "5"],
    "time": "21:40",
    "kids_down": "18:45",
    "lights_out": "23:10",
    "zone": "Europe/Berlin",
    "meeting_day": "4",
    "meeting_time": "20:05",
    "meeting_minutes": "45",
    "check_in_on": None,
}


def days(page: Page) -> list[str]:
    ticks = [one for one in page.document.all("input") if one.get("name") == "day"]
    return [one.get("value") for one in ticks if ticked(one)]


def test_what_was_saved_is_what_the_page_shows() -> None:
    person = signed_up(World())
    assert person.act("preferences", **chosen(**NIGHTS)).goes_to == "/me?said=saved"
    page = person.get("/me")
    assert days(page) == ["1", "5"]
    for field in ("time", "kids_down", "lights_out", "meeting_time"):
        assert page.value(field) == NIGHTS[field]
    assert page.hidden("zone") == "Europe/Berlin"
    assert selected(page.document, "meeting_day") == "Friday"
    assert ticked(page.document.by_id("meeting_minutes-45"))
    assert not ticked(page.document.by_id("check_in_on"))


def test_what_was_saved_is_what_comes_in_their_own_zone() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(**NIGHTS))
    assert (
        "What comes next Tue 24 Nov, 9:40 pm, by email A thank-you prompt Sat 28"
        in person.get("/me").words
    )
    world.until(world.next_due() or world.clock())
    assert world.clock().isoformat() == "2026-11-24T20:40:00+00:00"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"day": ["7"]}, {"day"}),
        ({"day": ["monday"]}, {"day"}),
        ({"time": "25:99"}, {"time"}),
        ({"time": "eight"}, {"time"}),
        ({"kids_down": ""}, {"kids_down"}),
        ({"kids_down": "24:00"}, {"kids_down"}),
        ({"lights_out": None}, {"lights_out"}),
        ({"lights_out": "<b>"}, {"lights_out"}),
        ({"zone": "Mars/Phobos"}, {"zone"}),
        ({"zone": None}, {"zone"}),
        ({"meeting_day": "9"}, {"meeting_day"}),
        ({"meeting_day": None}, {"meeting_day"}),
        ({"meeting_time": "noon"}, {"meeting_time"}),
        ({"meeting_minutes": "500"}, {"meeting_minutes"}),
        ({"small_channel": "pigeon"}, {"small_channel"}),
        ({"small_channel": "sms"}, {"small_channel"}),
        ({"kids_down": "x", "lights_out": "y", "zone": "z"}, {"kids_down", "lights_out", "zone"}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_saved(
    changes: dict[str, Any], wrong: set[str]
) -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    page = person.act("preferences", **chosen(**{"meeting_time": "19:19", **changes}))
    assert (page.status, set(page.errors())) == (200, wrong)
    assert all(sentence.endswith((".", "!")) for sentence in page.errors().values())
    typed = {"meeting_time": "19:19", **changes}
    for field in ("time", "kids_down", "lights_out", "meeting_time"):
        if field in typed and typed[field] is not None:
            assert page.value(field) == typed[field]
    assert world.everything() == before


def test_somebody_whose_only_channel_has_stopped_can_still_change_the_rest() -> None:
    person = signed_up(World())
    person.act("stop_contact", channel="email")
    saved = chosen(zone="Europe/Paris", small_channel=None, check_in_channel=None)
    assert person.act("preferences", **saved).goes_to == "/me?said=saved"
    assert person.get("/me").hidden("zone") == "Europe/Paris"


@pytest.mark.parametrize(
    ("channel", "at", "fine"),
    [
        ("sms", "07:59", False),
        ("sms", "08:00", True),
        ("sms", "20:55", True),
        ("sms", "20:56", False),  # it might not make it before the end of their hours
        ("sms", "", True),
        ("email", "05:00", True),
        ("email", "23:30", True),
    ],
)
def test_texts_come_in_texting_hours_and_emails_at_any_time(
    channel: str, at: str, fine: bool
) -> None:
    person = with_phone(World())
    page = person.act("preferences", **chosen(small_channel=channel, time=at))
    assert (page.status, set(page.errors())) == ((303, set()) if fine else (200, {"time"}))


def test_no_day_picked_means_no_small_notes_and_the_agenda_still_comes() -> None:
    person = signed_up(World())
    person.act("preferences", **chosen(day=None))
    page = person.get("/me")
    assert days(page) == []
    assert {what for *_, what in page.coming()} == {"The agenda for your check-in"}


def test_a_day_sent_twice_counts_once() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(day=["3", "3", "1"] * 50))
    couples = [one for (_, sk), one in world.memory.items.items() if sk == "COUPLE"]
    assert couples[0]["a"]["small"]["days"] == [1, 3]


def test_a_browser_that_sends_seconds_is_understood() -> None:
    person = signed_up(World())
    assert person.act("preferences", **chosen(kids_down="19:15:00")).status == 303
    assert person.get("/me").value("kids_down") == "19:15"


def test_the_meeting_belongs_to_both_and_the_rest_to_each() -> None:
    alex, sam = both(World())
    alex.act("preferences", **chosen(**NIGHTS))
    page = sam.get("/me")
    assert page.value("meeting_time") == "20:05"
    assert selected(page.document, "meeting_day") == "Friday"
    assert (page.value("kids_down"), page.value("lights_out"), page.value("time")) == (
        "20:00",
        "22:00",
        "",
    )
    assert days(page) == ["0", "2", "4"]
