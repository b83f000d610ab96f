"""The jar has a page: each of one's own words has its buttons, and nobody else has them."""

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
    csrf = person.get("/me").hidden("csrf")
    return person.post("/jar", csrf=csrf, which=which, do=do)


def shown(person: Visitor) -> str:
    return person.get("/jar").words


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
    assert press(alex, which, do).goes_to == f"/jar?said={said}"
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
        assert press(sam, which, do).goes_to == "/jar?said=gone"
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


def test_what_was_said_stands_above_the_jar() -> None:
    world, alex, _ = two()
    world.text(ALEX_PHONE, SOUP)
    (which,) = words(world)
    assert "Yours alone, then." in alex.get(press(alex, which, "private").goes_to).words
    assert "<b>" not in alex.get("/jar?said=<b>no</b>").body


def test_without_a_session_or_its_token_nothing_is_shown_or_done() -> None:
    world, alex, _ = two()
    world.text(ALEX_PHONE, SOUP)
    (which,) = words(world)
    before = world.everything()
    nobody = Visitor(world)
    assert nobody.get("/jar").goes_to == nobody.post("/jar", which=which, do="delete").goes_to
    assert nobody.get("/jar").goes_to == "/link"
    assert alex.post("/jar", which=which, do="delete", csrf="x").status == 403
    assert world.everything() == before


def test_an_empty_jar_says_how_it_fills_and_is_a_tap_away() -> None:
    _, alex, sam = two()
    assert 'href="/jar"' in alex.get("/me").body
    assert "text it to us as a plain sentence" in shown(alex)
    assert "It is empty just now" in shown(sam)
    assert "text it to us" not in shown(sam), "Sam reads emails"


def test_a_long_jar_is_shown_a_few_at_a_time_the_newest_first() -> None:
    world = World()
    person = signed_up(world, ALEX_PHONE)
    for number in range(14):
        world.clock.advance(minutes=1)
        world.text(ALEX_PHONE, f"He made soup number {number}")
    said = [
        [one.words for one in person.get(path).document.elements if one.get("class") == "quote"]
        for path in ("/jar", "/jar?page=2", "/jar?page=3", "/jar?page=x")
    ]
    numbers = [[int(one.split()[4]) for one in page] for page in said]
    assert numbers[:2] == [[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], [1, 0]]
    assert numbers[2] == numbers[3] == numbers[0]
    assert 'href="/jar?page=2"' in person.get("/jar").body
    assert 'href="/jar?page=1"' in person.get("/jar?page=2").body


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
    assert "or the check-in" not in alex.get("/jar").body
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
        quoted = page.words.partition("in your own words")[2].partition("Back to my jar")[0]
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
