"""What SAM makes of our template, which is what CloudFormation makes the stack of."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.packaged import packaged, template
from workbench.aws import without_account
from workbench.emulator import PYTHON
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.service
every_stage = pytest.mark.parametrize("stage", ["local", "prod"])


@cache
def translated(stage: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 (our own script)
        [PYTHON, ROOT / "scripts" / "translated", packaged(stage).template],
        env=without_account({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)["Resources"]
    return read


def made(stage: str, kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of one kind ("AWS::SQS::Queue"), by their ids."""
    every = translated(stage).items()
    return {name: one["Properties"] for name, one in every if one["Type"] == kind}


def named_in(value: Any) -> Iterator[str]:
    """Whatever a part of a template refers to, by Ref and by Fn::Sub."""
    if isinstance(value, list):
        for one in value:
            yield from named_in(one)
    elif isinstance(value, dict):
        if "Ref" in value:
            yield value["Ref"]
        if "Fn::Sub" in value:
            yield from re.findall(r"\$\{([^}]+)\}", json.dumps(value["Fn::Sub"]))
        for one in value.values():
            yield from named_in(one)


def sends_to(role: dict[str, Any]) -> set[str]:
    """The queues that a role may put messages on."""
    statements = [one for p in role["Policies"] for one in p["PolicyDocument"]["Statement"]]
    return {
        where["Fn::GetAtt"][0]
        for one in statements
        if "sqs:SendMessage" in one["Action"]
        for where in one["Resource"]
    }


def wakes(stage: str) -> dict[str, set[str]]:
    """For each function, those that it can wake: they listen to a queue that it may write to."""
    listening = {
        mapping["EventSourceArn"]["Fn::Sub"].rpartition(":")[2]: mapping["FunctionName"]["Ref"]
        for mapping in made(stage, "AWS::Lambda::EventSourceMapping").values()
    }
    queues = {
        name: listening.get(one["QueueName"]["Fn::Sub"].replace("${Stage}", stage))
        for name, one in made(stage, "AWS::SQS::Queue").items()
    }
    roles = made(stage, "AWS::IAM::Role")
    return {
        function: {woken for queue in sends_to(roles[one["Role"]["Fn::GetAtt"][0]])
                   if (woken := queues[queue])}
        for function, one in made(stage, "AWS::Lambda::Function").items()
    }  # fmt: skip


def comes_back(function: str, woken: dict[str, set[str]]) -> bool:
    """Whether what a function puts on queues may wake it again, on whatever way."""
    reached: set[str] = set()
    coming = woken[function]
    while coming - reached:
        reached |= coming
        coming = {each for one in reached for each in woken[one]}
    return function in reached


@every_stage
def test_exactly_those_may_loop_whose_messages_come_back_to_them(stage: str) -> None:
    """Lambda drops what came by about sixteen times, unless it is told not to (ADR 22)."""
    functions, woken = made(stage, "AWS::Lambda::Function"), wakes(stage)
    assert woken["Tick"] == {"Send", "Plan"}
    may = {name for name, one in functions.items() if one.get("RecursiveLoop") == "Allow"}
    assert may == {name for name in functions if comes_back(name, woken)}
    assert may == {"Send", "Plan"}
    assert [name for name in functions.keys() - may if "RecursiveLoop" in functions[name]] == []


@every_stage
def test_the_api_has_one_stage_and_that_is_throttled_and_logged(stage: str) -> None:
    (only,) = made(stage, "AWS::ApiGateway::Stage").values()
    assert only["StageName"] == "api"
    (method,) = only["MethodSettings"]
    assert method["ThrottlingRateLimit"] == {"Ref": "RequestsASecond"}
    assert method["ThrottlingBurstLimit"] == {"Ref": "RequestsAtOnce"}
    assert only["AccessLogSetting"]["Fn::If"][0] == "LogsAccess"
    # One that has a StageName makes that stage as well, and SAM names it "Stage".
    deployments = made(stage, "AWS::ApiGateway::Deployment").values()
    assert [one for one in deployments if "StageName" in one] == []


@every_stage
def test_nothing_that_api_gateway_serves_hangs_on_a_parameter(stage: str) -> None:
    """SAM deploys the API anew when its text changes, and a parameter's value is not in there."""
    (api,) = made(stage, "AWS::ApiGateway::RestApi").values()
    assert "x-amazon-apigateway-gateway-responses" in api["Body"]
    assert set(named_in(api["Body"])) & template(stage)["Parameters"].keys() == set()
