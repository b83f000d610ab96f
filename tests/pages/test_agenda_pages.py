"""The agenda to follow during the meeting, for a calendar, and for whoever comes by tonight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.couples.model import Contact
from tests.content.reading_calendars import READERS
from tests.delivery.sundays import BATH, SOUP, put_in_jar
from tests.pages.stories import ALEX_PHONE, SAM
from tests.pages.test_reading_pages import agenda_link
from tests.pages.visitor import Page, Visitor
from tests.served import served
from tests.world import World

LENGTHS = {45: 7, 30: 7, 20: 6, 10: 3}
GONE = 410


def behind_the_link(world: World) -> str:
    """A couple of whom one reads texts: the address in the text."""
    couple = world.couple(Contact("sms", ALEX_PHONE), b=Contact("email", SAM))
    put_in_jar(world, couple, "a", BATH, "waiting")
    put_in_jar(world, couple, "b", SOUP, "waiting")
    return agenda_link(world)


def link(page: Page, words: str) -> str:
    return next(one.get("href") for one in page.document.all("a") if one.words.startswith(words))


def test_the_whole_agenda_offers_its_lengths_and_each_has_its_steps() -> None:
    world = World()
    url = behind_the_link(world)
    page = Visitor(world).get(url)
    assert len([one for one in page.document.all("a") if one.words.endswith(" min")]) == 4
    for length, many in LENGTHS.items():
        shorter = Visitor(world).get(link(page, f"{length} min"))
        steps = [one for one in shorter.document.all("li") if one.within[-1].tag == "ol"]
        assert len(steps) == many
        (chosen,) = (one for one in shorter.document.all("a") if one.get("aria-current"))
        assert chosen.words == f"{length} min"


@pytest.mark.parametrize("length", LENGTHS)
def test_every_version_can_be_followed_to_its_end_and_back_with_links_alone(length: int) -> None:
    world = World()
    url = behind_the_link(world)
    visitor = Visitor(world)
    page = visitor.get(link(visitor.get(f"{url}?length={length}"), "Begin"))
    titles = []
    for number in range(1, LENGTHS[length] + 1):
        assert f"{number} of {LENGTHS[length]}, about " in page.words
        titles.append(page.document.all("h1")[0].words)
        page = visitor.get(link(page, "Next" if number < LENGTHS[length] else "Done"))
    assert "That was it" in page.words
    for title in reversed(titles):
        page = visitor.get(link(page, "Back"))
        assert page.document.all("h1")[0].words == title
    assert f"?length={length}" in link(page, "Back")


def test_a_step_holds_the_words_that_belong_to_it() -> None:
    world = World()
    url = behind_the_link(world)
    thanks = Visitor(world).get(f"{url}?step=2").words
    assert f"Alex: {BATH}" in thanks
    assert f"Sam: {SOUP}" in thanks
    assert BATH not in Visitor(world).get(f"{url}?step=1").words


@pytest.mark.parametrize(
    "query", ["step=0", "step=99", "step=-1", "step=x", "length=7", "step=\u0662"]
)
def test_an_address_that_makes_no_sense_shows_the_whole_agenda(query: str) -> None:
    world = World()
    url = behind_the_link(world)
    assert Visitor(world).get(f"{url}?{query}").words == Visitor(world).get(url).words


def test_following_it_changes_nothing_and_tells_no_title_anything_private() -> None:
    world = World()
    url = behind_the_link(world)
    before = world.everything()
    for step in range(9):
        page = Visitor(world).get(f"{url}?step={step}")
        assert not {"Alex", "Sam"} & set(page.title.split())
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert 'name="robots" content="noindex"' in page.body
        assert "Set-Cookie" not in page.headers
    assert world.everything() == before


def test_a_bar_counts_quietly_for_those_whose_browser_can() -> None:
    world = World()
    url = behind_the_link(world)
    (bar,) = Visitor(world).get(f"{url}?step=2").document.all("progress")
    assert (bar.get("data-minutes"), "hidden" in bar.attrs) == ("6", True)


@pytest.mark.parametrize("reader", READERS)
def test_the_page_offers_the_meeting_for_a_calendar(reader: str) -> None:
    world = World()
    url = behind_the_link(world)
    file = Visitor(world).get(link(Visitor(world).get(url), "Put it in my calendar"))
    assert file.status == 200
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert file.headers["Content-Disposition"] == 'inline; filename="check-in.ics"'
    assert file.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in file.headers
    event = READERS[reader](file.body)
    assert event.begins == datetime(2026, 11, 30, 1, 30, tzinfo=UTC)
    assert event.url == url
    (mailed,) = (one.message for one in world.email.sent if one.message.attachments)
    assert READERS[reader](mailed.attachments[0].content).uid == event.uid, "both have the same"


def test_a_meeting_that_was_called_off_says_so_and_leaves_the_calendar() -> None:
    world = World()
    url = behind_the_link(world)
    couple_id = next(one["id"] for one in world.memory.items.values() if one["SK"] == "COUPLE")
    world.clock.now = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
    assert world.moving.cancel(couple_id, world.clock())
    assert "This week's check-in is off." in Visitor(world).get(url).words
    file = Visitor(world).get(f"{url}/check-in.ics")
    assert READERS["icalendar"](file.body).method == "CANCEL"


@pytest.mark.parametrize("path", ["", "?step=1", "/check-in.ics"])
def test_a_link_that_has_run_out_opens_none_of_it(path: str) -> None:
    world = World()
    url = behind_the_link(world)
    world.clock.advance(days=9)
    assert Visitor(world).get(f"{url}{path}").status == GONE


def test_another_kind_of_link_opens_no_agenda() -> None:
    world = World()
    facts = {"couple": "c", "partner": "a", "week": "2026-W48"}
    session = world.links.issue("session", "1", facts, world.clock())
    assert Visitor(world).get(f"/agenda/{world.links.token(session)}").status == GONE


def test_tonight_is_for_everybody_and_the_same_for_everybody() -> None:
    world = World()
    page = Visitor(world).get("/tonight")
    assert "Set-Cookie" not in page.headers
    assert 'name="robots" content="all"' in page.body
    assert Visitor(world).get("/").body.count('href="/tonight"') == 1
    assert Visitor(world).get("/tonight").body == page.body
    assert Visitor(world).get(link(page, "Begin")).words.count("1 of 6") == 1
    assert world.memory.items == {}


def test_tonight_has_other_words_on_another_day_but_not_in_the_middle_of_an_evening() -> None:
    world = World()
    world.clock.now = datetime(2026, 11, 23, 12, 1, tzinfo=UTC)
    first = Visitor(world).get("/tonight").words
    world.clock.advance(hours=23, minutes=50)
    assert Visitor(world).get("/tonight").words == first
    days = set()
    for _ in range(14):
        world.clock.advance(days=1)
        days.add(Visitor(world).get("/tonight").words)
    assert len(days) == 14


def test_chalice_serves_the_calendar_file_as_it_is() -> None:
    with served() as site:
        url = behind_the_link(site.world)
        answer = site.get(f"{url.removeprefix(site.world.settings.public_url)}/check-in.ics")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/calendar")
        event = READERS["ical"](answer.text)
        assert event.ends - event.begins == timedelta(minutes=30)
