"""SQS in memory, as far as dead letters need it. Its time is moved by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from time import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

DEAD, SEND = "https://sqs.example/send-dead", "https://sqs.example/send"
NOT_THERE = {"Code": "ReceiptHandleIsInvalid", "SenderFault": True, "Message": "not there"}


@dataclass
class Waiting:
    """One message in a queue. Each receipt of it has a handle of its own; the last one counts."""

    id: str
    body: str
    attributes: dict[str, Any]
    sent_at: float  # seconds
    visible_at: float = 0.0
    handle: str = ""


@dataclass
class PretendSqs:
    """The client. `before` is called before each call, with its name: it may raise."""

    seconds: float = field(default_factory=time)
    before: Callable[[str], object] = lambda _: None
    misses: int = 0  # so many receives see nothing, as SQS says that they may
    refuses: set[str] = field(default_factory=set)  # bodies that it does not take
    queues: dict[str, list[Waiting]] = field(default_factory=lambda: defaultdict(list))
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def send_message(self, **asked: Any) -> dict[str, Any]:
        self.before("send_message")
        return {"MessageId": self._put(asked["QueueUrl"], asked)}

    def send_message_batch(self, **asked: Any) -> dict[str, Any]:
        self.before("send_message_batch")
        taken = [one for one in asked["Entries"] if one["MessageBody"] not in self.refuses]
        for one in taken:
            self._put(asked["QueueUrl"], one)
        return _answer(asked["Entries"], {one["Id"] for one in taken})

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        self.before("receive_message")
        if self.misses:
            self.misses -= 1
            return {}
        visible = [one for one in self.queues[asked["QueueUrl"]] if self._visible(one)]
        visible.sort(key=lambda one: one.visible_at)
        taken = visible[: asked["MaxNumberOfMessages"]]
        for one in taken:
            one.handle = f"handle {next(self._numbers)}"
            one.visible_at = self.seconds + asked["VisibilityTimeout"]
        return {"Messages": [_shown(one) for one in taken]} if taken else {}

    def delete_message_batch(self, **asked: Any) -> dict[str, Any]:
        self.before("delete_message_batch")
        found = self._found(asked)
        gone = list(found.values())
        queue = self.queues[asked["QueueUrl"]]
        queue[:] = [one for one in queue if one not in gone]
        return _answer(asked["Entries"], set(found))

    def change_message_visibility_batch(self, **asked: Any) -> dict[str, Any]:
        self.before("change_message_visibility_batch")
        found = self._found(asked)
        for entry in asked["Entries"]:
            if entry["Id"] in found:
                found[entry["Id"]].visible_at = self.seconds + entry["VisibilityTimeout"]
        return _answer(asked["Entries"], set(found))

    def get_queue_attributes(self, **asked: Any) -> dict[str, Any]:
        self.before("get_queue_attributes")
        queue = self.queues[asked["QueueUrl"]]
        visible = sum(map(self._visible, queue))
        counts = {
            "ApproximateNumberOfMessages": str(visible),
            "ApproximateNumberOfMessagesNotVisible": str(len(queue) - visible),
        }
        return {"Attributes": {name: counts[name] for name in asked["AttributeNames"]}}

    def _visible(self, one: Waiting) -> bool:
        return one.visible_at <= self.seconds

    def _put(self, url: str, asked: dict[str, Any]) -> str:
        number = f"{next(self._numbers):08x}-0000"
        attributes = asked.get("MessageAttributes", {})
        self.queues[url].append(Waiting(number, asked["MessageBody"], attributes, self.seconds))
        return number

    def _found(self, asked: dict[str, Any]) -> dict[str, Waiting]:
        """The messages that a batch names by their handles, by the ids of its entries."""
        entries = {one["ReceiptHandle"]: one["Id"] for one in asked["Entries"]}
        queue = self.queues[asked["QueueUrl"]]
        return {entries[one.handle]: one for one in queue if one.handle in entries}


def _shown(one: Waiting) -> dict[str, Any]:
    shown = {"MessageId": one.id, "ReceiptHandle": one.handle, "Body": one.body}
    attributes = {"MessageAttributes": one.attributes} if one.attributes else {}
    return {**shown, **attributes, "Attributes": {"SentTimestamp": str(int(one.sent_at * 1000))}}


def _answer(entries: list[dict[str, Any]], done: set[str]) -> dict[str, Any]:
    answer: dict[str, Any] = {"Successful": [{"Id": one} for one in done]}
    failed = [{"Id": one["Id"], **NOT_THERE} for one in entries if one["Id"] not in done]
    return {**answer, "Failed": failed} if failed else answer
