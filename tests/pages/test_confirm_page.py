"""Confirming: a GET shows a button, only its POST acts, and it acts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from tests.pages.stories import ALEX, ALEX_PHONE, SAM, asked, invited, joined, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page

GONE = 410
TAKEN = 409


def offers_a_fresh_link(page: Page) -> bool:
    buttons = [one.get("href") for one in page.document.all("a") if "button" in one.get("class")]
    return page.status == GONE and "/link" in buttons


def couples(world: World) -> int:
    return [sk for _, sk in world.memory.items].count(keys.COUPLE)


def asking(world: World, address: str = ALEX) -> str:
    """The link that a sign-up is answered with."""
    Visitor(world).post("/signup", **asked(address))
    return newest_link(world, "confirm")


@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
def test_looking_at_the_link_changes_nothing(address: str) -> None:
    world = World()
    link = asking(world, address)
    before = world.everything()
    scanner = Visitor(world)
    assert [scanner.get(link).status for _ in range(3)] == [200] * 3
    assert scanner.head(link).status == 200
    assert (world.everything(), world.queue.bodies, scanner.cookie) == (before, [], "")


def test_the_button_is_a_form_that_posts_to_the_link_itself() -> None:
    world = World()
    link = asking(world)
    page = Visitor(world).get(link)
    forms = [one for one in page.document.all("form") if one.get("method") == "post"]
    assert [one.get("action") for one in forms] == [link.removeprefix(world.settings.public_url)]
    assert "Is this you, Alex?" in page.words


def test_the_button_starts_it_and_opens_their_page() -> None:
    world = World()
    person = Visitor(world)
    done = person.post(asking(world))
    assert (done.status, done.goes_to, couples(world)) == (303, "/welcome", 1)
    page = person.get("/me")
    assert (page.status, "Hello, Alex" in page.words) == (200, True)
    world.work()
    assert [one.message.subject for one in world.email.sent].count("You are in, Alex") == 1


def test_the_button_acts_once() -> None:
    world = World()
    link = asking(world)
    Visitor(world).post(link)
    before, queued = world.everything(), list(world.queue.bodies)
    again = Visitor(world)
    assert offers_a_fresh_link(again.post(link))
    assert offers_a_fresh_link(again.get(link))
    assert (world.everything(), world.queue.bodies, again.cookie) == (before, queued, "")


def test_a_sign_up_can_be_confirmed_for_48_hours() -> None:
    world = World()
    link = asking(world)
    world.clock.advance(hours=48, seconds=-1)
    assert Visitor(world).get(link).status == 200
    world.clock.advance(seconds=1)
    assert offers_a_fresh_link(Visitor(world).get(link))
    assert offers_a_fresh_link(Visitor(world).post(link))
    assert couples(world) == 0


def test_of_two_sign_ups_with_one_address_the_first_confirmed_counts() -> None:
    world = World()
    first, second = asking(world), asking(world)
    assert first != second
    assert Visitor(world).post(first).goes_to == "/welcome"
    too_late = Visitor(world).post(second)
    assert too_late.status == TAKEN
    assert "this address has a page of its own here" in too_late.words
    assert couples(world) == 1


@pytest.mark.parametrize("page", ["confirm", "join", "link", "agenda"])
@pytest.mark.parametrize("token", ["0", "A" * 16, "../../etc", "é" * 16])
def test_an_unknown_token_leads_to_a_page_that_offers_a_fresh_link(page: str, token: str) -> None:
    visitor = Visitor(World())
    assert offers_a_fresh_link(visitor.get(f"/{page}/{token}"))
    assert offers_a_fresh_link(visitor.post(f"/{page}/{token}"))
    assert visitor.world.memory.items == {}


def test_each_link_opens_the_page_it_was_made_for_and_no_other() -> None:
    world = World()
    made = {"confirm": asking(world, SAM)}
    alex = signed_up(world)
    made["join"] = invited(alex)
    Visitor(world).post("/link", address=ALEX)
    made["link"] = newest_link(world, "link")
    alex.cookie = ""
    for page in ("confirm", "join", "link", "agenda"):
        for meant, link in made.items():
            shown = Visitor(world).get(f"/{page}/{link.rpartition('/')[2]}")
            assert (page, shown.status) == (page, 200 if page == meant else GONE)
    before = world.everything()
    for page, other in (("confirm", "join"), ("confirm", "link"), ("link", "confirm")):
        token = made[other].rpartition("/")[2]
        assert Visitor(world).post(f"/{page}/{token}").status == GONE
    assert world.everything() == before


def test_a_second_address_is_asked_to_confirm_itself_and_then_counts() -> None:
    world = World()
    alex = signed_up(world)
    asked_there = alex.act("add_contact", address=ALEX_PHONE, consent="on", sms_consent="on")
    assert "check your phone" in asked_there.words
    assert ALEX_PHONE not in alex.get("/me").body
    assert alex.post(newest_link(world, "confirm")).goes_to == "/me"
    assert f"Texts to {ALEX_PHONE} on" in alex.get("/me").words


def test_joining_confirms_the_joiner_and_tells_the_one_who_invited() -> None:
    world = World()
    sam = joined(world, invited(signed_up(world)))
    assert "Hello, Sam" in sam.get("/me").words
    assert [(one.message.to, "Sam" in one.message.text) for one in world.email.sent][-1] == (
        ALEX,
        True,
    )
