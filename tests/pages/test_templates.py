"""Every page, in every state: renders, is labelled, and needs nothing but our own files."""

from __future__ import annotations

import re

import pytest

from tests.each import failing
from tests.pages.sample_me import INVITE_URL
from tests.pages.sample_pages import STATES
from tests.pages.showing import BOTH, CONTROLS, TEMPLATES, shown, shown_with

STATIC = TEMPLATES / "pages" / "static"
WEIGHT = 60_000  # bytes of a page with all it loads
REFERRING = ("aria-describedby", "aria-labelledby", "data-check", "data-guess", "data-sms")


@pytest.mark.parametrize("channels", [BOTH, ("email",), ("sms",)], ids="+".join)
def test_every_page_renders_whatever_channels_are_on(channels: tuple[str, ...]) -> None:
    def renders(state: str) -> None:
        page = shown(state, channels)
        assert len([each for each in page.all("h1") if each.words.strip()]) == 1
        assert page.all("title")[0].words.strip()

    assert failing(STATES, renders) == []


def test_every_page_is_among_the_samples() -> None:
    pages = {
        file.stem
        for file in (TEMPLATES / "pages").glob("*.html")
        if '{% extends "pages/base.html" %}' in file.read_text()
    }
    assert pages == {template for template, _ in STATES.values()}


def test_a_page_loads_our_own_files_only_and_has_nothing_inline() -> None:
    assert failing(STATES, has_nothing_inline) == []


def has_nothing_inline(state: str) -> None:
    page = shown(state)
    assert not page.all("style")
    assert [each.get("src") for each in page.all("script")] == ["/api/static/page.js?v=1"]
    for element in page.elements:
        assert not {name for name in element.attrs if name == "style" or name.startswith("on")}
        for link in (element.get("src"), element.get("href"), element.get("action")):
            assert re.match(r"$|[/#]|mailto:|sms:", link) or link == INVITE_URL


def test_every_field_has_a_label_and_what_it_refers_to_exists() -> None:
    assert failing(STATES, is_labelled) == []


def is_labelled(state: str) -> None:
    page = shown(state)
    ids = [element.get("id") for element in page.elements if element.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in page.all("label")}
    assert labelled - {""} <= set(ids)
    for control in page.all(*CONTROLS):
        in_label = any(outer.tag == "label" and outer.words.strip() for outer in control.within)
        assert control.get("type") == "hidden" or control.get("id") in labelled or in_label
    for element in page.elements:
        assert {each for name in REFERRING for each in element.get(name).split()} <= set(ids)


def test_a_page_with_all_it_loads_is_light() -> None:
    loaded = sum(file.stat().st_size for file in STATIC.iterdir())

    def is_light(state: str) -> None:
        assert len(shown(state).source.encode()) + loaded < WEIGHT

    assert failing(STATES, is_light) == []


def test_a_preview_of_an_invitation_says_nothing_private() -> None:
    page = shown_with("join", inviter="Inviting Ida")
    assert "Inviting Ida" in page.all("h1")[0].words
    head = [each for each in page.elements if any(outer.tag == "head" for outer in each.within)]
    assert not [each for each in head if "Ida" in each.words + str(each.attrs)]
