"""Programs that look at every link of a mail before its reader does: they change nothing.

By GET on each page, and through the app itself by HEAD and OPTIONS, as scanners do.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import pytest

from chalicelib.couples.links import Purpose
from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM,
    SAM_PHONE,
    asked,
    both,
    invited,
    signed_up,
    with_phone,
)
from tests.pages.visitor import Visitor, newest_link
from tests.served import served
from tests.world import World, links_in

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = ("", "?utm_source=mail", "?said=saved&step=1&length=10", "?pick=bed&action=leave&sure=on")


def sign_up(world: World) -> str:
    Visitor(world).post("/signup", **asked())
    return newest_link(world, "confirm")


def contact(world: World) -> str:
    signed_up(world).act("add_contact", address=ALEX_PHONE, consent="on", sms_consent="on")
    return newest_link(world, "confirm")


def invitation(world: World) -> str:
    return invited(signed_up(world))


def joining(world: World) -> str:
    Visitor(world).post(invitation(world), **asked(SAM, "Sam"), agenda="on")
    return newest_link(world, "confirm")


def session(world: World) -> str:
    signed_up(world)
    Visitor(world).post("/link", address=ALEX)
    return newest_link(world, "link")


def agenda(world: World) -> str:
    both(world)
    world.until(world.clock().replace(day=29, hour=18))
    return found(world, "/agenda/")


def calendar(world: World) -> str:
    return f"{agenda(world)}/check-in.ics"


def date(world: World) -> str:
    both(world)
    world.until(world.clock().replace(month=12, day=12))
    return found(world, "/date/")


def relay(world: World) -> str:
    """The page of words that were passed on, as a text names it that cannot hold them."""
    couple = world.couple(b=None)
    facts: dict[str, Any] = {"couple": couple.id, "partner": "a", "appreciation": "x"}
    link = world.links.issue("relay", world.new_id(), facts, world.clock())
    return f"{world.settings.public_url}/said/{world.links.token(link)}"


def unsubscribe(world: World) -> str:
    signed_up(world)
    return world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")


def found(world: World, part: str) -> str:
    texts = (one.message.text for one in reversed(world.email.sent))
    return next(link.rstrip(".") for text in texts for link in links_in(text) if part in link)


KINDS: dict[str, Callable[[World], str]] = {
    "signup": sign_up,
    "contact": contact,
    "invite": invitation,
    "join": joining,
    "session": session,
    "agenda": agenda,
    "date": date,
    "relay": relay,
    "unsubscribe": unsubscribe,
    "calendar": calendar,
}


@cache
def story(kind: str) -> tuple[World, str]:
    world = World()
    link = KINDS[kind](world)
    world.work()
    return world, link


def test_every_kind_of_link_is_looked_at_here() -> None:
    assert set(get_args(Purpose)) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_scanner_that_gets_a_link_changes_nothing_and_opens_nothing(kind: str) -> None:
    world, link = story(kind)
    before = world.everything()
    for way in WAYS:
        scanner = Visitor(world)
        page = scanner.get(f"{link}{way}")
        assert page.status in {200, 410}
        assert scanner.cookie == ""
        for method in ("HEAD", "OPTIONS"):
            assert scanner.ask(method, f"{link}{way}").status in {200, 410}
    assert (world.everything(), world.queue.bodies) == (before, [])


@pytest.mark.parametrize("kind", KINDS)
def test_through_the_app_only_a_get_reaches_a_page(kind: str) -> None:
    with served() as site:
        link = KINDS[kind](site.world)
        site.world.work()
        path = link.removeprefix(site.world.settings.public_url)
        before = site.world.everything()
        for method, fine in (("HEAD", {405}), ("PUT", {405}), ("GET", {200, 410})):
            answer = site.ask(method, path)
            assert (answer.status in fine, "set-cookie" in answer.headers) == (True, False)
        assert (site.world.everything(), site.world.queue.bodies) == (before, [])


def test_an_old_link_in_a_long_forgotten_mail_changes_nothing_either() -> None:
    world = World()
    with_phone(world)
    Visitor(world).post("/link", address=SAM_PHONE)
    world.work()
    before = world.everything()
    for page in ("confirm", "link", "join", "date", "said", "agenda", "unsubscribe"):
        assert Visitor(world).get(f"/{page}/AAAAAAAAAAAAAAAA").status in {404, 410}
    assert world.everything() == before
