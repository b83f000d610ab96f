"""The doctor beside the running service: it finds it well, and sees what somebody breaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.workbench.doctor.test_doctor_checks import needed_for
from workbench.aws import Aws
from workbench.doctor.command import doctor
from workbench.doctor.examine import examine
from workbench.doctor.reach import reach
from workbench.stages.settings import load

if TYPE_CHECKING:
    from tests.local_service import LocalService
    from workbench.doctor.patient import Patient

pytestmark = pytest.mark.service

# Other tests, which share the service, may leave letters, a hold or a moved clock behind.
WELL = ("settings", "account", "stack", "table", "queues", "website", "ses", "alarms: there")
LEFT_BEHIND = {"queues: dead letters", "queues: backlog"}


def state(patient: Patient, name: str) -> tuple[str, str]:
    last = list(examine(patient, needed_for(name)))[-1]
    return last.state, last.says


def test_the_local_service_is_well_and_what_is_not_there_is_skipped_with_a_reason(
    service: LocalService,
) -> None:
    result = CliRunner().invoke(doctor, ["--port", str(service.ports.workbench), "--json"])
    found: dict[str, dict[str, Any]] = {
        one["name"]: one for one in json.loads(result.stdout)["findings"]
    }
    ours = [one for name, one in found.items() if name.startswith(WELL) and name not in LEFT_BEHIND]
    assert [one for one in ours if one["state"] not in {"ok", "skipped"}] == []
    seen = {one["name"] for one in ours if one["state"] == "ok"}
    assert {"settings: complete", "table: index", "queues: dead-letter queues"} <= seen
    assert {"queues: readers", "website: headers", "website: webhook", "alarms: there"} <= seen
    assert found["service: ticking"]["state"] in {"ok", "waiting"}
    assert all(one["says"] for one in found.values() if one["state"] == "skipped")
    assert {found[name]["state"] for name in found if name.startswith("twilio")} == {"skipped"}


def test_what_somebody_changes_by_hand_turns_into_a_failure_and_back(
    service: LocalService,
) -> None:
    patient = reach(load("local"), service.ports.workbench)
    assert patient.command("resume").endswith(f"--port {service.ports.workbench}")
    sqs = Aws(service.ports.aws_url).client("sqs")
    url = sqs.get_queue_url(QueueName="after-bedtime-local-inbound")["QueueUrl"]
    kept = ("RedrivePolicy", "VisibilityTimeout")
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(kept))["Attributes"]
    sqs.set_queue_attributes(
        QueueUrl=url, Attributes={"RedrivePolicy": "", "VisibilityTimeout": "30"}
    )
    try:
        redrive = state(patient, "queues: dead-letter queues")
        patience = state(patient, "queues: patience")
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={name: found[name] for name in kept})
    assert redrive == ("fail", "inbound hands nothing to inbound-dead.")
    assert patience[0] == "fail"
    assert "inbound (30 s" in patience[1]
    assert state(patient, "queues: dead-letter queues")[0] == "ok"
    assert state(patient, "queues: patience")[0] == "ok"
