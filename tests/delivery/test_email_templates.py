"""Every email: text and HTML say the same, it can be left, and it is short."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader, meta

from chalicelib.content.render import Renderer
from chalicelib.content.words import unbroken
from tests.delivery.sample_emails import AGENDA, COMMON, EMAILS, SHARED, WEEK
from tests.read_html import read, words

if TYPE_CHECKING:
    from chalicelib.content.render import Letter

TEMPLATES = Path(__file__).parents[2] / "templates"
RENDERER = Renderer(TEMPLATES, SHARED)
LONGEST = 250  # words, before the agenda
LONGEST_SUBJECT = 50
KINDS = {"appreciation", "gesture", "kind_word", "date_night", "check_in"}
NOTICES = {
    "confirm",
    "welcome",
    "link",
    "joined",
    "moved",
    "called_off",
    "date_plan",
    "date_plan_off",
    "answer",
}
HATED = ("don't forget", "reminder", "you missed", "streak", "last chance", "hurry")

every_email = pytest.mark.parametrize("which", EMAILS)


@cache
def letter(which: str) -> Letter:
    template, context = EMAILS[which]
    return RENDERER.email(template, **(COMMON | context))


def test_every_kind_and_every_notice_has_an_email() -> None:
    assert {template for template, _ in EMAILS.values()} == KINDS | NOTICES
    parts = {file.name for file in (TEMPLATES / "email").iterdir()}
    for name in KINDS | NOTICES:
        assert {f"{name}.subject.txt", f"{name}.txt", f"{name}.html"} <= parts


@every_email
def test_text_and_html_say_the_same(which: str) -> None:
    one = letter(which)
    assert words(one.text) == words(" ".join(read(one.html).said))


@every_email
def test_an_email_can_be_left_and_says_who_sends_it(which: str) -> None:
    one = letter(which)
    leave = str((COMMON | EMAILS[which][1])["unsubscribe_url"])
    hrefs = [link.get("href") for link in read(one.html).all("a")]
    if which == "confirm":  # nobody has joined yet: without a tap there is nothing to leave
        assert "only email" in one.text
    else:
        assert leave in one.text
        assert leave in hrefs
    assert SHARED["postal_address"] in one.text
    assert SHARED["operator_name"] in one.text


@every_email
def test_before_its_agenda_an_email_is_short(which: str) -> None:
    one = letter(which)
    body = re.split(r"THE \d\d MINUTES", one.text)[0]
    assert len(body.split()) <= LONGEST
    assert 0 < len(one.subject) <= LONGEST_SUBJECT


@every_email
def test_an_email_needs_no_pictures_no_scripts_and_nobody_else(which: str) -> None:
    page = read(letter(which).html)
    assert not page.all("img", "script", "table", "link")
    assert "url(" not in page.source
    assert "prefers-color-scheme: dark" in page.source


@every_email
def test_names_and_words_of_others_are_text_never_markup(which: str) -> None:
    page = read(letter(which).html)
    assert not page.all("al")
    assert "&amp;lt;" not in page.source


@every_email
def test_nothing_in_an_email_nags(which: str) -> None:
    one = letter(which)
    assert not [phrase for phrase in HATED if phrase in (one.subject + one.text).lower()]


def test_the_agenda_prints_the_jar_as_one_list_and_nothing_for_an_empty_one() -> None:
    full, bare = letter("check-in").text, letter("check-in-bare").text
    lines = [f"- {one.author}: {one.text}" for one in WEEK.thanks]
    assert "From the jar:\n" + "\n".join(lines) in full
    assert "jar" not in bare


@pytest.mark.parametrize(("which", "minutes"), [("check-in", 30), ("check-in-45", 45)])
def test_the_steps_of_the_agenda_fill_its_time(which: str, minutes: int) -> None:
    steps = re.findall(r", (\d+) min$", letter(which).text, re.MULTILINE)
    assert sum(int(step) for step in steps) == minutes


def test_the_subject_of_a_check_in_names_its_time() -> None:
    assert AGENDA["meeting_when"] in letter("check-in").subject


def test_a_stranger_is_not_shown_what_somebody_typed_as_a_name() -> None:
    assert COMMON["name"] not in letter("confirm").text  # else our form would send anybody's words


def test_no_email_asks_for_what_its_sample_does_not_give() -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["unbroken"] = unbroken
    for template, context in EMAILS.values():
        for part in ("subject.txt", "txt", "html"):
            source = (TEMPLATES / "email" / f"{template}.{part}").read_text()
            asked = meta.find_undeclared_variables(environment.parse(source))
            assert asked <= set(SHARED) | set(COMMON) | set(context) | {"plan", "questions"}


def test_emails_wear_the_colours_of_the_pages() -> None:
    style = (TEMPLATES / "pages" / "static" / "style.css").read_text()
    base = (TEMPLATES / "email" / "base.html").read_text()
    assert set(re.findall(r"#[0-9a-f]{6}", base)) <= set(re.findall(r"#[0-9a-f]{6}", style))
