"""Promise 6: nothing of anybody's is in a log, a metric, a queue or an error, whatever happens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

import app
from chalicelib import keys
from chalicelib.table import StoreUnavailable
from tests.observability.marked import MARKS, ledger, quoting
from tests.observability.overhearing import Overheard, overheard
from tests.observability.walk import goes_everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger("chalicelib.tests")
FUNCTIONS = {"api_handler", "tick", "plan", "inbound", "mail_in", "send", "ses_event"}


@pytest.fixture(scope="module")
def heard() -> Iterator[Overheard]:
    """Everything that can be asked of the app was asked, once."""
    with overheard() as everything:
        with everything.listening():
            goes_everywhere(everything)
        yield everything


def found_in(text: str, heard: Overheard) -> list[str]:
    """The marks in a text, of people and of what opens something of theirs."""
    return [mark for mark in (*MARKS, *heard.tokens()) if mark in text]


def test_the_story_comes_past_every_route_every_function_and_every_end(heard: Overheard) -> None:
    """Or what follows would prove less than it says."""
    lines = heard.lines()
    asked = {(one["route"], one["method"]) for one in lines if one["message"] == "asked"}
    assert asked >= {(path, method) for path, known in app.app.routes.items() for method in known}
    assert {one["function"] for one in lines} == FUNCTIONS
    assert {one.name for one in app.app.pure_lambda_functions} <= FUNCTIONS
    ends = {one.get("outcome") for one in lines}
    assert ends >= {"sent", "failed", "put_off", "in_doubt", "skipped", "expired", "repeated",
                    "dropped", "delivered", "undelivered", "complaints", "answered"}  # fmt: skip
    assert len(heard.tokens()) > 20
    assert heard.world.queue.buried
    assert len(heard.world.table.query(keys.ERASED)) == 2, "both have left in the end"


def test_nothing_of_theirs_is_in_what_is_logged_counted_queued_or_noted(heard: Overheard) -> None:
    queue, letters = heard.world.queue.ever, heard.world.queue.buried
    assert found_in(heard.said.getvalue(), heard) == []
    assert heard.printed.getvalue() == ""
    assert found_in("\n".join([*queue, *(reason for _, reason in letters)]), heard) == []
    assert found_in(ledger(heard.world), heard) == []


@pytest.mark.parametrize("error", [StoreUnavailable, RuntimeError])
def test_nor_is_it_when_nothing_works_and_every_error_quotes_them(
    heard: Overheard, error: type[Exception]
) -> None:
    """All that was asked is asked once more, of a table that says no in their own words."""
    before = len(heard.lines())
    heard.world.memory.broken = error(quoting())
    try:
        died = heard.again()
    finally:
        heard.world.memory.broken = None
    lines = heard.lines()[before:]
    assert {one["function"] for one in lines if "error" in one} >= {"api_handler", "send", "tick"}
    assert any(one.get("status") == 500 for one in lines)
    assert died
    assert heard.printed.getvalue() == ""
    assert found_in("\n".join([heard.said.getvalue(), *died]), heard) == []


def test_a_line_that_leaks_would_be_found(heard: Overheard) -> None:
    """Planted past the formatter, for through it nothing gets."""
    token = max(heard.tokens())
    assert found_in(f"asked for /link/{token}", heard) == [token]
    assert len(found_in(quoting(), heard)) > 5


def test_a_careless_line_says_nothing(heard: Overheard) -> None:
    before = len(heard.said.getvalue())
    logger.warning("welcome %s", quoting(), extra={"address": quoting(), "couple": {quoting(): 1}})
    logging.getLogger("urllib3").warning("retrying %s", quoting())
    logging.getLogger("somebody").error(quoting())
    said = heard.said.getvalue()[before:]
    assert said.count("\n") == 3
    assert found_in(said, heard) == []
