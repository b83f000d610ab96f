"""The next two weeks as they would be: shown from what is typed, and nothing is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.showing import chosen as selected
from tests.pages.stories import ALEX_PHONE, both, chosen, signed_up, with_phone
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Page, Visitor

CHANGES: dict[str, Any] = {"day": ["1", "5"], "time": "21:40", "check_in_on": None}


def ahead(page: Page) -> list[str]:
    """The lines of the preview."""
    found = []
    for one in page.document.elements:
        listed = any(outer.get("id") == "ahead" for outer in one.within) or "<main" not in page.body
        if listed and one.get("class") == "when":
            found.append(one.words)
    return found


def try_out(person: Visitor, **changes: Any) -> Page:
    return person.act("preview", **chosen(**changes))


def test_it_shows_what_would_come_and_saves_nothing() -> None:
    world = World()
    person = signed_up(world)
    before, coming = world.everything(), person.get("/me").coming()
    page = try_out(person, **CHANGES)
    assert page.status == 200
    assert ahead(page)[:2] == ["Tue 24 Nov, 9:40 pm, by email", "Sat 28 Nov, 9:40 pm, by email"]
    assert page.coming() == coming, "what is saved still stands above it"
    assert "Not saved yet." in page.words
    assert (world.everything(), world.queue.bodies) == (before, [])


def test_what_was_typed_stands_in_the_form_as_it_was_typed() -> None:
    page = try_out(signed_up(World()), **CHANGES, kids_down="18:30")
    assert (page.value("time"), page.value("kids_down"), page.errors()) == ("21:40", "18:30", {})
    sent = page.sends("preferences")
    assert (sent["day"], "check_in_on" in sent) == (["1", "5"], False)


def test_saving_it_then_makes_it_come() -> None:
    person = signed_up(World())
    page = try_out(person, **CHANGES)
    shown = ahead(page)
    person.post("/me", **page.sends("preferences"))
    assert [f"{when}, {channel}" for when, channel, _ in person.get("/me").coming()] == shown


def test_what_cannot_be_is_said_beside_its_field() -> None:
    page = try_out(signed_up(World()), time="25:99")
    assert [*page.errors()] == ["time"]
    assert ahead(page) == []
    assert page.value("time") == "25:99"


def test_a_script_gets_the_same_lines_alone() -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    page = person.act("preview", part="region", **chosen(**CHANGES))
    assert (page.status, "<html" in page.body) == (200, False)
    assert ahead(page) == ahead(try_out(person, **CHANGES))
    wrong = person.act("preview", part="region", **chosen(time="25:99"))
    assert (wrong.status, "like 20:15" in wrong.words) == (200, True)
    assert (
        person.get("/me").headers["Cache-Control"] == wrong.headers["Cache-Control"] == "no-store"
    )
    assert world.everything() == before


def test_with_no_days_and_no_agenda_nothing_would_come() -> None:
    page = try_out(signed_up(World()), day=[], check_in_on=None)
    assert "Nothing would come. That is fine too." in page.words


@pytest.mark.parametrize("part", ["", "region"])
def test_without_the_forms_own_token_nothing_is_shown(part: str) -> None:
    person = signed_up(World())
    assert person.post("/me", action="preview", part=part, **chosen()).status == 403


def test_a_moved_meeting_is_only_tried_out_too() -> None:
    world = World()
    alex, sam = both(world)
    before = sam.get("/me").coming()
    alex.act("preview", **chosen(meeting_day="2", meeting_time="19:00"))
    assert sam.get("/me").coming() == before
    assert world.queue.bodies == []


# What the form has besides.


def test_comforts_are_theirs_to_choose_and_what_comes_follows_them() -> None:
    world = World()
    person = signed_up(world)
    form = person.get("/me").sends("preferences")
    assert [name for name in ("touch", "food", "alcohol", "money") if name in form] == [
        "touch",
        "food",
        "money",
    ]
    form = {**form, "alcohol": ["on"]}
    del form["touch"], form["money"]
    person.post("/me", **form)
    page = person.get("/me").sends("preferences")
    assert [name for name in ("touch", "food", "alcohol", "money") if name in page] == [
        "food",
        "alcohol",
    ]
    world.until(world.clock().replace(month=12, day=20))
    items = [one.get("item") for one in world.memory.items.values() if "item" in one]
    needs = [world.library.item(one).needs for one in items if one]  # type: ignore[union-attr]
    assert items
    assert not [one for one in needs if "touch" in one]


def test_a_page_of_before_there_were_comforts_changes_none() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **chosen())
    assert '"touch": true, "food": true, "alcohol": false, "money": true' in world.everything()


@pytest.mark.parametrize(
    ("hours", "wrong"),
    [
        ({"texts_from": "10:00", "texts_until": "19:00"}, []),
        ({"texts_from": "08:00", "texts_until": "21:00"}, []),
        ({"texts_from": "07:59"}, ["texts_from"]),
        ({"texts_until": "21:01"}, ["texts_until"]),
        ({"texts_from": "22:00"}, ["texts_from"]),
        ({"texts_from": "18:30", "texts_until": "19:00"}, ["texts_until"]),
        ({"texts_from": "19:00", "texts_until": "10:00"}, ["texts_until"]),
        ({"texts_from": "early"}, ["texts_from"]),
        ({"texts_until": "25:00"}, ["texts_until"]),
        ({"texts_from": "", "texts_until": ""}, []),
    ],
)
def test_hours_for_texts_may_be_narrower_and_never_wider(
    hours: dict[str, str], wrong: list[str]
) -> None:
    person = with_phone(World())
    page = person.act("preferences", **chosen(**hours))
    if wrong:
        assert [*page.errors()] == wrong
        assert [page.value(name) for name in hours] == [*hours.values()]
        return
    assert page.goes_to == "/me?said=saved"
    shown = person.get("/me")
    edges = {"texts_from": "08:00", "texts_until": "21:00"}
    assert {name: shown.value(name) for name in edges} == {
        name: hours.get(name) or edge for name, edge in edges.items()
    }


def test_a_text_keeps_to_the_hours_that_stand_in_the_same_form() -> None:
    person = with_phone(World())
    late = chosen(small_channel="sms", time="19:30", texts_until="19:00")
    assert [*person.act("preferences", **late).errors()] == ["time"]
    early = chosen(small_channel="sms", time="18:30", texts_until="19:00")
    assert person.act("preferences", **early).goes_to == "/me?said=saved"


def test_narrower_hours_move_what_comes_by_text() -> None:
    world = World()
    person = signed_up(world, ALEX_PHONE)
    hours = {"small_channel": "sms", "check_in_channel": "sms", "texts_until": "19:00"}
    page = person.act("preview", **chosen(**hours))
    assert ahead(page)[0] == "Mon 23 Nov, 6:45 pm, by text"


def test_a_plain_lock_screen_is_a_tick_and_what_comes_shows_it() -> None:
    world = World()
    person = signed_up(world, ALEX_PHONE)
    form = person.get("/me").sends("preferences")
    assert "discreet" not in form
    person.post("/me", **form, discreet="on")
    assert person.get("/me").sends("preferences")["discreet"] == ["on"]
    before = len(world.sms.sent)
    world.until(world.clock().replace(day=25))
    assert world.sms.sent[before].message.text.startswith("After Bedtime\n\n")


def test_zones_are_listed_for_who_asks_and_nothing_typed_is_lost() -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()
    assert not [one for one in person.get("/me").document.all("select") if one.get("id") == "zone"]
    page = person.act("zones", **chosen(time="21:40", zone="Europe/Berlin"))
    assert (selected(page.document, "zone"), page.value("time")) == ("Europe/Berlin", "21:40")
    assert len(page.document.all("option")) > 300
    assert world.everything() == before
    person.post("/me", **{**page.sends("preferences"), "zone": ["Asia/Tokyo"]})
    assert person.get("/me").hidden("zone") == "Asia/Tokyo"


def test_enter_saves_and_does_not_only_try_it_out() -> None:
    page = signed_up(World()).get("/me")
    form = next(one for one in page.document.all("form") if one.get("data-live"))
    buttons = [one for one in page.document.all("button") if any(o is form for o in one.within)]
    assert (buttons[0].get("name"), buttons[0].words) == ("", "Save")
