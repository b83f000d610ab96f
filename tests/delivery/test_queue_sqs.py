"""What goes to SQS: one message an errand, its delay in whole seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalicelib.delivery.jobs import Job, loads
from chalicelib.delivery.notices import notice
from chalicelib.delivery.queue import SendQueue
from tests.delivery.evenings import SLOT
from tests.world import START

URL = "https://sqs.example/send"


@dataclass
class Sqs:
    """Keeps what was sent to it."""

    requests: list[dict[str, Any]] = field(default_factory=list)

    def send_message(self, **request: Any) -> None:
        self.requests.append(request)


def test_slots_and_notices_go_at_once() -> None:
    sqs = Sqs()
    queue = SendQueue(lambda: sqs, URL)
    welcome = notice("COUPLE#1", "a", "welcome", "cause", START)
    queue.put_slots([SLOT, SLOT])
    queue.put_notice(welcome)
    assert [loads(one["MessageBody"]) for one in sqs.requests] == [
        Job(SLOT),
        Job(SLOT),
        Job(welcome),
    ]
    assert {(one["QueueUrl"], one["DelaySeconds"]) for one in sqs.requests} == {(URL, 0)}


def test_a_copy_comes_later_and_knows_which_try_it_is() -> None:
    sqs = Sqs()
    SendQueue(lambda: sqs, URL).again(Job(SLOT, 4), timedelta(seconds=479.9), attempt=5)
    (request,) = sqs.requests
    assert loads(request["MessageBody"]) == Job(SLOT, 5)
    assert request["DelaySeconds"] == 479
