"""Laws of understanding, whatever the words: hypothesis tries to break them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.replies.leaving_keywords import CARRIER
from chalicelib.replies.meaning import About
from chalicelib.replies.parse import parse
from chalicelib.replies.spelling import near
from tests.each import failing
from tests.replies.phones import meaning

if TYPE_CHECKING:
    from collections.abc import Callable

KEYWORDS = sorted(CARRIER | {"start", "unstop", "help", "info"})
ABOUTS = st.sampled_from(get_args(About))
CASES = st.sampled_from([str.lower, str.upper, str.title])
MARKS = st.text(" \n.,!;:*\"'\u2019\u201c\u201d\u2026\U0001f620\u2764\ufe0f", max_size=6)
POLITE = st.lists(st.sampled_from(["please", "now", "ok", "thanks", "pls"]), max_size=3)


@given(st.text(max_size=1600), ABOUTS)
def test_every_text_means_something(text: str, about: About) -> None:
    parsed = parse(text, about)
    assert (parsed.meaning == "digit") == (parsed.digit is not None)
    assert (parsed.meaning == "command") == (parsed.command is not None)
    assert (parsed.meaning == "when") == (parsed.when is not None)
    assert (parsed.meaning == "empty") == (not text.strip())
    assert parsed.meaning == "stop" or not (parsed.doubtful or parsed.danger)


@given(st.sampled_from(KEYWORDS), MARKS, MARKS, CASES, ABOUTS)
def test_a_keyword_is_known_in_any_dress(
    word: str, before: str, after: str, case: Callable[[str], str], about: About
) -> None:
    assert parse(f"{before}{case(word)}{after}", about).meaning == parse(word).meaning


@given(st.sampled_from(sorted(CARRIER)), POLITE, POLITE, ABOUTS)
def test_politeness_keeps_nobody_in(
    word: str, before: list[str], after: list[str], about: About
) -> None:
    assert parse(" ".join([*before, word, *after]), about).meaning == "stop"


def test_shouting_and_signs_hide_neither_leaving_nor_danger() -> None:
    def is_heard(text: str) -> None:
        meant = parse(text).meaning
        assert parse(text.upper()).meaning == meant
        assert parse(f"  ...{text}!! \U0001f620 ").meaning == meant

    assert failing(meaning("stop") + meaning("danger"), is_heard) == []


def test_courtesy_does_not_hide_danger() -> None:
    def is_heard(text: str) -> None:
        assert parse(f"hi, {text}, thank you").meaning == "danger"

    assert failing(meaning("danger"), is_heard) == []


def test_courtesy_does_not_hide_an_opt_out() -> None:
    def is_heard(text: str) -> None:
        if text != "Sto" and not parse(text).doubtful:
            assert parse(f"hi, {text}").meaning == "stop"
            assert parse(f"{text}\nthank you").meaning == "stop"

    assert failing(meaning("stop"), is_heard) == []


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_slip_is_the_same_from_both_sides(one: str, two: str) -> None:
    assert near(one, two) == near(two, one)
    assert near(one, one)


@given(st.text("abcdef", min_size=2, max_size=8), st.data())
def test_one_slip_is_near_whatever_it_is(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert near(word[:at] + word[at + 1 :], word)
    assert near(f"{word[:at]}x{word[at:]}", word)
    assert near(f"{word[:at]}x{word[at + 1 :]}", word)
    assert near(word[:at] + word[at:][:2][::-1] + word[at:][2:], word)
