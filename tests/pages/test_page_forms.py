"""The forms on the pages: what they ask and post, and how they come back with errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.sample_pages import JOIN_FIELDS, SIGNUP_FIELDS, STATES, TERMS
from tests.pages.showing import CONTROLS, chosen, shown, ticked

if TYPE_CHECKING:
    from tests.read_html import Document, Element

ME_POSTS = {
    "preferences": {
        "day", "time", "small_channel", "kids_down", "lights_out", "zone", "meeting_day",
        "meeting_time", "meeting_minutes", "check_in_on", "check_in_channel", "late_texts",
        "stages", "born", "newborn_pace", "sick", "rough", "asked", "relays", "texts_from",
        "texts_until", "discreet", "touch", "food", "alcohol", "money",
        *(f"{name}_{day}" for name in ("kids_down", "lights_out") for day in range(7)),
    },
    "add_contact": {"address", "consent", "sms_consent"},
    "stop_contact": {"channel"},
    "stop_rhythm": {"rhythm"},
    "stop_all": set(),
    "pause": {"until"},
    "less_like": {"item"},
    "bring_back": {"item"},
    "topic": {"topic"},
    "sign_out": set(),
    "sign_out_everywhere": set(),
}  # fmt: skip

STOPS = {"stop_contact", "stop_rhythm", "stop_all"}
wrong_states = pytest.mark.parametrize("state", [state for state in STATES if "wrong" in state])


@wrong_states
def test_each_error_stands_beside_its_field_and_in_the_summary(state: str) -> None:
    page = shown(state)
    assert page.all("title")[0].words.startswith("Please check: ")
    links = summary_links(page)
    assert links
    for link in links:
        control = page.by_id(link.get("href").removeprefix("#"))
        assert control.get("aria-invalid") == "true"
        assert link.words in [page.by_id(each).words for each in described_by(control)]
        assert all("open" in outer.attrs for outer in control.within if outer.tag == "details")


@wrong_states
def test_no_error_beside_a_field_is_missing_from_the_summary(state: str) -> None:
    page = shown(state)
    beside = [each.words for each in page.elements if each.get("class") == "wrong-text"]
    assert beside == [each.words for each in summary_links(page)]


def test_what_was_typed_comes_back() -> None:
    signup, me = shown("signup-wrong"), shown("me-wrong")
    assert signup.by_id("name").get("value") == '<b>"Al"</b>'
    assert signup.by_id("address").get("value") == "sam@"
    assert chosen(signup, "zone") == "Please choose"
    assert me.by_id("time").get("value") == "<25:99>"
    days = [each for each in me.all("input") if each.get("name") == "day"]
    assert [day.get("value") for day in days if ticked(day)] == ["1", "3"]
    assert ticked(shown("me-wrong-contact").by_id("sms_consent"))


def test_what_one_form_got_wrong_leaves_the_other_forms_as_they_are() -> None:
    me = shown("me-wrong-contact")
    days = [each for each in me.all("input") if each.get("name") == "day"]
    assert [day.get("value") for day in days if ticked(day)] == ["0", "2", "4"]
    assert ticked(me.by_id("check_in_on"))


@pytest.mark.parametrize(("state", "fields"), [("signup", SIGNUP_FIELDS), ("join", JOIN_FIELDS)])
def test_arriving_asks_for_the_fields_of_its_form(state: str, fields: tuple[str, ...]) -> None:
    page = shown(state)
    assert {each.get("name") for each in page.all(*CONTROLS)} == set(fields)
    required = {each.get("name") for each in page.all(*CONTROLS) if "required" in each.attrs}
    assert required == {"name", "address", "consent"}
    assert chosen(page, "zone") == "America/New_York"


@pytest.mark.parametrize("state", ["signup", "join", "me"])
def test_consent_to_texts_is_apart_unticked_optional_and_in_full(state: str) -> None:
    page = shown(state)
    consent = page.by_id("sms_consent")
    assert not ticked(consent)
    assert "required" not in consent.attrs
    assert TERMS in [page.by_id(each).words for each in described_by(consent)]
    assert "sms_consent" not in shown(state, ("email",)).source


@pytest.mark.parametrize("action", ME_POSTS)
def test_the_own_page_posts_what_its_actions_need(action: str) -> None:
    page = shown("me-wrong")
    mark = next(each for each in marks(page) if each.get("value") == action)
    form = next(outer for outer in mark.within if outer.tag == "form")
    assert (form.get("method"), form.get("action")) == ("post", "/api/me")
    fields = [each for each in page.all(*CONTROLS) if any(outer is form for outer in each.within)]
    assert {each.get("name") for each in fields} == ME_POSTS[action] | {"csrf", "action"}


def test_buttons_stand_only_where_they_can_act() -> None:
    less = {"less_like", "bring_back"}
    two = {"topic"}
    always = set(ME_POSTS) - less - two
    assert actions("me") == always | less | two
    assert actions("me-topic") == always | less | two | {"untopic"}
    assert actions("me-daily") == always | {"bring_back"} | two
    assert actions("me-alone") == always | {"invite", "resume"}
    assert actions("me-pending") == always | less | {"confirm_partner", "reject_partner"}
    assert actions("me-invite") == always | less | {"take_back_link"}
    assert actions("me-waiting") == always | less
    assert actions("me-nowhere") == (always | less | two) - STOPS


def summary_links(page: Document) -> list[Element]:
    return [
        link
        for link in page.all("a")
        if any(outer.get("class") == "summary" for outer in link.within)
    ]


def described_by(control: Element) -> list[str]:
    return control.get("aria-describedby").split()


def marks(page: Document) -> list[Element]:
    return [each for each in page.all("input") if each.get("name") == "action"]


def actions(state: str) -> set[str]:
    return {mark.get("value") for mark in marks(shown(state))}
