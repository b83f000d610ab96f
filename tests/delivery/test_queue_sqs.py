"""What goes to SQS: one message an errand, its delay in whole seconds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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

    refused: tuple[str, ...] = ()

    def send_message(self, **request: Any) -> None:
        self.requests.append(request)

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        self.requests.append(request)
        return {"Failed": [{"Id": one} for one in self.refused]} if self.refused else {}


OTHER = replace(SLOT, partner="b")


def test_a_notice_goes_at_once() -> None:
    sqs = Sqs()
    welcome = notice("COUPLE#1", "a", "welcome", "cause", START)
    SendQueue(lambda: sqs, URL).put_notice(welcome)
    (request,) = sqs.requests
    assert loads(request["MessageBody"]) == Job(welcome)
    assert (request["QueueUrl"], request["DelaySeconds"]) == (URL, 0)


def test_slots_go_together_in_one_call() -> None:
    sqs = Sqs()
    assert SendQueue(lambda: sqs, URL).put_slots([SLOT, OTHER]) == []
    (request,) = sqs.requests
    assert [loads(one["MessageBody"]) for one in request["Entries"]] == [Job(SLOT), Job(OTHER)]
    assert len({one["Id"] for one in request["Entries"]}) == 2


def test_what_sqs_did_not_take_of_them_is_said() -> None:
    sqs = Sqs(refused=("1",))
    assert SendQueue(lambda: sqs, URL).put_slots([SLOT, OTHER]) == [OTHER]


def test_a_copy_comes_later_and_knows_which_try_it_is() -> None:
    sqs = Sqs()
    SendQueue(lambda: sqs, URL).again(Job(SLOT, 4), timedelta(seconds=479.9), attempt=5)
    (request,) = sqs.requests
    assert loads(request["MessageBody"]) == Job(SLOT, 5)
    assert request["DelaySeconds"] == 479
