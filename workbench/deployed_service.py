"""The service deployed on the local AWS, as the workbench sees it."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from workbench.plain_json import plain
from workbench.service import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import aiohttp

    from workbench.aws import Aws
    from workbench.stack import Deployed

SETTLE = 60.0  # seconds for the send queue to empty; a failed message would hide for longer
PUT_OFF = 4.0  # seconds: the first and the second try again fall within
DELAYED = "ApproximateNumberOfMessagesDelayed"
TICK = {  # as EventBridge sends it; planning takes the time from the clock, not from here
    "version": "0",
    "id": "00000000-0000-0000-0000-000000000000",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "1970-01-01T00:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail": {},
}


class DeployedService:
    """The service deployed on the local AWS."""

    def __init__(
        self,
        aws: Aws,
        deployed: Deployed,
        public_url: str,
        clock_file: Path,
        http: aiohttp.ClientSession,
    ) -> None:
        self.public_url = public_url
        self.clock_file = clock_file
        self._at = deployed
        self._http = http
        self._table = aws.client("dynamodb")
        self._queue = aws.client("sqs")
        self._topic = aws.client("sns")
        self._functions = aws.client("lambda")
        self._mails = aws.client("s3")

    async def items(self, pk: str) -> list[dict[str, Any]]:
        def query() -> list[dict[str, Any]]:
            pages = self._table.get_paginator("query").paginate(
                TableName=self._at.table,
                KeyConditionExpression="PK = :pk",
                ExpressionAttributeValues={":pk": {"S": pk}},
            )
            return [plain(item) for page in pages for item in page["Items"]]

        return await asyncio.to_thread(query)

    async def next_due(self) -> datetime | None:
        def query() -> list[str]:
            shards = keys.due_shards(self._shards())
            return [due for shard in shards for due in self._first_due(shard)]

        soonest = min(await asyncio.to_thread(query), default=None)
        return datetime.fromisoformat(soonest).astimezone(UTC) if soonest else None

    def _shards(self) -> int:
        key = {"PK": {"S": keys.CONTROL}, "SK": {"S": keys.SHARD_COUNTS}}
        item = self._table.get_item(TableName=self._at.table, Key=key).get("Item")
        return int(item["read"]["N"]) if item else keys.SHARDS

    def _first_due(self, shard: str) -> list[str]:
        page = self._table.query(
            TableName=self._at.table,
            IndexName=keys.DUE_INDEX,
            KeyConditionExpression="due_shard = :shard",
            ExpressionAttributeValues={":shard": {"S": shard}},
            Limit=1,
        )
        return [item["due_at"]["S"] for item in page["Items"]]

    async def tick(self) -> None:
        def invoke() -> tuple[bool, str]:
            answer = self._functions.invoke(
                FunctionName=self._at.functions["Tick"],
                InvocationType="RequestResponse",
                Payload=json.dumps(TICK),
            )
            return "FunctionError" in answer, answer["Payload"].read().decode()

        failed, said = await asyncio.to_thread(invoke)
        if failed:
            raise ServiceError(f"tick failed: {said}")

    async def settle(self) -> None:
        """Until the queue is empty; copies put off for long are left to their own time."""
        await self._emptied()
        patience = time.monotonic() + PUT_OFF
        while await asyncio.to_thread(self._count, [DELAYED]) and time.monotonic() < patience:
            await asyncio.sleep(0.1)
            await self._emptied()

    async def _emptied(self) -> None:
        deadline = time.monotonic() + SETTLE
        before, now = 1, await asyncio.to_thread(self._waiting)
        # Empty twice in a row: a message may be on its way from one count to the other.
        while before or now:
            if time.monotonic() > deadline:
                raise ServiceError(
                    f"The send queue still holds {now} messages after {SETTLE:.0f} s: "
                    "aws.log in the state folder says why."
                )
            await asyncio.sleep(0.02)
            before, now = now, await asyncio.to_thread(self._waiting)

    def _waiting(self) -> int:
        at_work = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        at = self._at
        others = (at.plan_queue_url, at.inbound_queue_url, at.mail_in_queue_url)
        return self._count(at_work) + sum(self._count(at_work, one) for one in others if one)

    def _count(self, counts: list[str], queue_url: str = "") -> int:
        found = self._queue.get_queue_attributes(
            QueueUrl=queue_url or self._at.send_queue_url, AttributeNames=counts
        )["Attributes"]
        return sum(int(found[name]) for name in counts)

    async def publish_ses_event(self, event: dict[str, Any]) -> None:
        await asyncio.to_thread(
            self._topic.publish,
            TopicArn=self._at.ses_events_topic,
            Subject="Amazon SES Email Event Notification",  # SES's own; without it, no handler
            Message=json.dumps(event),
            # SNS always hands Lambda a MessageAttributes; MiniStack only if there is one.
            MessageAttributes={"from": {"DataType": "String", "StringValue": "workbench"}},
        )

    async def receive_email(self, source: bytes, notification: dict[str, Any]) -> None:
        def receive() -> None:
            key = notification["receipt"]["action"]["objectKey"]
            self._mails.put_object(Bucket=self._at.mails_in, Key=key, Body=source)
            self._topic.publish(
                TopicArn=self._at.mail_arrived_topic,
                Subject="Amazon SES Email Receipt Notification",  # SES's own
                Message=json.dumps(notification),
            )

        await asyncio.to_thread(receive)

    async def post_form(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, str]:
        async with self._http.post(
            self.public_url + path, data=dict(form), headers=headers, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text()
