"""What may go wrong at each kind of boundary, how often, and how it looks from our side.

`refusals` happen instead of what was asked for, `losses` after it: the answer does not say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from chalicelib.table import Conflict, StoreUnavailable, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Failure = Callable[[], Exception]

DIES_BEFORE, DIES_AFTER = "dies before", "dies after"
STALLS = "stalls"
TWICE = "tried twice"  # botocore got no answer and asked again
STALE = "stale"
IN_PART = "taken in part"
ANSWER_LOST = "answer lost"
BUSY = "busy"
ELSEWHERE = "https://nowhere.invalid"


@dataclass(frozen=True)
class Place:
    """One kind of boundary. `rates` say how often each kind of fault strikes a call."""

    name: str
    rates: Mapping[str, float]
    refusals: Mapping[str, Failure] = field(default_factory=dict)
    losses: Mapping[str, Failure] = field(default_factory=dict)


def aws_error(code: str, status: int) -> ClientError:
    metadata: Any = {"HTTPStatusCode": status}
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": metadata}, "Simulated")


def not_connected() -> Exception:
    error: Exception = EndpointConnectionError(endpoint_url=ELSEWHERE)
    return error


def no_answer() -> Exception:
    error: Exception = ReadTimeoutError(endpoint_url=ELSEWHERE)
    return error


SLOW_DOWN: Mapping[str, Failure] = {
    "throttled": lambda: Throttled("simulated"),
    "unavailable": lambda: StoreUnavailable("simulated"),
}

READ = Place(
    "read",
    {DIES_BEFORE: 0.0008, STALLS: 0.0015, "throttled": 0.001, "unavailable": 0.001},
    refusals=SLOW_DOWN,
)
# Reads that need not be consistent may be seconds old.
OLD_READ = Place("old read", {**READ.rates, STALE: 0.08}, refusals=SLOW_DOWN)
_WRITES = {
    DIES_BEFORE: 0.001,
    DIES_AFTER: 0.003,
    STALLS: 0.002,
    "throttled": 0.0015,
    "unavailable": 0.001,
    TWICE: 0.004,
    ANSWER_LOST: 0.003,
}
_LOST: Mapping[str, Failure] = {ANSWER_LOST: lambda: StoreUnavailable("simulated")}
WRITE = Place("write", _WRITES, refusals=SLOW_DOWN, losses=_LOST)
# DynamoDB's TransactionConflict: for transactions, and for writes to what stands in transactions.
_BUSY: Mapping[str, Failure] = {**SLOW_DOWN, BUSY: Conflict}
SHARED_WRITE = Place("shared write", {**_WRITES, BUSY: 0.004}, refusals=_BUSY, losses=_LOST)
TRANSACTION = Place("transaction", {**_WRITES, BUSY: 0.01}, refusals=_BUSY, losses=_LOST)
QUEUE = Place(
    "queue",
    {
        DIES_BEFORE: 0.001,
        DIES_AFTER: 0.005,
        STALLS: 0.002,
        "refused": 0.004,
        TWICE: 0.004,
        ANSWER_LOST: 0.004,
        IN_PART: 0.006,
    },
    refusals={"refused": lambda: aws_error("ServiceUnavailable", 503)},
    losses={ANSWER_LOST: no_answer},
)
