"""Five hundred couples whose slots are due in the same minute, on a real table and a real queue."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.contracts.local_dynamo import create_table, local_dynamo
from tests.workbench.running import ACCOUNT, TOKEN
from tests.world import ENV, World
from workbench.aws import NO_ACCOUNT, Aws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chalicelib.table import Item

COUPLES = 500
TABLE = "rush"
HIDDEN_FOR = 4  # seconds: then what a killed worker had in its hands comes again


@dataclass(frozen=True)
class Rush:
    """Everything is planned and queued, and nothing sent."""

    dynamo: Any
    queue_url: str
    due_at: datetime
    numbers: dict[str, str]  # the phone of each couple, by its partition

    def deliveries(self) -> list[Item]:
        """The whole ledger."""
        pages = self.dynamo.get_paginator("scan").paginate(TableName=TABLE, ConsistentRead=True)
        read = TypeDeserializer().deserialize
        items = [{k: read(v) for k, v in one.items()} for page in pages for one in page["Items"]]
        return [one for one in items if one["SK"].startswith(keys.DELIVERY)]

    def environment(self, clock: Path, public_url: str, twilio_url: str) -> dict[str, str]:
        """What a worker sees. By its clock the slots are due now."""
        clock.write_text(str((self.due_at - datetime.now(UTC)).total_seconds()))
        return {
            **ENV,
            **NO_ACCOUNT,
            "AWS_ENDPOINT_URL": self.dynamo.meta.endpoint_url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "TABLE_NAME": TABLE,
            "SEND_QUEUE_URL": self.queue_url,
            "PUBLIC_URL": public_url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_URL": twilio_url,
            "SEGMENTS_A_SECOND": "1000",
            "CLOCK_FILE": str(clock),
        }


@contextmanager
def rush(state: Path) -> Iterator[Rush]:
    """Plan on the table in memory, which is fast, and put all of it on the real one."""
    world = World()
    couples = [world.couple(Contact("sms", f"+1202555{n:04}")) for n in range(COUPLES)]
    due_at = world.next_due()
    assert due_at is not None
    world.clock.now = due_at
    assert world.tick().queued == COUPLES
    phones = (one.a.contacts[0].address for one in couples)
    numbers = dict(zip((keys.couple_pk(one.id) for one in couples), phones, strict=True))
    with local_dynamo(state) as dynamo:
        create_table(dynamo, TABLE)
        _fill(dynamo, list(world.memory.items.values()))
        sqs = Aws(dynamo.meta.endpoint_url).client("sqs")
        yield Rush(dynamo, _queued(sqs, world.queue.take()), due_at, numbers)


def _fill(dynamo: Any, items: list[Item]) -> None:
    write = TypeSerializer().serialize
    puts = [{"PutRequest": {"Item": {k: write(v) for k, v in one.items()}}} for one in items]
    for first in range(0, len(puts), 25):
        answer = dynamo.batch_write_item(RequestItems={TABLE: puts[first : first + 25]})
        assert not answer["UnprocessedItems"]


def _queued(sqs: Any, bodies: list[str]) -> str:
    """A queue with these messages. Returns its address."""
    attributes = {"VisibilityTimeout": str(HIDDEN_FOR)}
    url: str = sqs.create_queue(QueueName="rush", Attributes=attributes)["QueueUrl"]
    entries = [{"Id": str(n), "MessageBody": body} for n, body in enumerate(bodies)]
    for first in range(0, len(entries), 10):
        answer = sqs.send_message_batch(QueueUrl=url, Entries=entries[first : first + 10])
        assert not answer.get("Failed")
    return url
