"""Whatever somebody is called, no page becomes another one by it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.names import seen
from tests.each import failing
from tests.hostile_names import HOSTILE
from tests.pages.stories import ALEX, SAM, asked, invited, joined, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World, links_in

if TYPE_CHECKING:
    from tests.pages.visitor import Page

hostile = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)


@cache
def pages(name: str) -> dict[str, Page]:
    """Every page that shows a name, with this one for both."""
    world, new = World(), Visitor(World())
    new.world = world
    shown = {"signup wrong": new.post("/signup", **asked("nowhere", name))}
    new.post("/signup", **asked(ALEX, name))
    link = newest_link(world, "confirm")
    shown["confirm"] = new.get(link)
    alex = signed_up(world, "alex.too@example.com", name)
    invitation = invited(alex)
    shown |= {"me": alex.get("/me"), "join": Visitor(world).get(invitation)}
    shown["join wrong"] = Visitor(world).post(invitation, **asked("nowhere", name))
    sam = joined(world, invitation, SAM, name)
    shown["pending"] = alex.get("/me")
    alex.act("confirm_partner")
    shown |= {"two": alex.get("/me"), "partner's": sam.get("/me")}
    world.until(world.clock().replace(day=29, hour=18))
    agenda = next(
        link
        for one in reversed(world.email.sent)
        for link in links_in(one.message.text)
        if "/agenda/" in link
    )
    shown["agenda"] = Visitor(world).get(agenda)
    return shown


@hostile
def test_a_page_has_the_elements_that_it_has_for_everybody(name: str) -> None:
    def has_them(page: str) -> None:
        found, usual = pages(name)[page], pages("Quentin")[page]
        assert found.status == usual.status
        for one, other in zip(found.document.elements, usual.document.elements, strict=True):
            assert (one.tag, set(one.attrs)) == (other.tag, set(other.attrs))

    assert failing(pages("Quentin"), has_them) == []


@hostile
def test_the_name_is_shown_as_it_is(name: str) -> None:
    assert seen(name) in " ".join(pages(name)["me"].document.all("h1")[0].words.split())
    assert seen(name) in pages(name)["join"].words


def test_a_name_of_which_nobody_sees_anything_is_none() -> None:
    page = Visitor(World()).post("/signup", **asked(ALEX, "\u200b\u202e\ufeff"))
    assert page.errors()["name"] == "Please tell us what to call you."
