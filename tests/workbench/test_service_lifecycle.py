"""Starting, stopping and killing the local service: real processes, real ports."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.local_service import LocalService, eventually, running, start, wait_until_ready
from workbench.aws import Aws
from workbench.ports import Ports, free_ports, is_free
from workbench.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.service

SAVED = 15.0  # seconds; the local AWS saves every ten


class Inside:
    """The local AWS of a running service, seen with an AWS client."""

    def __init__(self, service: LocalService) -> None:
        self.aws = Aws(service.ports.aws_url)
        self.at = Stack(self.aws).deployed()

    def write(self, pk: str) -> None:
        item = {"PK": {"S": pk}, "SK": {"S": "COUPLE"}}
        self.aws.client("dynamodb").put_item(TableName=self.at.table, Item=item)

    def queue_for_later(self, body: str) -> None:
        self.aws.client("sqs").send_message(
            QueueUrl=self.at.send_queue_url, MessageBody=body, DelaySeconds=900
        )

    def delayed(self) -> int:
        name = "ApproximateNumberOfMessagesDelayed"
        found = self.aws.client("sqs").get_queue_attributes(
            QueueUrl=self.at.send_queue_url, AttributeNames=[name]
        )
        return int(found["Attributes"][name])

    def wiring(self) -> dict[str, Any]:
        """What fires by itself: the rules, and the queues that feed functions."""
        rules = self.aws.client("events").list_rules()["Rules"]
        sources = self.aws.client("lambda").list_event_source_mappings()["EventSourceMappings"]
        return {
            "rules": [(rule["Name"], rule["ScheduleExpression"]) for rule in rules],
            "sources": sorted((s["EventSourceArn"], s["FunctionResponseTypes"]) for s in sources),
        }


QUEUES = 4  # that feed a function: send, plan, texts that wait, emails that came in


def test_ctrl_c_stops_all_and_a_second_run_finds_couples_queue_and_wiring(tmp_path: Path) -> None:
    yesterday = wait_until_ready(start(tmp_path))
    inside = Inside(yesterday)
    inside.write("COUPLE#1")
    inside.queue_for_later("a nudge for later")
    was, wired = inside.at, inside.wiring()
    assert len(wired["rules"]) == 1
    assert len(wired["sources"]) == QUEUES

    assert yesterday.stop(signal.SIGINT) == 0
    assert "Stopped." in yesterday.said()
    assert "Traceback" not in yesterday.said()
    ports = yesterday.ports
    assert all(is_free(port) for port in (ports.workbench, ports.pages, ports.aws))

    # On other ports: the stack learns its new addresses, and is not made anew.
    with running(tmp_path, Ports(ports.workbench + 3)) as today:
        inside = Inside(today)
        found = today.api("GET", "/api/table?pk=COUPLE%231")["items"]
        assert found == [{"PK": "COUPLE#1", "SK": "COUPLE"}]
        assert inside.delayed() == 1
        # API Gateway's own pages name the address, and MiniStack makes an API with new words anew.
        at = replace(inside.at, api_id=was.api_id)
        assert (at, inside.wiring()) == (was, wired)
        assert today.get("/health").status == 200


def test_kill_9_of_everything_loses_at_most_the_last_seconds(tmp_path: Path) -> None:
    service = wait_until_ready(start(tmp_path))
    Inside(service).write("COUPLE#killed")
    table = tmp_path / "aws" / "saves" / "newest" / "dynamodb.json"
    assert eventually(lambda: table.exists() and "COUPLE#killed" in table.read_text(), SAVED)
    service.kill()
    with running(tmp_path) as again:
        assert again.api("GET", "/api/table?pk=COUPLE%23killed")["items"]
        assert again.get("/health").status == 200


def test_kill_9_of_make_run_alone_loses_nothing_and_leaves_nothing_running(tmp_path: Path) -> None:
    service = wait_until_ready(start(tmp_path))
    Inside(service).write("COUPLE#orphan")
    service.process.send_signal(signal.SIGKILL)
    service.process.wait()
    # At once: the new run waits until the old one's local AWS has saved and gone.
    with running(tmp_path, service.ports) as again:
        assert again.api("GET", "/api/table?pk=COUPLE%23orphan")["items"]


def test_a_busy_port_is_named_and_another_one_suggested(
    service: LocalService, tmp_path: Path
) -> None:
    second = start(tmp_path, service.ports)
    assert second.process.wait(30) == 1
    said = second.said()
    assert f"port {service.ports.workbench} (the workbench)" in said
    assert "make run PORT=" in said
    assert "Traceback" not in said


def test_a_second_run_on_the_same_state_is_told_where_the_first_one_is(
    service: LocalService,
) -> None:
    second = start(service.state, free_ports())
    assert second.process.wait(30) == 1
    assert f"running already, with its state in {service.state}" in second.said()
    assert service.workbench in second.said()
