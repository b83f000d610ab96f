"""A sick house, a hard time, months of birth: kept as said, over by themselves, nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.showing import ticked
from tests.pages.stories import back, both, chosen, signed_up
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page, Visitor

HARD, SICK = {"rough": "on"}, {"sick": "on"}


def ticks(page: Page) -> dict[str, bool]:
    return {name: ticked(page.document.by_id(name)) for name in ("sick", "rough")}


def months(page: Page) -> list[str]:
    found = [one for one in page.document.all("input") if one.get("name") == "born"]
    return [one.get("value") for one in found]


def later(world: World, **by: float) -> Visitor:
    world.clock.advance(**by)
    return back(world)


def test_nothing_is_ticked_and_no_month_known_of_somebody_new() -> None:
    page = signed_up(World()).get("/me")
    assert ticks(page) == {"sick": False, "rough": False}
    assert months(page) == ["", ""]


@pytest.mark.parametrize(
    ("said", "until", "days"), [(SICK, "Mon 30 Nov", 7), (HARD, "Mon 21 Dec", 28)]
)
def test_it_says_until_when_and_ends_by_itself(said: dict[str, str], until: str, days: int) -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(**said))
    assert f"Until {until}" in person.get("/me").words
    person = later(world, days=2)
    person.act("preferences", **chosen(**said))
    assert f"Until {until}" in person.get("/me").words, "saved again, it is not longer"
    assert True in ticks(later(world, days=days - 3).get("/me")).values()
    assert True not in ticks(later(world, days=1).get("/me")).values()


def test_it_can_be_taken_back_and_said_anew() -> None:
    person = signed_up(World())
    person.act("preferences", **chosen(**SICK, **HARD))
    person.act("preferences", **chosen())
    assert ticks(person.get("/me")) == {"sick": False, "rough": False}


def test_the_page_names_the_help_line_beside_a_hard_time() -> None:
    page = signed_up(World()).get("/me")
    assert (
        "This is not therapy. When it is more than a hard time, or you do not feel safe: 988"
        in (page.words)
    )


def test_months_are_kept_in_order_once_each_and_there_is_room_for_more() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen(born=["2026-09", "", "2019-04", "2026-09", " 2027-02 "]))
    page = person.get("/me")
    assert months(page) == ["2019-04", "2026-09", "2027-02", "", ""]
    assert "Today that makes a baby on the way and a newborn and a child at school." in page.words
    assert "one small note a week is plenty" in page.words
    eight = [f"20{year}-01" for year in range(10, 18)]
    person.act("preferences", **chosen(born=eight))
    assert months(person.get("/me")) == eight


@pytest.mark.parametrize("typed", [["9/2026"], ["09.2026"], ["2026-9"]])
def test_where_a_browser_has_no_month_field_a_month_may_be_typed(typed: list[str]) -> None:
    person = signed_up(World())
    person.act("preferences", **chosen(born=typed))
    assert months(person.get("/me"))[0] == "2026-09"


@pytest.mark.parametrize(
    "born",
    [["soon"], ["2026-13"], ["2026-00"], ["2027-10"], ["1990-01"], ["0000-00"], ["2026-09-01"],
     [f"20{year}-01" for year in range(10, 19)]],
)  # fmt: skip
def test_a_month_that_cannot_be_comes_back_as_it_was_typed(born: list[str]) -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    page = person.act("preferences", **chosen(born=born))
    assert (page.status, set(page.errors())) == (200, {"born"})
    assert [one for one in months(page) if one] == born
    assert world.everything() == before


def test_a_tapped_stage_grows_on_the_page_and_saving_does_not_make_it_young_again() -> None:
    world = World()
    signed_up(world).act("preferences", **chosen(stages=["newborn"]))
    person = later(world, days=150)  # April
    form = person.get("/me").sends("preferences")
    assert form["stages"] == ["newborn"]
    person.post("/me", **form)
    person = later(world, days=30)  # May: eight months old, as we guess
    assert person.get("/me").sends("preferences")["stages"] == ["toddler"]
    assert "is plenty" not in person.get("/me").words


WISHES: dict[str, dict[str, Any]] = {
    "a hard time": HARD,
    "a sick house": SICK,
    "months of birth": {"born": ["2018-04"]},
    "a baby that is due": {"born": ["2027-02"]},
}


@pytest.mark.parametrize("wishes", WISHES.values(), ids=WISHES)
def test_the_other_sees_nothing_of_it(wishes: dict[str, Any]) -> None:
    alex, sam = both(World())
    before = sam.get("/me").body
    alex.act("preferences", **chosen(**wishes))
    assert sam.get("/me").body == before


def test_what_comes_to_the_other_in_a_hard_time_is_what_would_have_come() -> None:
    came = []
    for wishes in ({}, HARD):
        world = World()
        alex, _ = both(world)
        alex.act("preferences", **chosen(**wishes))
        world.until(world.clock() + timedelta(days=30))
        rows = [one for (_, sk), one in world.memory.items.items() if sk.startswith("DELIVERY#b#")]
        came.append([(one["SK"], one.get("item")) for one in rows])
    assert came[0] == came[1]
