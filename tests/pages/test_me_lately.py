"""What came lately can be said not to suit: then nothing like it comes, and nobody else knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import MOST_DISLIKED
from tests.pages.stories import SAM, back, both, chosen, signed_up, with_phone
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page, Visitor

EVERY_DAY = list("0123456")


def listed(page: Page, action: str) -> list[str]:
    """The ids of the notes that have this button."""
    marks = [one for one in page.document.all("input") if one.get("value") == action]
    forms = [outer for mark in marks for outer in mark.within if outer.tag == "form"]
    return [
        one.get("value")
        for form in forms
        for one in page.document.all("input")
        if one.get("name") == "item" and any(outer is form for outer in one.within)
    ]


def small(world: World, key: str = "a") -> list[str]:
    """The ids of the small notes that came, newest first."""
    rows = [one for (_, sk), one in world.memory.items.items() if sk.startswith(f"DELIVERY#{key}#")]
    rows.sort(key=lambda one: one["SK"], reverse=True)
    return [one["item"] for one in rows if "item" in one]


def lived(world: World, days: int, **wishes: object) -> Visitor:
    person = signed_up(world)
    person.act("preferences", **chosen(day=EVERY_DAY, **wishes))
    return later(world, days)


def later(world: World, days: int) -> Visitor:
    world.until(world.clock() + timedelta(days=days))
    return back(world)


def test_before_anything_came_nothing_is_listed() -> None:
    assert "What came lately" not in signed_up(World()).get("/me").words


def test_the_last_six_are_listed_newest_first_as_they_read() -> None:
    world = World()
    page = lived(world, 9).get("/me")
    assert listed(page, "less_like") == small(world)[:6]
    item = world.library.item(small(world)[0])
    assert item is not None
    assert item.email.replace("{partner}", "your partner") in page.words


def test_a_text_reads_as_it_was_texted_with_the_partners_name() -> None:
    world = World()
    with_phone(world).act("preferences", **chosen(day=EVERY_DAY, small_channel="sms"))
    person = later(world, 4)
    items = [world.library.item(one) for one in small(world)]
    assert len(items) == 4
    for item in items:
        assert item is not None
        assert item.sms.replace("{partner}", "your partner") in person.get("/me").words


def test_what_does_not_suit_is_kept_and_nothing_like_it_comes_in_that_kind() -> None:
    world = World()
    person = lived(world, 20)
    first = small(world)[0]
    item = world.library.item(first)
    assert item is not None
    assert person.act("less_like", item=first).goes_to == "/me?said=less"
    page = person.get("/me")
    assert listed(page, "bring_back") == [first]
    assert first not in listed(page, "less_like")
    world.until(world.clock() + timedelta(days=300))
    came = [world.library.item(one) for one in small(world)[: -small(world)[::-1].index(first) - 1]]
    assert item.act not in {one.act for one in came if one and one.kind == item.kind}


def test_it_can_be_brought_back_even_when_it_came_long_ago() -> None:
    world = World()
    person = lived(world, 9)
    first = small(world)[0]
    person.act("less_like", item=first)
    person = later(world, 12)
    page = person.get("/me")
    assert listed(page, "bring_back") == [first]
    assert "Less like these" in page.words
    assert person.act("bring_back", item=first).goes_to == "/me?said=back"
    assert listed(person.get("/me"), "bring_back") == []


def test_there_is_room_for_some_and_the_oldest_goes() -> None:
    world = World()
    person = lived(world, 1)
    said: list[str] = []
    for _ in range(MOST_DISLIKED + 2):
        person = later(world, 1)
        said.append(small(world)[0])
        person.act("less_like", item=said[-1])
    assert sorted(listed(person.get("/me"), "bring_back")) == sorted(said[-MOST_DISLIKED:])


@pytest.mark.parametrize("item", ["", "gesture-charger", "no-such-thing", "../x"])
def test_only_what_came_to_them_can_be_said_not_to_suit(item: str) -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    assert person.act("less_like", item=item).status == 200
    assert world.everything() == before


def test_the_others_notes_are_nobodys_but_theirs() -> None:
    world = World()
    both(world)
    alex, sam = later(world, 8), back(world, SAM)
    assert listed(alex.get("/me"), "less_like") == small(world, "a")
    assert listed(sam.get("/me"), "less_like") == small(world, "b")
    theirs = next(one for one in small(world, "b") if one not in small(world, "a"))
    before = world.everything()
    alex.act("less_like", item=theirs)
    assert world.everything() == before
    page = sam.get("/me").body
    alex.act("less_like", item=small(world, "a")[0])
    assert sam.get("/me").body == page


def test_a_note_that_is_retired_or_gone_is_not_in_the_way() -> None:
    world = World()
    person = lived(world, 3)
    for (_, sk), one in world.memory.items.items():
        if sk.startswith("DELIVERY#a#") and "item" in one:
            one["item"] = "gesture-gone-for-good"
    assert "What came lately" not in person.get("/me").words
    assert len(listed(later(world, 1).get("/me"), "less_like")) == 1
