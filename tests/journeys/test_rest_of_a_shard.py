"""The rest of a long shard goes on through the real queue, in the deployed function."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.dynamo import DynamoTable
from chalicelib.keys import utc_text
from chalicelib.scheduling.entries import due_entries
from chalicelib.scheduling.leases import Leases
from chalicelib.scheduling.plan import PAGE
from chalicelib.scheduling.rest import PlanQueue, Rest
from chalicelib.table import Put
from tests.local_service import eventually
from workbench.aws import Aws
from workbench.stack import Stack

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service

SHARD = "77"  # no tick reads it: what happens there, this message did
DONE_BY_THE_TICK = 2
PATIENCE = 60.0  # seconds


def entries(count: int, now: datetime) -> list[Put]:
    """Small nudges of so many couples, all due by now."""
    found = []
    for number in range(count):
        email = Contact("email", f"rest{number}@example.com")
        couple = Couple(f"rest{number:04d}", new_partner("Alex", "UTC", email))
        write = next(
            one
            for one in due_entries(couple, [], now - timedelta(days=9))
            if isinstance(one, Put) and one.item["SK"] == keys.due_sk("a", "small")
        )
        found.append(Put({**write.item, "due_shard": SHARD}))
    return found


def test_what_a_tick_had_no_time_for_is_planned_by_the_next_invocation(
    service: LocalService,
) -> None:
    aws = Aws(service.ports.aws_url)
    at = Stack(aws).deployed()
    table = DynamoTable(lambda: aws.client("dynamodb"), at.table)
    now = datetime.fromisoformat(service.api("GET", "/api/clock")["now"]).astimezone(UTC)
    for write in entries(DONE_BY_THE_TICK + PAGE + 1, now):
        table.write(write)
    holder = Leases(table, lambda: "the tick").take(SHARD, now)
    assert holder is not None
    until = utc_text(now)
    start = table.due(SHARD, until, DONE_BY_THE_TICK).more
    assert start is not None

    rest = Rest(SHARD, until, start, holder)
    PlanQueue(lambda: aws.client("sqs"), at.plan_queue_url).put_rest(rest)

    def lease_is_back() -> bool:
        return table.get(keys.lease_pk(SHARD), keys.LEASE, consistent=True) is None

    assert eventually(lease_is_back, PATIENCE)
    left = table.due(SHARD, until, PAGE)
    assert len(left.items) == DONE_BY_THE_TICK
