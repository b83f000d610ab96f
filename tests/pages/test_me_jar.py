"""The jar on one's own page: each of one's own words has its buttons, and nobody else has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.stories import ALEX_PHONE, SAM_PHONE, both, invited, joined, signed_up
from tests.pages.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page

SOUP = "He made soup when I had the flu"
QUESTION = "Is he home yet?"


def two() -> tuple[World, Visitor, Visitor]:
    """Alex texts; Sam reads emails."""
    world = World()
    alex, sam = both(world, ALEX_PHONE)
    return world, alex, sam


def words(world: World) -> dict[str, str]:
    """id -> text of everything in the only jar."""
    found = [one for key, one in world.memory.items.items() if "APPRECIATION#" in str(key)]
    return {str(one["SK"]).partition("#")[2]: one["text"] for one in found}


def press(person: Visitor, which: str, do: str) -> Page:
    return person.act("jar", which=which, do=do)


def shown(person: Visitor) -> str:
    return person.get("/me").words


@pytest.mark.parametrize(
    ("texts", "do", "said", "fate"),
    [
        ((SOUP,), "private", "private", "only you see it"),
        ((SOUP,), "tell", "passed", "passed on"),
        ((SOUP, "2"), "release", "released", "for the check-in"),
        ((SOUP, "2"), "tell", "passed", "passed on"),
        ((QUESTION,), "release", "released", "for the check-in"),
        ((SOUP, "1"), "private", "passed", "passed on"),
        ((SOUP,), "delete", "deleted", None),
        ((SOUP, "1"), "delete", "deleted", None),
        ((QUESTION,), "delete", "deleted", None),
    ],
)
def test_a_button_does_what_it_says(
    texts: tuple[str, ...], do: str, said: str, fate: str | None
) -> None:
    world, alex, _ = two()
    for text in texts:
        world.text(ALEX_PHONE, text)
    (which,) = words(world)
    assert press(alex, which, do).goes_to == f"/me?said={said}"
    page = shown(alex)
    if fate is None:
        assert words(world) == {}
        assert texts[0] not in page
    else:
        assert f"{texts[0]} Mon 23 Nov, {fate}" in page


def test_nobody_else_can_press_them() -> None:
    world, alex, sam = two()
    world.text(ALEX_PHONE, SOUP)
    (which,) = words(world)
    before = world.everything()
    for do in ("private", "tell", "release", "delete"):
        assert press(sam, which, do).goes_to == "/me?said=jar_gone"
    assert world.everything() == before
    assert SOUP not in shown(sam)
    assert SOUP in shown(alex)


def test_an_unknown_button_does_nothing() -> None:
    world, alex, _ = two()
    world.text(ALEX_PHONE, SOUP)
    (which,) = words(world)
    before = world.everything()
    press(alex, which, "publish")
    press(alex, "nothing", "delete")
    assert world.everything() == before


def test_what_was_read_out_can_still_be_deleted_and_leaves_the_agenda() -> None:
    world, alex, _ = two()
    world.text(ALEX_PHONE, SOUP)
    world.until(world.clock().replace(day=29, hour=18))
    plan = world.agendas.meetings.coming(couple_of(world), world.clock())
    assert plan is not None
    assert [one.text for one in world.jar.some(couple_of(world), plan.thanks)] == [SOUP]
    alex = opened(world, ALEX_PHONE)
    assert "in the agenda" in shown(alex)
    press(alex, next(iter(words(world))), "delete")
    assert world.jar.some(couple_of(world), plan.thanks) == []
    assert "soup" not in world.everything()


def opened(world: World, address: str) -> Visitor:
    from tests.pages.visitor import newest_link

    person = Visitor(world)
    person.post("/link", address=address)
    person.post(newest_link(world, "link"))
    return person


def couple_of(world: World) -> str:
    owner = world.contacts.owner("sms", ALEX_PHONE)
    assert owner is not None
    assert owner.couple_id is not None
    return owner.couple_id


def test_what_was_written_alone_is_released_by_its_author_once_there_are_two() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    world.text(ALEX_PHONE, SOUP)
    assert "For the check-in" not in alex.get("/me").body
    joined(world, invited(alex), SAM_PHONE)
    alex.act("confirm_partner")
    (which,) = words(world)
    press(alex, which, "release")
    assert "for the check-in" in shown(alex)


def test_a_keepsake_quotes_what_both_have_heard_without_counts() -> None:
    world, alex, sam = two()
    for text in (SOUP, "She sang", "2", QUESTION):
        world.text(ALEX_PHONE, text)
        world.clock.advance(minutes=1)
    for one in (alex, sam):
        assert "Nothing has been read out yet" in one.get("/keepsake").words
    for each in world.jar.waiting(couple_of(world)):
        world.jar.hear(couple_of(world), each.id)
    for one in (alex, sam):
        page = one.get("/keepsake")
        assert "2026, in your own words" in page.words
        assert SOUP in page.words
        assert "She sang" not in page.words
        assert QUESTION not in page.words
        quoted = page.words.partition("in your own words")[2].partition("Back to my page")[0]
        assert not [part for part in quoted.split() if part.isdigit()]


def test_a_keepsake_is_by_year_and_nobody_elses() -> None:
    world, alex, _ = two()
    world.text(ALEX_PHONE, SOUP)
    for each in world.jar.waiting(couple_of(world)):
        world.jar.hear(couple_of(world), each.id)
    for query in ("", "?year=2026", "?year=1999", "?year=<b>", "?year=9999999999999"):
        assert SOUP in alex.get(f"/keepsake{query}").words
    assert Visitor(world).get("/keepsake").goes_to == "/link"


def test_alone_a_keepsake_holds_ones_own() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    world.text(ALEX_PHONE, SOUP)
    world.text(ALEX_PHONE, QUESTION)
    page = alex.get("/keepsake").words
    assert SOUP in page
    assert QUESTION not in page
