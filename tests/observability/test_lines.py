"""A line of the log: JSON with known fields, whatever somebody wants to put into it."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.edge import InvocationError, around, visit
from chalicelib.env_reader import SettingsError
from chalicelib.invocation import count, invoked
from chalicelib.logs import OneLine
from chalicelib.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "alex@example.com said something"


@pytest.fixture
def said() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that were logged since."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine("dev"))
    logger = logging.getLogger()
    logger.addHandler(handler)
    logging.getLogger("chalicelib").setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


logger = logging.getLogger("chalicelib.somewhere")


def test_it_has_the_names_that_lambdas_own_lines_have(said: Any) -> None:
    with invoked("send", "r-1"):
        logger.warning("it happened", extra={"couple": "c1", "ms": 3})
    (line,) = said()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo is not None
    assert line == {
        "level": "WARNING",
        "message": "it happened",
        "logger": "chalicelib.somewhere",
        "trace": "r-1",
        "function": "send",
        "requestId": "r-1",
        "couple": "c1",
        "ms": 3,
    }


def test_an_error_is_named_with_its_place_and_causes_and_not_in_its_own_words(said: Any) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        logger.exception("it failed")
    (line,) = said()
    assert line["error"].startswith("RuntimeError in test_an_error_")
    assert " < ValueError in " in line["error"]
    assert "test_lines.py:" in line["way"]
    assert SECRET not in json.dumps(line)


def test_numbers_may_stand_in_a_message_and_nothing_else(said: Any) -> None:
    logger.info("more than %d today", 20)
    logger.info("it was %s", SECRET)
    logger.info("it was %(who)s", {"who": SECRET})
    assert [one["message"] for one in said()] == [
        "more than 20 today", "it was %s", "it was %(who)s",
    ]  # fmt: skip


def test_a_field_that_is_not_listed_or_not_plain_is_not_said(said: Any) -> None:
    logger.info("it", extra={"address": SECRET, "couple": [SECRET], "reason": "x" * 500})
    (line,) = said()
    assert SECRET not in json.dumps(line)
    assert line["couple"] == "list"
    assert len(line["reason"]) == 200


def test_what_a_library_logs_is_a_place_to_look_at(said: Any) -> None:
    logging.getLogger("urllib3.connectionpool").warning("retrying %s", SECRET)
    (line,) = said()
    assert line["message"] == "a library logged something"
    assert line["logger"] == "urllib3.connectionpool"
    assert line["place"].startswith("test_lines.py:")


class AwsError(Exception):
    """As botocore's ClientError is: words that may quote, and a code from a list."""

    def __init__(self, code: str) -> None:
        super().__init__(SECRET)
        self.response = {"Error": {"Code": code, "Message": SECRET}}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (AwsError("AccessDeniedException"), "AwsError AccessDeniedException"),
        (AwsError(SECRET), "AwsError"),
        (SettingsError("set SECRET_KEY"), "SettingsError: set SECRET_KEY"),
        (KeyError(SECRET), "KeyError"),
    ],
)
def test_a_reason_has_what_is_ours_or_of_a_list(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


def test_lambda_is_told_of_a_failure_what_the_log_is_told(said: Any) -> None:
    """For it logs an error with all its words, and those of the errors behind it."""

    def broken(_: object) -> None:
        raise ValueError(SECRET)

    with pytest.raises(InvocationError, match=r"^ValueError in broken, ") as told:
        around(object(), broken)
    assert told.value.__suppress_context__
    assert [one["message"] for one in said()] == ["failed"]


def test_what_an_invocation_counted_is_told_at_its_end_even_if_it_failed(said: Any) -> None:
    def counts(_: object) -> None:
        count("sent", 2)
        raise ValueError

    with pytest.raises(InvocationError):
        around(object(), counts)
    assert said()[-1]["sent"] == 2
    assert said()[-1]["Stage"] == "dev"


class Request:
    """What Chalice makes of a request."""

    context = {"resourcePath": "/join/{token}", "httpMethod": "GET", "path": f"/api/join/{SECRET}"}  # noqa: RUF012


class Response:
    """And of its answer."""

    status_code = 200


def test_a_visit_is_the_route_and_never_the_address(said: Any) -> None:
    visit(Request(), lambda _: Response())
    (line,) = said()
    told = {name: line[name] for name in ("message", "route", "method", "status")}
    assert told == {"message": "asked", "route": "/join/{token}", "method": "GET", "status": 200}
    assert SECRET not in json.dumps(line)
