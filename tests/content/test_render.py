"""Templates to words: strict about what is missing, and never two segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from chalicelib.content.render import Letter, Renderer, TooLong

if TYPE_CHECKING:
    from pathlib import Path

SHARED = {"service": "After Bedtime"}
TEMPLATES = {
    "sms/nudge.txt": "{{ service }}:\n  {{ words }}\n",
    "sms/answers/kept.txt": "Kept for {{ partner }}.",
    "email/note.subject.txt": "{% if long %}\n{{ service }}\n{% endif %}\n says {{ words }}\n",
    "email/note.txt": "Hi {{ words }}\n",
    "email/note.html": "<p>Hi {{ words }}</p>",
    "pages/home.html": "<h1>{{ words }}</h1>",
}


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    for name, source in TEMPLATES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    return Renderer(tmp_path, SHARED)


def test_a_text_is_one_line_in_plain_letters(renderer: Renderer) -> None:
    said = renderer.sms("nudge", words="It\u2019s  \n late \u2014 rest")
    assert said == "After Bedtime: It's late - rest"


def test_a_text_that_fits_one_segment_goes_and_one_letter_more_does_not(
    renderer: Renderer,
) -> None:
    room = 150 - len("After Bedtime: ")
    assert len(renderer.sms("nudge", words="x" * room)) == 150
    with pytest.raises(TooLong, match=r"sms/nudge\.txt takes 151 units; 150 fit"):
        renderer.sms("nudge", words="x" * (room + 1))


def test_letters_that_count_double_count_double(renderer: Renderer) -> None:
    with pytest.raises(TooLong):
        renderer.sms("nudge", words="\u20ac" * 68)


def test_an_answer_is_unsigned_and_just_as_short(renderer: Renderer) -> None:
    assert renderer.answer("kept", partner="Sam") == "Kept for Sam."
    with pytest.raises(TooLong):
        renderer.answer("kept", partner="x" * 150)


def test_an_email_has_its_three_parts_and_its_subject_is_one_line(renderer: Renderer) -> None:
    letter = renderer.email("note", words="<you> & me", long=True)
    assert letter == Letter(
        "After Bedtime says <you> & me", "Hi <you> & me", "<p>Hi &lt;you&gt; &amp; me</p>"
    )


def test_pages_show_words_never_markup(renderer: Renderer) -> None:
    assert renderer.page("home", words="<script>") == "<h1>&lt;script&gt;</h1>"


def test_a_missing_word_is_an_error_in_every_kind_of_template(renderer: Renderer) -> None:
    with pytest.raises(UndefinedError, match="words"):
        renderer.sms("nudge")
    with pytest.raises(UndefinedError, match="words"):
        renderer.page("home")
    with pytest.raises(UndefinedError, match="long"):
        renderer.email("note", words="x")


def test_a_missing_template_is_an_error(renderer: Renderer) -> None:
    with pytest.raises(TemplateNotFound):
        renderer.sms("nothing")
