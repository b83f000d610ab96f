"""Alex forwards every email to Sam, who looks at whatever is behind each link in it.

The real app, asked as API Gateway asks it; Sam's browser has no cookie of Alex's.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.pages.stories import ALEX, ALEX_PHONE, SAM, both, chosen
from tests.pages.visitor import newest_link
from tests.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.delivery.model import Message
    from tests.world import World

KEPT, HELD = "Sam found the keys I had lost", "Did Sam get the milk?"
HEARD = "Sam did the whole bath time alone"
PASSED = "Alex made the soup my mother makes"
LINK = re.compile(r"https://afterbedtime\.test[^\s\"<>]*")
FINE = {200, 303, 404, 410}
# Whoever is about to do something reads for whom: their name, or what shows of their address.
ACTS = ("/confirm/", "/link/", "/unsubscribe/")


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served() as site:
        lived(site.world)
        yield site


def lived(world: World) -> None:
    """A month of two, in which both write, pick, move, pass on, and ask for links."""
    alex, sam = both(world, ALEX)
    alex.act("add_contact", address=ALEX_PHONE, consent="on", sms_consent="on")
    alex.post(newest_link(world, "confirm"))
    for one in (alex, sam):
        one.act("preferences", **chosen(day=[*"0123456"], relays="on", asked=["relays"]))
    for text in (KEPT, "2", HELD, HEARD):
        world.clock.advance(minutes=1)
        world.text(ALEX_PHONE, text)
    owner = world.contacts.owner("sms", ALEX_PHONE)
    assert owner is not None
    assert owner.couple_id is not None
    pass_on(world, owner.couple_id)
    world.until(world.clock().replace(day=29, hour=18))
    world.text(ALEX_PHONE, "SHORT")
    world.work()
    world.until(world.clock().replace(month=12, day=21))
    alex.post("/link", address=ALEX)
    alex.post("/signup", name="Alex", address=ALEX, zone="America/New_York", consent="on")
    world.work()


def pass_on(world: World, couple_id: str) -> None:
    """Sam has no phone here: what Sam passes on comes from Sam's page."""
    from chalicelib.replies.jar import Appreciation

    now = world.clock()
    words = Appreciation("20261123T150000000000-1", "b", PASSED, "sms", "waiting", now.isoformat())
    couple = world.couples.get(couple_id)
    assert couple is not None
    world.jar.add(couple, words)
    assert world.relays.pass_on(couple, "b", words.id, now) == "passed"
    world.work()


def emails(world: World) -> list[Message]:
    return [one.message for one in world.email.sent if one.message.to == ALEX]


def links(world: World) -> set[str]:
    """Everything that can be clicked, fetched or scanned in Alex's emails."""
    found = set()
    for one in emails(world):
        for part in (one.text, unescape(one.html), *one.headers.values()):
            found |= {link.rstrip(".,>") for link in LINK.findall(part)}
    return found


def test_alex_got_every_kind_of_email_there_is(site: Served) -> None:
    pages = {re.sub(r"https://[^/]+/?|/[\w.~-]{16,}.*", "", one) for one in links(site.world)}
    assert {"confirm", "link", "agenda", "date", "unsubscribe"} <= pages
    subjects = " ".join(one.subject for one in emails(site.world))
    for said in ("A line from Sam", "check-in"):
        assert said in subjects


def test_looking_at_every_link_shows_nothing_private_and_changes_nothing(site: Served) -> None:
    world = site.world
    before, queued = world.everything(), list(world.queue.bodies)
    for link in sorted(links(world)):
        path = link.removeprefix(world.settings.public_url) or "/"
        for method in ("GET", "HEAD"):
            answer = site.ask(method, path)
            assert answer.status in {*FINE, 405, 403}, link
            for private in (KEPT, HELD, ALEX_PHONE, ALEX, SAM, "Hello, Alex", "csrf"):
                assert private not in answer.text, link
            assert "set-cookie" not in answer.headers
        assert (world.everything(), world.queue.bodies) == (before, queued), link


def test_what_can_be_pressed_there_says_for_whom(site: Served) -> None:
    pressed = 0
    for link in sorted(links(site.world)):
        path = link.removeprefix(site.world.settings.public_url)
        page = site.get(path)
        if page.status == 200 and path.startswith(ACTS):
            pressed += 1
            assert "Alex" in page.text or "a...@example.com" in page.text, link
    assert pressed > 1


def test_forwarding_the_emails_themselves_tells_nothing_that_was_kept(site: Served) -> None:
    for one in emails(site.world):
        for private in (KEPT, HELD):
            assert private not in one.text + one.html
