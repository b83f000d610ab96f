"""A fresh link: asked for by anybody, sent only to whom we know, and it opens their page once."""

from __future__ import annotations

import pytest

from tests.pages.stories import ALEX, ALEX_PHONE, SAM, SAM_PHONE, invited, joined, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

GONE = 410


@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
def test_the_answer_does_not_say_whether_we_know_the_address(address: str) -> None:
    unknown, known, stopped = World(), World(), World()
    signed_up(known, address)
    signed_up(stopped, address).act("stop_contact", channel="email" if "@" in address else "sms")
    answers = [Visitor(w).post("/link", address=address) for w in (unknown, known, stopped)]
    assert answers == [answers[0]] * 3
    assert answers[0].title.startswith("Check your ")
    assert [len(world.queue.bodies) for world in (unknown, known, stopped)] == [1, 1, 1]


@pytest.mark.parametrize("typed", ["", "sam@", "+1 202 555", "sam"])
def test_what_is_no_address_comes_back_with_its_error(typed: str) -> None:
    world = World()
    page = Visitor(world).post("/link", address=typed)
    assert (page.status, [*page.errors()], page.value("address")) == (200, ["address"], typed)
    assert world.memory.items == {}


def test_an_address_we_do_not_know_gets_no_message() -> None:
    world = World()
    Visitor(world).post("/link", address=SAM)
    assert world.work() == []
    assert (world.email.sent, world.sms.sent) == ([], [])
    assert [sk for _, sk in world.memory.items if "NOTICE" in sk] == [], "dropped without a trace"


@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
def test_the_link_opens_their_page_once(address: str) -> None:
    world = World()
    signed_up(world, address)
    Visitor(world).post("/link", address=address)
    link = newest_link(world, "link")
    person, late = Visitor(world), Visitor(world)
    assert person.post(link).goes_to == "/me"
    assert "Hello, Alex" in person.get("/me").words
    assert (late.post(link).status, late.get(link).status, late.cookie) == (GONE, GONE, "")


def test_looking_at_the_link_does_not_use_it_up() -> None:
    world = World()
    signed_up(world)
    Visitor(world).post("/link", address=ALEX)
    link = newest_link(world, "link")
    before = world.everything()
    scanner = Visitor(world)
    assert (scanner.get(link).status, scanner.head(link).status, scanner.cookie) == (200, 200, "")
    assert world.everything() == before
    assert scanner.post(link).goes_to == "/me"


def test_the_link_is_good_for_half_an_hour() -> None:
    world = World()
    signed_up(world)
    Visitor(world).post("/link", address=ALEX)
    link = newest_link(world, "link")
    world.clock.advance(minutes=30)
    assert Visitor(world).post(link).status == GONE


def test_each_of_the_two_gets_their_own_page() -> None:
    world = World()
    alex = signed_up(world)
    joined(world, invited(alex), SAM_PHONE)
    for address, hello in ((ALEX, "Hello, Alex"), (SAM_PHONE, "Hello, Sam")):
        Visitor(world).post("/link", address=address)
        person = Visitor(world)
        person.post(newest_link(world, "link"))
        assert hello in person.get("/me").words
