"""The send queue on SQS."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.delivery.jobs import Job, dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.model import Notice


class NoticeQueue(Protocol):
    """Where notices go."""

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None: ...


class Queue(NoticeQueue, Protocol):
    """The whole send queue."""

    def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]: ...
    def again(self, job: Job, delay: timedelta, *, attempt: int) -> None: ...
    def put_fallback(self, slot: Slot) -> None: ...
    def bury(self, body: str, reason: str) -> None: ...


@dataclass(frozen=True)
class SendQueue:
    """Puts jobs on the queue. `connect` makes the client, at the first one."""

    connect: Callable[[], Any]
    url: str
    dead_url: str = ""

    def put_slots(self, slots: Sequence[Slot]) -> list[Slot]:
        """At most ten, in one call. Returns those that SQS did not take."""
        bodies = [
            {"Id": str(number), "MessageBody": dumps(Job(slot))}
            for number, slot in enumerate(slots)
        ]
        answer = self._client.send_message_batch(QueueUrl=self.url, Entries=bodies)
        return [slots[int(one["Id"])] for one in answer.get("Failed", ())]

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None:
        """`not_before`: it waits its turn in the queue, however long that is."""
        self._put(Job(notice, not_before=not_before), timedelta(0))

    def again(self, job: Job, delay: timedelta, *, attempt: int) -> None:
        """A copy of a job that arrives after `delay` (whole seconds, at most 900)."""
        self._put(replace(job, attempt=attempt), delay)

    def put_fallback(self, slot: Slot) -> None:
        self._put(Job(slot, fallback=True), timedelta(0))

    def bury(self, body: str, reason: str) -> None:
        """Put a message that failed for good with the dead letters, and say why.

        SQS would move it by itself in the end, but without a reason.
        """
        self._client.send_message(
            QueueUrl=self.dead_url,
            MessageBody=body,
            MessageAttributes={"reason": {"DataType": "String", "StringValue": reason}},
        )

    @cached_property
    def _client(self) -> Any:
        return self.connect()

    def _put(self, job: Job, delay: timedelta) -> None:
        self._client.send_message(
            QueueUrl=self.url, MessageBody=dumps(job), DelaySeconds=int(delay.total_seconds())
        )
