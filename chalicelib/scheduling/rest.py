"""What one tick could not finish goes on through a queue: a shard, from where it had got to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.invocation import trace
from chalicelib.schema import VERSION, V, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a shard. `start` is a place in the index: keys of a couple, nothing of theirs."""

    shard: str
    until: str  # entries due later than this are the next tick's
    start: Item
    holder: str  # of the shard's lease
    trace: str = field(default_factory=trace)  # that of the tick


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Somebody left, and not all of theirs is deleted yet."""

    couple: str
    partner: PartnerKey


def dumps(rest: Rest) -> str:
    body = asdict(rest)
    trace = body.pop("trace")  # goes beside the rest, where an older version does not look
    belongs = {"trace": trace} if trace else {}
    return json.dumps({V: VERSION, "rest": body, **belongs}, sort_keys=True)


def erasure_text(couple_id: str, partner: str) -> str:
    body = {"couple": couple_id, "partner": partner}
    return json.dumps({V: VERSION, "erasure": body}, sort_keys=True)


def loads(text: str) -> Rest | Unfinished:
    """Raises ValueError if it is not a message of ours, NewerSchemaError if it is of newer code."""
    message = json.loads(text)
    try:
        check(message)
        if "erasure" in message:
            return Unfinished(**message["erasure"])
        return Rest(**message["rest"], trace=message.get("trace", ""))
    except (KeyError, TypeError) as error:
        raise ValueError("not a message of the plan queue") from error


@dataclass(frozen=True)
class PlanQueue:
    """The plan queue on SQS. `connect` makes the client, at the first message."""

    connect: Callable[[], Any]
    url: str

    def put_rest(self, rest: Rest) -> None:
        self._client.send_message(QueueUrl=self.url, MessageBody=dumps(rest))

    def put_erasure(self, couple_id: str, partner: str) -> None:
        self._client.send_message(QueueUrl=self.url, MessageBody=erasure_text(couple_id, partner))

    @cached_property
    def _client(self) -> Any:
        return self.connect()
