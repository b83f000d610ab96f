"""The same for the providers: what they say, and whether they took the message all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.simulate_faults.world.places import (
    DIES_AFTER,
    DIES_BEFORE,
    ELSEWHERE,
    STALLS,
    Place,
    aws_error,
    no_answer,
    not_connected,
)

if TYPE_CHECKING:
    from workbench.simulate_faults.world.places import Failure

SES = Place(
    "SES",
    {
        DIES_BEFORE: 0.003,
        DIES_AFTER: 0.008,
        STALLS: 0.008,
        "too many": 0.02,
        "not connected": 0.006,
        "rejected": 0.004,
        "5xx, not taken": 0.005,
        "silent, not taken": 0.005,
        "5xx, taken": 0.006,
        "silent, taken": 0.006,
    },
    refusals={
        "too many": lambda: aws_error("TooManyRequestsException", 429),
        "not connected": not_connected,
        "rejected": lambda: aws_error("MessageRejected", 400),
        "5xx, not taken": lambda: aws_error("InternalFailure", 500),
        "silent, not taken": no_answer,
    },
    losses={
        "5xx, taken": lambda: aws_error("InternalFailure", 500),
        "silent, taken": no_answer,
    },
)


def _twilio(status: int, code: int | None = None) -> Failure:
    def failure() -> Exception:
        from twilio.base.exceptions import TwilioRestException

        error: Exception = TwilioRestException(status, ELSEWHERE, "simulated", code)
        return error

    return failure


def _requests(name: str) -> Failure:
    def failure() -> Exception:
        from requests import exceptions

        error: Exception = getattr(exceptions, name)("simulated")
        return error

    return failure


TWILIO = Place(
    "Twilio",
    {
        DIES_BEFORE: 0.003,
        DIES_AFTER: 0.008,
        STALLS: 0.008,
        "too many": 0.02,
        "not connected": 0.006,
        "opted out": 0.002,
        "unknown number": 0.002,
        "filtered": 0.003,
        "5xx, not taken": 0.005,
        "silent, not taken": 0.005,
        "5xx, taken": 0.006,
        "silent, taken": 0.006,
    },
    refusals={
        "too many": _twilio(429, 20429),
        "not connected": _requests("ConnectTimeout"),
        "opted out": _twilio(400, 21610),
        "unknown number": _twilio(400, 30005),
        "filtered": _twilio(400, 30007),
        "5xx, not taken": _twilio(503),
        "silent, not taken": _requests("ReadTimeout"),
    },
    losses={
        "5xx, taken": _twilio(500),
        "silent, taken": _requests("ReadTimeout"),
    },
)
