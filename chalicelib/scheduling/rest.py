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

    from chalicelib.table import Item


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a shard. `start` is a place in the index: keys of a couple, nothing of theirs."""

    shard: str
    until: str  # entries due later than this are the next tick's
    start: Item
    holder: str  # of the shard's lease
    trace: str = field(default_factory=trace)  # that of the tick


def dumps(rest: Rest) -> str:
    body = asdict(rest)
    trace = body.pop("trace")  # goes beside the rest, where an older version does not look
    belongs = {"trace": trace} if trace else {}
    return json.dumps({V: VERSION, "rest": body, **belongs}, sort_keys=True)


def loads(text: str) -> Rest:
    """Raises ValueError if it is not a message of ours, NewerSchemaError if it is of newer code."""
    try:
        message = json.loads(text)
        check(message)
        return Rest(**message["rest"], trace=message.get("trace", ""))
    except (KeyError, TypeError) as error:
        raise ValueError("not a message of the plan queue") from error


@dataclass(frozen=True)
class PlanQueue:
    """The plan queue on SQS. `connect` makes the boto3 client, at the first message."""

    connect: Callable[[], Any]
    url: str

    def put_rest(self, rest: Rest) -> None:
        self._client.send_message(QueueUrl=self.url, MessageBody=dumps(rest))

    @cached_property
    def _client(self) -> Any:
        return self.connect()
