"""A text that had to wait for the table goes through the real queue, to the deployed function."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import InboundQueue, dumps
from tests.journeys.post import arrives, text
from workbench.aws import Aws
from workbench.stack import Stack

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service


def test_it_is_kept_and_answered_once_the_queue_hands_it_on(service: LocalService) -> None:
    people = service.api("POST", "/api/sample", {})["people"]
    phone = next(one["phone"] for one in people if one["phone"])
    aws = Aws(service.ports.aws_url)
    now = datetime.fromisoformat(service.api("GET", "/api/clock")["now"]).astimezone(UTC)
    late = Inbound("SM" + "7" * 32, phone, "She made soup when I had the flu")

    queue = InboundQueue(lambda: aws.client("sqs"), Stack(aws).deployed().inbound_queue_url)
    queue.put(dumps(late, now))

    answer = arrives(service, phone, "1 tell")["text"]
    assert answer.endswith("0 undo")
    assert "1 tell" in text(service, phone, "2"), "the answer's digits do what they say"
