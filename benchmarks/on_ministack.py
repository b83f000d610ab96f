"""The same minute on MiniStack, with boto3: CPU of our own process only, nothing of the emulator.

Its index query is linear and it counts no units (docs/adr/0002), so this is no place for large
tables, and says nothing about DynamoDB. It says what talking to one costs us.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.many_couples import THE_MINUTE, items
from benchmarks.planning_service import PlanningService, scan
from chalicelib import keys
from chalicelib.delivery.queue import SendQueue
from chalicelib.dynamo import DynamoTable
from chalicelib.keys import utc_text
from chalicelib.table import Put
from tests.contracts.local_dynamo import create_table, local_dynamo
from workbench.aws import Aws
from workbench.emulator import PYTHON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.table import Item

BATCH = 25  # items that DynamoDB takes in one call
HOW_TO_GET_IT = "MiniStack is not installed: `make run` once makes .venv-aws."


def is_there() -> bool:
    return PYTHON.exists()


class OnMiniStack:
    """A table of so many couples on a running MiniStack, and a queue."""

    def __init__(self, dynamo: Any, size: int) -> None:
        self._dynamo = dynamo
        self._name = f"couples-{size}"
        self._table = DynamoTable(lambda: dynamo, self._name)
        create_table(dynamo, self._name)
        self._due = [
            item for item in self._put(items(size)) if item.get("due_at") == utc_text(THE_MINUTE)
        ]

    @cached_property
    def service(self) -> PlanningService:
        return PlanningService(self._table, self._queue)

    def restore(self) -> None:
        """Undo a tick."""
        for item in self._due:
            self._table.write(Put(item))

    def naive(self) -> None:
        scan(self._couples(), self._queue)

    @cached_property
    def _queue(self) -> SendQueue:
        sqs = Aws(self._dynamo.meta.endpoint_url).client("sqs")
        return SendQueue(lambda: sqs, sqs.create_queue(QueueName=self._name)["QueueUrl"])

    def _couples(self) -> Iterator[Item]:
        """The table's couples, read as a scan reads them: page by page, filtered on the server."""
        from boto3.dynamodb.types import TypeDeserializer

        plain = TypeDeserializer().deserialize
        request = {
            "TableName": self._name,
            "FilterExpression": "SK = :couple",
            "ExpressionAttributeValues": {":couple": {"S": keys.COUPLE}},
        }
        for page in self._dynamo.get_paginator("scan").paginate(**request):
            for item in page["Items"]:
                yield {name: plain(value) for name, value in item.items()}

    def _put(self, all_items: Iterator[Item]) -> Iterator[Item]:
        """Write items, and hand them on."""
        from boto3.dynamodb.types import TypeSerializer

        wire = TypeSerializer().serialize
        while some := list(islice(all_items, BATCH)):
            puts = [{"Item": {name: wire(part) for name, part in item.items()}} for item in some]
            requests = {self._name: [{"PutRequest": put} for put in puts]}
            answer = self._dynamo.batch_write_item(RequestItems=requests)
            if answer.get("UnprocessedItems"):
                raise AssertionError("MiniStack did not take everything")
            yield from some


@contextmanager
def ministack() -> Iterator[Any]:
    """A MiniStack of one's own, empty; yields its DynamoDB client."""
    with tempfile.TemporaryDirectory() as state, local_dynamo(Path(state)) as dynamo:
        yield dynamo
