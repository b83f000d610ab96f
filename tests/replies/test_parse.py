"""What people text, and what they mean by it: messages/open.toml and known.toml, text by text."""

from __future__ import annotations

from typing import get_args

import pytest

from chalicelib.replies.days import WEEKDAYS
from chalicelib.replies.meaning import Command
from chalicelib.replies.parse import Meaning, Parsed, Pause, When, parse
from tests.each import failing
from tests.replies.phones import Message, messages

TABLE = [*messages("known"), *messages("open")]
COMMANDS = get_args(Command)


def meant(one: Message) -> Parsed:
    """What its line says, as `parse` says it."""
    if one.meaning == "digit":
        return Parsed("digit", digit=one.value)
    if one.meaning == "when":
        day = one.value.get("day")
        return Parsed("when", when=When(WEEKDAYS.get(day, day), one.value.get("time")))
    if one.meaning in COMMANDS:
        return Parsed("command", command=one.meaning, pause=pause(one))  # type: ignore[arg-type]
    return Parsed(one.meaning)  # type: ignore[arg-type]


def pause(one: Message) -> Pause | None:
    if one.meaning not in {"pause", "sick", "away"}:
        return None
    value = one.value or {}
    return Pause(value.get("days"), WEEKDAYS.get(value.get("weekday", "")))


def test_a_text_means_what_its_author_means() -> None:
    assert failing(TABLE, is_understood) == []


def is_understood(one: Message) -> None:
    found, expected = parse(one.text, one.after), meant(one)
    if expected.meaning == "appreciation" and found.meaning == "held":
        return  # its author is asked; test_parse_aims.py holds how many are
    assert (found.meaning, found.digit, found.command, found.pause, found.when) == (
        expected.meaning,
        expected.digit,
        expected.command,
        expected.pause,
        expected.when,
    )


def test_every_meaning_has_its_texts() -> None:
    known = {meant(one).meaning for one in TABLE}
    assert known | {"empty"} == set(get_args(Meaning))
    assert {one.meaning for one in TABLE} >= set(COMMANDS)
    assert len({one.text for one in TABLE}) > 600


@pytest.mark.parametrize(
    ("text", "doubtful", "danger"),
    [
        ("STOP", False, False),
        ("please stop texting me", False, False),
        ("I hate these stupid texts", True, False),
        ("stop for a week", True, False),
        ("\U0001f6d1", True, False),
        ("I'm scared. Stop texting me", False, True),
        ("he reads my phone please stop texting im scared", False, True),
    ],
)
def test_an_opt_out_says_whether_it_is_one_and_whether_somebody_is_afraid(
    text: str, doubtful: bool, danger: bool
) -> None:
    assert parse(text) == Parsed("stop", doubtful=doubtful, danger=danger)


def test_wanting_it_all_to_end_is_no_opt_out() -> None:
    for text in ("I want to end it", "i just want it all to stop", "going to end it all"):
        assert parse(text).meaning == "danger"
    assert parse("end it").meaning == "stop"


def test_a_frightened_thank_you_is_danger() -> None:
    assert parse("thanks for not yelling today, I wasn't scared for once").meaning == "danger"
    assert parse("She wasn't scared of the spider, my hero", "thanks").meaning == "appreciation"


def test_what_was_kept_is_taken_back_and_nobody_leaves() -> None:
    assert parse("cancel that", "kept").command == "undo"
    assert parse("delete it", "kept").command == "undo"
    assert parse("cancel", "kept").meaning == "stop"
    assert parse("cancel that").meaning == "stop"


def test_android_puts_invisible_signs_around_its_reactions() -> None:
    text = "\u200a\u200b\u2764\ufe0f\u200b to \u200a\u201cStop texting\u200a\u201d"
    assert parse(text).meaning == "held"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_picture_without_words_says_nothing(text: str) -> None:
    assert parse(text).meaning == "empty"


def test_lines_are_read_as_sentences() -> None:
    assert parse("Lovely evening\nplease stop texting me").meaning == "stop"
    assert parse("Lovely evening\nno more dishes in the sink", "thanks").meaning == "appreciation"


def test_what_quotes_us_and_the_phones_signature_are_not_read() -> None:
    assert parse("> After Bedtime: STOP ends it\nHe made soup", "thanks").meaning == "appreciation"
    assert parse("Thank you for the soup\nSent from my iPhone").meaning == "appreciation"
