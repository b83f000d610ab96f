"""What people text, and what they mean by it: messages/<meaning>.txt, one text a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.replies.parse import Meaning, parse
from chalicelib.replies.signs import HELP_WORDS, START_WORDS, STOP_WORDS
from tests.replies.phones import MESSAGES, meaning

if TYPE_CHECKING:
    from collections.abc import Callable

KEYWORDS = sorted(STOP_WORDS | START_WORDS | HELP_WORDS)


CASES = [(text, file.stem) for file in sorted(MESSAGES.iterdir()) for text in meaning(file.stem)]


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_a_text_means_what_its_author_means(text: str, meant: str) -> None:
    assert parse(text).meaning == meant


def test_every_meaning_has_its_texts() -> None:
    assert {meant for _, meant in CASES} | {"digit", "empty"} == set(get_args(Meaning))
    assert len({text for text, _ in CASES}) == len(CASES) > 120


@pytest.mark.parametrize("text", meaning("stop") + meaning("danger"))
def test_shouting_and_signs_hide_neither_leaving_nor_danger(text: str) -> None:
    meant = parse(text).meaning
    assert parse(text.upper()).meaning == meant
    assert parse(f"  ...{text}!! \U0001f620 ").meaning == meant


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("2", 2),
        (" 0 ", 0),
        ("1.", 1),
        ("2!", 2),
        ("2\ufe0f\u20e3", 2),
        ("\uff11", 1),
        ("\u0663", 3),
    ],
)
def test_a_digit_is_a_digit_however_it_is_typed(text: str, digit: int) -> None:
    assert (parse(text).meaning, parse(text).digit) == ("digit", digit)


def test_android_puts_invisible_signs_around_its_reactions() -> None:
    text = "\u200a\u200b\u2764\ufe0f\u200b to \u200a\u201cStop texting\u200a\u201d"
    assert parse(text).meaning == "held"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_picture_without_words_says_nothing(text: str) -> None:
    assert parse(text).meaning == "empty"


def test_lines_are_read_as_sentences() -> None:
    assert parse("Lovely evening\nplease stop texting me").meaning == "stop"
    assert parse("Lovely evening\nno more dishes in the sink").meaning == "appreciation"


@given(st.text(max_size=1600))
def test_every_text_means_something(text: str) -> None:
    parsed = parse(text)
    assert (parsed.meaning == "digit") == (parsed.digit is not None)
    assert (parsed.meaning == "empty") == (not text.strip())


marks = st.text(" \n.,!;:*\"'\u2019\u201c\u201d\u2026\U0001f620\u2764\ufe0f", max_size=6)


@given(st.sampled_from(KEYWORDS), marks, marks, st.sampled_from([str.lower, str.upper, str.title]))
def test_a_keyword_is_known_in_any_dress(
    word: str, before: str, after: str, case: Callable[[str], str]
) -> None:
    assert parse(f"{before}{case(word)}{after}").meaning == parse(word).meaning


@given(st.sampled_from(sorted(STOP_WORDS)), st.lists(st.sampled_from(["please", "now", "ok"])))
def test_politeness_keeps_nobody_in(word: str, polite: list[str]) -> None:
    assert parse(" ".join([*polite, word, *polite])).meaning == "stop"


@pytest.mark.parametrize("again", ["please ", "i dont want to get ", "a", "help me ", "thanks "])
def test_no_pattern_loses_itself_in_a_hostile_text(again: str) -> None:
    """The webhook has 15 seconds in all; a pattern that backtracks would take for ever."""
    assert parse((again * 1600)[:1600]).meaning in get_args(Meaning)
