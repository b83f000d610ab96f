"""The pages that only show something: home, privacy, terms, and one week's agenda as a whole."""

from __future__ import annotations

import pytest

from chalicelib.content.model import PARTNER
from tests.pages.stories import ALEX_PHONE, signed_up
from tests.pages.visitor import Visitor
from tests.world import World, links_in

GONE = 410


def agenda_link(world: World) -> str:
    """The link in the text that says it is time for the check-in."""
    world.until(world.clock().replace(day=29, hour=18))
    texts = [link for one in world.sms.sent for link in links_in(one.message.text)]
    return next(link for link in texts if "/agenda/" in link)


def test_home_shows_two_real_ones_of_the_library_as_somebody_would_get_them() -> None:
    world = World()
    words = Visitor(world).get("/").words
    text, email = world.library.items("appreciation")[0], world.library.items("gesture")[0]
    assert f"After Bedtime: {text.sms.replace(PARTNER, 'Sam')}" in words
    assert email.email.replace(PARTNER, "Sam") in words
    assert PARTNER not in words


@pytest.mark.parametrize("path", ["/", "/privacy", "/terms", "/tonight"])
def test_what_is_the_same_for_everybody_may_be_cached_for_a_while(path: str) -> None:
    page = Visitor(World()).get(path)
    assert (page.status, page.headers["Cache-Control"]) == (200, "public, max-age=300")


def test_privacy_and_terms_name_who_runs_it() -> None:
    world = World(OPERATOR_NAME="The Harbour Practice", CONTACT_EMAIL="ask@example.org")
    for path in ("/privacy", "/terms"):
        words = Visitor(world).get(path).words
        assert "The Harbour Practice" in words
        assert "ask@example.org" in words


@pytest.mark.parametrize(
    ("channels", "there", "not_there"),
    [("email", "Every email has a link", "Text STOP"), ("sms", "Text STOP", "Every email")],
)
def test_the_terms_speak_only_of_what_is_switched_on(
    channels: str, there: str, not_there: str
) -> None:
    words = Visitor(World(CHANNELS=channels)).get("/terms").words
    assert there in words
    assert not_there not in words


def test_the_agenda_page_shows_the_week_and_changes_nothing() -> None:
    world = World()
    signed_up(world, ALEX_PHONE)
    link = agenda_link(world)
    before = world.everything()
    page = Visitor(world).get(link)
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Sunday at 8:30 pm, 30 minutes. 45 min" in page.words, "no host for somebody alone"
    assert Visitor(world).head(link).status == 200
    assert (world.everything(), Visitor(world).get("/me").goes_to) == (before, "/link")


def test_the_agenda_page_is_there_until_the_next_one() -> None:
    world = World()
    signed_up(world, ALEX_PHONE)
    link = agenda_link(world)
    world.clock.advance(days=7)
    assert Visitor(world).get(link).status == 200
    world.clock.advance(days=1)
    assert Visitor(world).get(link).status == GONE


def test_the_agenda_page_goes_with_the_couple() -> None:
    world = World()
    signed_up(world, ALEX_PHONE)
    link = agenda_link(world)
    for key in [key for key in world.memory.items if key[0].startswith("COUPLE#")]:
        del world.memory.items[key]
    assert Visitor(world).get(link).status == GONE
