"""On the local AWS: what the functions logged from a visit to its receipt, and that it is all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.post import link_to, text
from tests.local_service import eventually
from tests.pages.stories import asked
from workbench.aws import Aws

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.long]

NAME, PHONE = "Zebedeequark", "+12025550179"
WORDS = "velvet marmalade lantern"
MARKS = ("ebedee", "2025550179", "velvet", "marmalade", "lantern")
SECONDS = 20.0


class Logs:
    """Everything that the functions of the stack have logged."""

    def __init__(self, service: LocalService) -> None:
        self.client = Aws(service.ports.aws_url).client("logs")

    def text(self) -> str:
        found = self.client.describe_log_groups(logGroupNamePrefix="/after-bedtime/local/")
        groups = [one["logGroupName"] for one in found["logGroups"]]
        return "\n".join(line for name in groups for line in self._of(name))

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(one) for one in self.text().splitlines() if one.startswith("{")]

    def ends(self, trace: str) -> set[str]:
        """What became of what began with this."""
        return {one["outcome"] for one in self.lines()
                if one.get("trace") == trace and "outcome" in one}  # fmt: skip

    def _of(self, group: str) -> list[str]:
        pages = self.client.get_paginator("filter_log_events").paginate(logGroupName=group)
        return [event["message"] for page in pages for event in page["events"]]


def test_a_visits_id_leads_to_its_receipt_and_nothing_of_theirs_is_logged(
    service: LocalService,
) -> None:
    logs = Logs(service)
    service.post("/signup", asked(PHONE, NAME))
    link = link_to(service, PHONE, "confirm")
    assert service.post(link, {}).status == 303
    text(service, PHONE, WORDS)
    service.post("/webhooks/twilio/inbound", {"Body": WORDS, "From": PHONE})

    visit = [one for one in logs.lines() if one.get("route") == "/signup"][-1]
    assert eventually(lambda: logs.ends(visit["trace"]) >= {"sent", "delivered"}, SECONDS)
    said = logs.text() + service.said()
    token = link.rpartition("/")[2]
    assert [mark for mark in (*MARKS, token) if mark in said] == []
    called = [one for one in logs.lines() if "webhooks" in one.get("route", "")]
    assert {one["status"] for one in called} >= {200, 403}
