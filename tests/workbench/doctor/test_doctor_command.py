"""The command: a table or a document, an exit code, and what `deploy` asks before it begins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from tests.workbench.doctor.ill import aws, told
from tests.workbench.doctor.world import GONE, World, well
from workbench.doctor import command, reach
from workbench.doctor.catalogue import every
from workbench.doctor.command import before_deploy, doctor
from workbench.doctor.examine import examine
from workbench.doctor.report import as_table
from workbench.operating.columns import WIDTH
from workbench.stages.settings import load

if TYPE_CHECKING:
    from pathlib import Path

TTL = ("dynamodb", "DescribeTimeToLive", "TimeToLiveDescription", "TimeToLiveStatus")
PENDING = aws("sns", "ListSubscriptionsByTopic", 0, "answered", "Subscriptions", 0,
              "SubscriptionArn", to="PendingConfirmation")  # fmt: skip
ILL = well().but(aws(*TTL, to="DISABLED"))


def run(world: World, *words: str) -> Result:
    return CliRunner().invoke(doctor, ["--stage", "prod", *words], obj=world.patient)


def said(world: World, *words: str) -> Any:
    return json.loads(run(world, *words, "--json").stdout)


def test_a_stage_that_is_well_ends_with_zero() -> None:
    result = run(well())
    assert result.exit_code == 0
    assert "ok       table: TTL" in result.stdout
    assert "The stage prod: 57 ok, 1 skipped." in result.stdout


def test_what_is_only_awaited_or_worth_a_look_ends_with_zero_too() -> None:
    result = run(well().but(PENDING, told("HelpLine", "112")))
    assert result.exit_code == 0
    assert "The stage prod: 55 ok, 1 warn, 1 waiting, 1 skipped." in result.stdout


def test_a_failure_ends_with_one_and_says_what_to_do() -> None:
    result = run(ILL)
    assert result.exit_code == 1
    assert "fail     table: TTL" in result.stdout
    assert 'see "A table was restored"' in result.stdout
    on_a_terminal = as_table(list(examine(ILL.patient(), every())), WIDTH)
    assert max(map(len, on_a_terminal.splitlines())) <= 100


def test_what_is_not_looked_at_is_told_below_once_for_each_reason() -> None:
    result = run(well().but(told("Channels", "email")))
    table, _, below = result.stdout.partition("Not looked at:\n")
    assert "twilio" not in table
    assert (
        below.count("  this stage sends no texts:\n    website: webhook, twilio: credentials, ")
        == 1
    )
    assert "registration: toll-free" in " ".join(below.split())
    assert max(map(len, below.splitlines())) <= 100


def test_for_machines_it_is_one_document() -> None:
    whole, ill = said(well()), said(ILL)
    assert (whole["stage"], whole["well"], ill["well"]) == ("prod", True, False)
    assert ill["counts"] == {"ok": 56, "warn": 0, "fail": 1, "waiting": 0, "skipped": 1}
    [failed] = [one for one in ill["findings"] if one["state"] == "fail"]
    assert failed.keys() == {"name", "state", "says", "do"}
    assert failed["name"] == "table: TTL"


def test_before_a_deployment_only_what_can_be_seen_then_is_looked_at() -> None:
    found = {one["name"] for one in said(ILL, "--before-deploy")["findings"]}
    assert {"settings: complete", "ses: identity", "dns: DMARC"} <= found
    assert not {"table: TTL", "website: answers", "alarms: there"} & found


def test_a_stage_that_is_not_described_is_one_failure_that_says_how_to_begin(
    tmp_path: Path,
) -> None:
    result = CliRunner().invoke(
        doctor, ["--stage", "prod"], obj=lambda: reach.reach(load("prod", tmp_path), 1)
    )
    assert result.exit_code == 1
    assert "Copy .chalice/stages/example.toml" in result.stdout
    assert "The stage prod: 1 fail." in result.stdout


@pytest.mark.parametrize(
    ("world", "may"),
    [
        (well(), True),
        (ILL, True),  # what is deployed is not asked for: the deployment may be what mends it
        (well().but(aws("sesv2", "GetAccount", "ProductionAccessEnabled", to=False)), True),
        (well().but(told("HelpLine", GONE)), False),
    ],
    ids=["well", "ill afterwards", "in the sandbox", "incomplete"],
)
def test_deploy_goes_on_unless_something_fails_that_can_be_seen_now(
    world: World, may: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    patient = world.patient()
    assert before_deploy(patient.settings, patient) is may
    printed = capsys.readouterr().out
    assert ("settings: complete" in printed) is not may
    assert "account: credentials" not in printed, "what is well is counted, not listed"
    assert "The stage prod: " in printed


def test_a_stage_with_an_endpoint_is_a_local_one_for_the_doctor(tmp_path: Path) -> None:
    file = tmp_path / "prod.toml"
    file.write_text('region = "eu-west-1"\nendpoint = "http://127.0.0.1:1"\n')
    patient = reach.reach(load("prod", tmp_path), 1)
    assert patient.local
    client = patient.aws("sqs")
    assert (client.meta.endpoint_url, client.meta.region_name) == (
        "http://127.0.0.1:1",
        "eu-west-1",
    )
    file.write_text('region = "eu-west-1"\n')
    assert not reach.reach(load("prod", tmp_path), 1).local


def test_the_command_is_in_the_list_of_commands() -> None:
    from workbench.__main__ import ELSEWHERE

    assert ELSEWHERE["doctor"][0] == command.__name__
