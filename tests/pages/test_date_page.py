"""The date's page: a look changes nothing, a button picks, and then it is the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact
from tests.pages.visitor import Visitor
from tests.replies.dating import ASKED, SAMS_EMAIL, asked, ideas, stands, told
from tests.replies.phones import ALEX
from tests.world import World, links_in

if TYPE_CHECKING:
    from chalicelib.content.model import Item
    from chalicelib.couples.model import Couple
    from tests.pages.visitor import Page

ALEX_EMAIL, SAM_EMAIL = Contact("email", "alex@example.com"), SAMS_EMAIL.address


def invited(b: Contact | None = SAMS_EMAIL) -> Any:
    """Alex's email has asked; the world, the couple, a visitor and the page's address."""
    world = World()
    couple = world.couple(ALEX_EMAIL, b=b)
    world.until(ASKED)
    return world, couple, Visitor(world), page_for(world, ALEX_EMAIL.address)


def page_for(world: World, address: str) -> str:
    """The page that the newest email to somebody links to."""
    letters = [one.message for one in world.email.sent if one.message.to == address]
    links = [one for letter in letters for one in links_in(letter.text) if "/date/" in one]
    return links[-1].partition("#")[0]


def buttons(page: Page) -> list[str]:
    return [one.get("value") for one in page.document.all("button")]


def pick(visitor: Visitor, url: str, idea: Item | str) -> Page:
    """Press a button as it stands there, and follow where it leads."""
    value = idea if isinstance(idea, str) else idea.id
    page = visitor.get(url)
    assert value in buttons(page)
    sent = visitor.post(url, pick=value, knows=page.hidden("knows") if "knows" in page.body else "")
    assert sent.status == 303
    return visitor.get(sent.goes_to)


def test_it_shows_the_three_and_a_look_changes_nothing() -> None:
    world, couple, visitor, url = invited()
    before = world.everything()
    for look in (visitor.get, visitor.head, visitor.get):
        page = look(url)
        assert page.status == 200
    assert all(one.title in page.words for one in ideas(world, couple))
    assert buttons(page) == [*(one.id for one in ideas(world, couple)), "bed"]
    assert visitor.get(f"{url}?pick={ideas(world, couple)[0].id}&said=back").status == 200
    assert world.everything() == before


def test_a_button_picks_and_the_page_becomes_the_plan() -> None:
    world, couple, visitor, url = invited()
    idea = ideas(world, couple)[1]
    page = pick(visitor, url, idea)
    assert page.document.all("h1")[0].words == idea.title
    assert (idea.plan or idea.questions[2]) in page.words
    assert "Sam gets it too, unless on a break." in page.words
    (letter,) = [one for one in told(world, SAM_EMAIL) if "picked" in one.text]
    assert idea.title in letter.subject
    theirs = Visitor(world).get(page_for(world, SAM_EMAIL))
    assert "Alex picked this one for the two of you" in theirs.words
    assert buttons(theirs) == []


def test_pressing_twice_picks_once() -> None:
    world, couple, visitor, url = invited()
    idea = ideas(world, couple)[0].id
    for _ in range(2):
        assert visitor.post(url, pick=idea, knows="").status == 303
    picked = stands(world, couple)
    assert picked is not None
    assert picked.number == 1
    assert len([one for one in told(world, SAM_EMAIL) if "picked" in one.text]) == 1


@pytest.mark.parametrize("value", ["", "date-night-nonsense", "gesture-charger", "0"])
def test_a_button_that_was_never_there_does_nothing(value: str) -> None:
    world, couple, visitor, url = invited()
    assert visitor.post(url, pick=value).goes_to == url.removeprefix("https://afterbedtime.test")
    assert stands(world, couple) is None


def test_the_others_pick_is_shown_first_and_may_be_changed_knowing_it() -> None:
    world, couple, visitor, url = invited()
    theirs = page_for(world, SAM_EMAIL)
    stale = ideas(world, couple, "b")[0]
    sam = Visitor(world)
    sam.get(theirs)  # Sam looks, Alex picks, Sam presses
    pick(visitor, url, ideas(world, couple)[0])
    sam.post(theirs, pick=stale.id, knows="")
    page = sam.get(theirs)
    assert page.document.all("h1")[0].words == ideas(world, couple)[0].title
    assert "Alex picked this one" in page.words
    picked = stands(world, couple)
    assert picked is not None
    assert picked.by == "a"
    assert pick(sam, theirs, stale).document.all("h1")[0].words == stale.title


def test_early_bed_is_answered_kindly_and_kept_nowhere() -> None:
    world, couple, visitor, url = invited()
    page = pick(visitor, url, "bed")
    assert page.words.count("Early bed it is") == 1
    assert stands(world, couple) is None
    assert not [one for one in told(world, SAM_EMAIL) if "picked" in one.text]
    assert ideas(world, couple)[0].title in visitor.get(url).words, "the ideas are still there"


def test_a_pick_can_be_taken_back() -> None:
    world, couple, visitor, url = invited()
    pick(visitor, url, ideas(world, couple)[0])
    told(world, SAM_EMAIL)
    assert "Taken back." in pick(visitor, url, "bed").words
    assert told(world, SAM_EMAIL)[-1].subject == "No date at home this week"
    assert "It was taken back" in Visitor(world).get(plan_page(world)).words


def plan_page(world: World) -> str:
    letters = [one.message.text for one in world.email.sent if "picked a date" in one.message.text]
    return next(one for one in links_in(letters[-1]) if "/date/" in one)


def test_alone_it_speaks_of_nobody_else() -> None:
    world, couple, visitor, url = invited(b=None)
    assert "you both" not in visitor.get(url).words
    assert "gets it too" not in pick(visitor, url, ideas(world, couple)[2]).words


def test_the_page_of_a_text_is_the_same_for_whoever_was_asked_by_one() -> None:
    world, couple = asked()
    urls = [url for digit in "123" for url in links_in(world.text(ALEX, digit))]
    visitor: Visitor = Visitor(world)
    page = visitor.get(urls[-1])
    assert page.document.all("h1")[0].words in {one.title for one in ideas(world, couple)}
    assert "bed" in buttons(page)


def test_it_closes_with_the_week_and_when_they_are_gone() -> None:
    world, couple, visitor, url = invited()
    assert visitor.get(url + "x").status == 410
    world.clock.now = ASKED + timedelta(days=5)
    assert visitor.get(url).status == 410
    assert visitor.post(url, pick=ideas(world, couple)[0].id).status == 410
    world.clock.now = ASKED
    gone(world, couple)
    assert visitor.get(url).status == 410
    assert visitor.post(url, pick="bed").status == 410


def gone(world: World, couple: Couple) -> None:
    for pk, sk in list(world.memory.items):
        if pk == f"COUPLE#{couple.id}":
            del world.memory.items[pk, sk]


def test_it_tells_nobody_where_it_was_and_no_search_engine() -> None:
    _, _, visitor, url = invited()
    page = visitor.get(url)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert 'name="robots" content="noindex"' in page.body
    assert "Alex" not in page.title + url
