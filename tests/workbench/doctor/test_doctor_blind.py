"""What the doctor may not, or cannot, see: a finding that says so, and never a traceback."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import EndpointConnectionError, NoCredentialsError
from dns.resolver import NoNameservers
from requests.exceptions import ConnectTimeout

from tests.workbench.doctor.ill import aws
from tests.workbench.doctor.pretend_aws import PretendAws
from tests.workbench.doctor.world import World, well
from workbench.doctor.catalogue import early, every
from workbench.doctor.examine import examine
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.doctor.check import Check
    from workbench.doctor.findings import Finding

NO_SERVER = NoNameservers()  # type: ignore[no-untyped-call]  # dnspython's own
DOCUMENT = ROOT / "docs" / "doctor.md"
OPERATIONS = sorted(
    (service, operation)
    for service, operations in well().said["aws"].items()
    for operation in operations
)


def found(world: World, checks: Sequence[Check]) -> dict[str, Finding]:
    return {one.name: one for one in examine(world.patient(), checks)}


@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
def test_a_refusal_names_the_permission_and_hides_nothing_else(
    service: str, operation: str
) -> None:
    message = (
        f"User: arn:aws:iam::1:user/o is not authorized to perform: {service}:{operation} "
        "on resource: * because no identity-based policy allows it"
    )
    denied = {"error": "AccessDeniedException", "message": message}
    all_of_them = found(well().but(aws(service, operation, to=denied)), every())

    assert all_of_them.keys() == {one.name for one in every()}
    blind = [one for one in all_of_them.values() if one.state == "fail"]
    assert blind
    for one in blind:
        assert one.do == f"Ask for the permission {service}:{operation}."


def test_the_world_has_no_answer_that_nobody_asks_for() -> None:
    patient = well().patient()
    list(examine(patient, every()))
    assert isinstance(patient.aws, PretendAws)
    assert set(patient.aws.asked) == {":".join(one) for one in OPERATIONS}


def test_the_document_lists_the_permissions_that_it_needs_and_no_others() -> None:
    listed = re.findall(r"\b[a-z]+:[A-Z]\w+", DOCUMENT.read_text().partition("## What it needs")[2])
    needed = {f"{service.replace('sesv2', 'ses')}:{name}" for service, name in OPERATIONS}
    assert set(listed) - {"kms:Decrypt"} == needed


def test_before_there_is_a_stack_nothing_of_it_is_asked_for() -> None:
    patient = well().patient()
    assert {one.state for one in examine(patient, early())} == {"ok", "skipped"}
    assert isinstance(patient.aws, PretendAws)
    services = {asked.partition(":")[0] for asked in patient.aws.asked}
    assert services == {"sts", "lambda", "sesv2", "ssm"}


@pytest.mark.parametrize(
    "error", [NoCredentialsError(), EndpointConnectionError(endpoint_url="https://sts")], ids=repr
)
def test_without_aws_one_finding_says_so_and_the_rest_waits_for_it(error: Exception) -> None:
    patient = replace(well().patient(), aws=lambda _: _Silent(error), token="given")
    all_of_them = {one.name: one for one in examine(patient, every())}
    cannot = [one for one in all_of_them.values() if one.state == "fail"]
    assert [one.name for one in cannot] == ["account: credentials"]
    assert "AWS_PROFILE" in cannot[0].do
    assert all_of_them["table: TTL"].state == "skipped"
    assert all_of_them["twilio: number"].state == "ok"


class _Silent:
    """Whatever it is asked, it has no answer but this error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        def asked(*_: object) -> None:
            raise self.error

        return asked


@pytest.mark.parametrize(
    ("what", "error", "names", "words"),
    [
        ("dns", NO_SERVER, ["dns: SPF", "answers: MX record"], "DNS"),
        ("web", ConnectTimeout(), ["website: answers"], "no answer"),
        ("dns", KeyError("a bug"), ["dns: DMARC"], "KeyError in test_doctor_blind.py"),
    ],
)
def test_silence_and_our_own_bugs_are_findings_of_the_checks_that_met_them(
    what: str, error: Exception, names: list[str], words: str
) -> None:
    silent: dict[str, Any] = {what: _Silent(error)}
    patient = replace(well().patient(), **silent)
    all_of_them = {one.name: one for one in examine(patient, every())}
    for name in names:
        assert (all_of_them[name].state, words in all_of_them[name].says) == ("fail", True)
    assert all_of_them["alarms: quiet"].state == "ok"
