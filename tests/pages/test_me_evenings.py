"""Evenings that differ by weekday, and children: kept as meant, and what comes follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.content.model import STAGES
from tests.pages.showing import ticked
from tests.pages.stories import both, chosen, signed_up
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page, Visitor

PLENTY = "With a newborn, one small note a week is plenty. Yours comes on Wednesday."
MORE = {"stages": ["newborn"], "asked": ["newborn_pace"]}


def stored(world: World) -> dict[str, Any]:
    couples = [one for (_, sk), one in world.memory.items.items() if sk == "COUPLE"]
    found: dict[str, Any] = couples[0]["a"]
    return found


def stages(page: Page) -> list[str]:
    ticks = [one for one in page.document.all("input") if one.get("name") == "stages"]
    assert tuple(one.get("value") for one in ticks) == STAGES
    return [one.get("value") for one in ticks if ticked(one)]


def small_notes(person: Visitor) -> list[str]:
    return [when for when, _, what in person.get("/me").coming() if "agenda" not in what]


def test_an_evening_can_differ_and_what_is_as_usual_is_kept_as_usual() -> None:
    world = World()
    person = signed_up(world)
    differing = {"kids_down_4": "21:00", "kids_down_5": "20:00", "lights_out_5": "00:30:00"}
    assert person.act("preferences", **chosen(**differing)).goes_to == "/me?said=saved"
    person_now = stored(world)
    assert [*person_now["kids_down_on"]] == [None] * 4 + ["21:00", None, None]
    assert [*person_now["lights_out_on"]] == [None] * 5 + ["00:30", None]
    page = person.get("/me")
    assert (page.value("kids_down_4"), page.value("kids_down_5")) == ("21:00", "")
    assert "Different on some days Fri, Sat" in page.words
    assert small_notes(person)[1:3] == ["Wed 25 Nov, 8:15 pm", "Fri 27 Nov, 9:15 pm"]


def test_an_evening_can_be_as_usual_again() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(kids_down_4="21:00"))
    person.act("preferences", **chosen(kids_down_4=" "))
    assert [*stored(world)["kids_down_on"]] == [None] * 7


@pytest.mark.parametrize("wrong", ["late", "24:00", "8", "<b>"])
def test_a_wrong_evening_says_which_and_the_folds_above_it_open(wrong: str) -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    page = person.act("preferences", **chosen(kids_down_2=wrong, lights_out_6=wrong))
    assert page.errors() == {
        "kids_down_2": "Kids down on Wednesday: please give a time like 20:15, or leave it empty.",
        "lights_out_6": "Lights out on Sunday: please give a time like 20:15, or leave it empty.",
    }
    assert (page.value("kids_down_2"), page.value("lights_out_6")) == (wrong, wrong)
    folds = [one for one in page.document.by_id("kids_down_2").within if one.tag == "details"]
    assert [("open" in one.attrs) for one in folds] == [True, True]
    assert world.everything() == before


def test_children_are_kept_in_their_order_and_can_grow_up() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(stages=["teens", "toddler", "teens"]))
    assert [*stored(world)["children"]] == ["2026-11 toddler", "2026-11 teens"]
    assert stages(person.get("/me")) == ["toddler", "teens"]
    person.act("preferences", **chosen())
    assert stages(person.get("/me")) == []
    page = person.act("preferences", **chosen(stages=["grown"]))
    assert (page.status, set(page.errors())) == (200, {"stages"})


def test_a_newborn_slows_the_notes_and_the_page_says_so() -> None:
    person = signed_up(World())
    assert PLENTY not in person.get("/me").words
    assert "newborn_pace" not in person.get("/me").body
    person.act("preferences", **chosen(stages=["newborn"]))
    page = person.get("/me")
    assert PLENTY in page.words
    assert ticked(page.document.by_id("newborn_pace"))
    assert small_notes(person) == ["Wed 25 Nov, 8:15 pm", "Wed 2 Dec, 8:15 pm"]


def test_more_notes_can_be_asked_for_with_a_newborn_and_that_is_not_forgotten() -> None:
    person = signed_up(World())
    person.act("preferences", **chosen(stages=["newborn"]))
    person.act("preferences", **chosen(**MORE))
    page = person.get("/me")
    assert (PLENTY in page.words, ticked(page.document.by_id("newborn_pace"))) == (False, False)
    assert len(small_notes(person)) == 6
    person.act("preferences", **chosen(**MORE | {"stages": []}))
    person.act("preferences", **chosen())  # a form that did not show it
    person.act("preferences", **chosen(stages=["newborn"]))
    assert not ticked(person.get("/me").document.by_id("newborn_pace"))


def test_who_gets_one_note_a_week_anyway_is_told_nothing_of_it() -> None:
    person = signed_up(World())
    person.act("preferences", **chosen(stages=["newborn"], day=["3"]))
    assert "is plenty" not in person.get("/me").words


def test_a_newborn_is_both_parents_and_the_pace_is_each_ones_own() -> None:
    alex, sam = both(World())
    assert "one small note a week comes to each of you" in alex.get("/me").words
    alex.act("preferences", **chosen(stages=["newborn"]))
    assert PLENTY in sam.get("/me").words
    assert stages(sam.get("/me")) == []
    sam.act("preferences", **chosen(asked=["newborn_pace"]))
    assert (len(small_notes(alex)), len(small_notes(sam))) == (2, 6)
    assert ticked(alex.get("/me").document.by_id("newborn_pace"))
