"""A form read from a page sends what a browser would."""

from __future__ import annotations

import pytest

from workbench.forms import Page
from workbench.walk import Seen, WalkError

HTML = """<h1>Your <em>page</em></h1><a href="/join/1">one</a>
<form action="/me" method="POST">
<input type="hidden" name="csrf" value="c&amp;1"> <input name="address">
<input type="checkbox" name="day" value="0" checked> <input type="checkbox" name="day" value="2" checked>
<input type="checkbox" name="day" value="4"> <input type="checkbox" name="consent">
<input type="radio" name="minutes" value="30"> <input type="radio" name="minutes" value="45" checked>
<select name="zone"><option>Europe/Berlin<option selected>America/New_York</select>
<select name="hour"><option value="20">eight<option value="21">nine</select>
<input name="old" value="x" disabled> <input type="submit" name="go" value="Go"><button name="b">b</button>
</form>"""  # noqa: E501 - one field after another, as templates have them


def test_untouched_it_sends_what_is_filled_ticked_and_chosen() -> None:
    (form,) = Page(HTML).forms
    assert form.filled({}) == [
        ("csrf", "c&1"),
        ("address", ""),
        ("day", "0"),
        ("day", "2"),
        ("minutes", "45"),
        ("zone", "America/New_York"),
        ("hour", "20"),
    ]


def test_what_is_filled_in_takes_the_place_of_what_was_there() -> None:
    (form,) = Page(HTML).forms
    sent = form.filled({"day": "4", "consent": "on", "minutes": "30"})
    assert [value for name, value in sent if name in ("day", "consent", "minutes")] == [
        "4",
        "on",
        "30",
    ]


def test_a_field_it_does_not_have_cannot_be_filled() -> None:
    (form,) = Page(HTML).forms
    with pytest.raises(KeyError, match="nickname"):
        form.filled({"nickname": "Al"})


def test_of_several_forms_the_one_that_has_the_fields_is_meant() -> None:
    no = '<form method="post"><button name="answer" value="no">No</button></form>'
    seen = Seen("https://afterbedtime.test/join/1", 200, HTML + no)
    assert seen.form(names=["address", "consent"]).has(["zone"])
    with pytest.raises(WalkError, match="one form, it has 0"):
        seen.form(names=["nickname"])


def test_a_page_says_its_heading_its_links_and_its_complaints() -> None:
    page = Page(HTML + '<div role="alert"><ul><li>Too short</li></ul></div><p>Else</p>')
    assert (page.heading, page.links, page.complaints) == ("Your page", ["/join/1"], "Too short")
