"""Ours: the wiring of production on a table in memory. A tick, then batches of ten from the queue.

python -m benchmarks.peers.ours [email|sms]
"""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from benchmarks.counting_table import CountingTable, Counts
from benchmarks.evenings import items
from benchmarks.peers.measured import evenings
from benchmarks.pretend_deployment import ENV
from benchmarks.sinks import Sink
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.queue import SendQueue
from chalicelib.settings import Settings
from chalicelib.wiring import Wiring
from tests.fakes import FakeClock
from tests.world import START
from workbench.indexed_table import IndexedTable

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel

BATCH = 10  # messages that SQS hands to one invocation
PLENTY = 900.0  # seconds
A_SECOND = 1000.0  # messages: the account's pace puts nobody off, so that each is sent in one go
TEXTS = {
    "CHANNELS": "email,sms",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t",
    "TWILIO_SENDER": "+12025550100",
    "SERVICE_NAME": "After Bedtime",
    "SEGMENTS_A_SECOND": str(A_SECOND),
    "SEGMENTS_A_DAY": "1000000",
    "SEGMENTS_A_MONTH": "1000000",
}


class Sqs:
    """An SQS client that keeps bodies in order."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.calls = 0

    def send_message_batch(self, Entries: list[dict[str, str]], **_: Any) -> dict[str, Any]:  # noqa: N803 - SQS's name
        self.calls += 1
        self.bodies += [one["MessageBody"] for one in Entries]
        return {}

    def send_message(self, MessageBody: str, **_: Any) -> dict[str, Any]:  # noqa: N803 - SQS's name
        self.calls += 1
        self.bodies.append(MessageBody)
        return {}

    def batch(self) -> list[Arrived]:
        some, self.bodies = self.bodies[:BATCH], self.bodies[BATCH:]
        return [Arrived(str(number), body) for number, body in enumerate(some)]


class Evening(Wiring):
    """One process that ticks and sends; only table, queue, clock and sinks are exchanged."""

    def __init__(self, channel: Channel, *, counted: bool = False) -> None:
        super().__init__(Settings.from_env({**ENV, **(TEXTS if channel == "sms" else {})}))
        stored = IndexedTable(items(channel))
        vars(self).update(
            table=CountingTable(stored) if counted else stored,
            queue=SendQueue(lambda: self.sqs, self.settings.send_queue_url),
            senders={channel: self.sink},
            ses_rate=lambda: A_SECOND,
        )

    @cached_property
    def sink(self) -> Sink:
        return Sink()

    @cached_property
    def sqs(self) -> Sqs:
        return Sqs()

    @cached_property
    def clock(self) -> FakeClock:
        return FakeClock(START)

    def pass_one(self, now: datetime) -> int:
        """Returns how many went out."""
        self.clock.now, before = now, self.sink.taken
        self.tick(lambda: PLENTY)
        while batch := self.sqs.batch():
            if self.send(batch, lambda: PLENTY):
                raise AssertionError("a message failed")
        return self.sink.taken - before

    def counts(self) -> dict[str, float]:
        """What DynamoDB and SQS were asked since the last time."""
        table = cast("CountingTable", self.table)
        found, table.counts = table.counts, Counts()
        calls, self.sqs.calls = self.sqs.calls, 0
        each = {f"calls: {name}": float(count) for name, count in sorted(found.calls.items())}
        return {
            "table calls": float(found.calls.total()),
            **each,
            "read units": found.reads,
            "write units": float(found.writes),
            "queue calls": float(calls),
        }


def main() -> None:
    channel = cast("Channel", (sys.argv[1:] or ["email"])[0])
    counted = "--count" in sys.argv
    evening = Evening(channel, counted=counted)
    if counted:
        evenings(evening.pass_one, counts=evening.counts)
    else:
        evenings(evening.pass_one)


if __name__ == "__main__":
    main()
