"""SQS, as boto3's client shows it: it takes messages, some of them, twice, or says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.simulate_faults.world.places import IN_PART, QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.queues import Grave, Queue


@dataclass(frozen=True, slots=True)
class SqsClient:
    """What SendQueue and PlanQueue ask of boto3's client."""

    border: Border
    queues: dict[str, Queue | Grave]  # by URL

    def send_message(self, **request: Any) -> dict[str, Any]:
        queue, body = self.queues[request["QueueUrl"]], request["MessageBody"]
        delay = float(request.get("DelaySeconds", 0))

        def put() -> dict[str, Any]:
            queue.send(body, delay)
            return {}

        return self.border.call(QUEUE, ("queue", queue.name(body), f"in {delay:.0f} s"), put)

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        queue, entries = self.queues[request["QueueUrl"]], request["Entries"]

        def put(refused: Sequence[str] = ()) -> dict[str, Any]:
            for one in entries:
                if one["Id"] not in refused:
                    queue.send(one["MessageBody"], 0)
            return {"Failed": [{"Id": which} for which in refused]}

        def in_part(fault: str, bits: int) -> Callable[[], dict[str, Any]] | None:
            if fault != IN_PART:
                return None
            some = [one["Id"] for place, one in enumerate(entries) if bits >> place + 13 & 1]
            return partial(put, some or [entries[0]["Id"]])

        names = [queue.name(one["MessageBody"]) for one in entries]
        return self.border.call(QUEUE, ("queue", *names), put, in_part)
