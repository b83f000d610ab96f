"""A process that sends as Lambda does: it takes batches from the real queue to the real handler.

It ends by itself when the queue is empty, or hides nothing any more.
"""

from __future__ import annotations

import os
from typing import Any

import boto3

import app

EMPTY = {
    "ApproximateNumberOfMessages": "0",
    "ApproximateNumberOfMessagesNotVisible": "0",
    "ApproximateNumberOfMessagesDelayed": "0",
}


class Context:
    """What Lambda says of an invocation, as far as the handler asks."""

    def get_remaining_time_in_millis(self) -> int:
        return 120_000


def main() -> None:
    sqs, url = boto3.client("sqs"), os.environ["SEND_QUEUE_URL"]
    while True:
        batch = sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=10,
            WaitTimeSeconds=1,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        ).get("Messages", [])
        if batch:
            handle(sqs, url, batch)
        elif sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[*EMPTY])["Attributes"] == EMPTY:
            return


def handle(sqs: Any, url: str, batch: list[dict[str, Any]]) -> None:
    """What the event source does: what did not fail is deleted, what failed comes again."""
    answer = app.send({"Records": [record(one) for one in batch]}, Context())
    failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
    done = [
        {"Id": one["MessageId"], "ReceiptHandle": one["ReceiptHandle"]}
        for one in batch
        if one["MessageId"] not in failed
    ]
    if done:
        sqs.delete_message_batch(QueueUrl=url, Entries=done)


def record(message: dict[str, Any]) -> dict[str, Any]:
    """A message as the Lambda service hands it on."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "eventSource": "aws:sqs",
    }


if __name__ == "__main__":
    main()
