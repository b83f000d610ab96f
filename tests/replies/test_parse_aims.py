"""What may never go wrong, on every table, also where nobody tuned the parser to the text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from chalicelib.replies.parse import parse
from chalicelib.replies.reader import KINDS
from tests.replies.phones import Message, messages
from workbench.teach.texts import strangers as written_by_strangers

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.teach.texts import Text

TABLES = [
    "open",
    "known",
    "trials",
    *(f"../once_unseen/2026-11-22{number}" for number in ("", "-2", "-3", "-4")),
]
LEAVING = {"stop", "wrong_number"}
UNREAD = {"danger", "held"}


said = cache(messages)
understood = cache(parse)  # the same texts are asked about again and again


def found(one: Message) -> str:
    return understood(one.text, one.after).meaning


@pytest.mark.parametrize("table", TABLES)
def test_no_opt_out_is_missed(table: str) -> None:
    stops = [one for one in said(table) if one.meaning == "stop"]
    assert [one.text for one in stops if found(one) not in LEAVING] == []


@pytest.mark.parametrize("table", TABLES)
def test_nothing_hostile_frightened_or_misdirected_is_read_out(table: str) -> None:
    unread = [one for one in said(table) if one.meaning in UNREAD]
    assert [one.text for one in unread if found(one) == "appreciation"] == []


@pytest.mark.parametrize("table", TABLES)
def test_false_stops_stay_under_two_percent(table: str) -> None:
    others = [one for one in said(table) if one.meaning not in LEAVING]
    false = [one.text for one in others if found(one) in LEAVING]
    assert len(false) <= len(others) * 0.02, false


@pytest.mark.parametrize("table", TABLES)
def test_who_is_in_danger_is_answered_with_the_help_line(table: str) -> None:
    """Also where it came as an opt-out. What is only veiled may be held: it is not read out."""
    texts = [one for one in said(table) if one.meaning == "danger"]
    helped = [one for one in texts if found(one) == "danger" or parse(one.text).danger]
    assert len(helped) >= len(texts) * 0.9


def test_most_thank_yous_are_kept_without_asking() -> None:
    """The others cost their author a digit (keeping.py): 1 keeps it."""
    counts = Counter(found(one) for one in said("trials") if one.meaning == "appreciation")
    assert counts["appreciation"] >= counts.total() * 0.65
    assert set(counts) <= {"appreciation", "held"}


@pytest.mark.parametrize("table", TABLES)
def test_an_opt_out_counts_whatever_our_last_text_was(table: str) -> None:
    """handle.py acts on it before it reads anything."""
    for one in said(table):
        if one.meaning == "stop":
            assert understood(one.text, "meeting").meaning in LEAVING, one.text
            assert understood(one.text, "thanks").meaning in LEAVING, one.text


# The reader was taught with these; what it makes of texts that nobody taught it, measure.py says.
def strangers(*kinds: str) -> list[Text]:
    return [one for one in written_by_strangers() if one.kind in kinds]


def taken_for(kinds: Collection[str], *meanings: str) -> list[str]:
    texts = strangers(*kinds)
    return [one.text for one in texts if understood(one.text, "thanks").meaning in meanings]


def test_of_strangers_who_leave_hardly_one_is_missed() -> None:
    assert len(taken_for({"stop"}, *LEAVING)) >= len(strangers("stop")) * 0.99


def test_nothing_that_strangers_wrote_in_anger_fear_or_error_is_read_out() -> None:
    assert taken_for({"danger", "hostile", "misdirected", "automatic"}, "appreciation") == []


def test_of_strangers_who_stay_hardly_one_is_stopped() -> None:
    others = set(KINDS) - LEAVING
    assert len(taken_for(others, *LEAVING)) <= len(strangers(*others)) * 0.01
