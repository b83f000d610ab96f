"""What is kept is encrypted and hard to lose; what comes in is slowed down, never written down."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from chalicelib.pages.web import PRIVATE, SECURITY_HEADERS
from tests.packaged import resources, template
from tests.test_template_mail_in import holds

pytestmark = pytest.mark.service
every_stage = pytest.mark.parametrize("stage", ["local", "prod"])
WITHOUT_DEAD_LETTERS = {"PlanQueue": "the next tick reads the index anew"}
# What would tell who somebody is, or open something: API Gateway developer guide, "Variables for
# access logging": path has the token in it, resourcePath is the route.
TELLING = re.compile(r"context\.(path|identity|authorizer|domain|customDomain|requestOverride)\b")


def api(stage: str) -> dict[str, Any]:
    given: dict[str, Any] = template(stage)["Resources"]["RestAPI"]["Properties"]
    return given


def true(stage: str, condition: str, **parameters: str) -> bool:
    whole = template(stage)
    given = {name: str(one.get("Default", "")) for name, one in whole["Parameters"].items()}
    return holds({"Condition": condition}, whole["Conditions"], given | parameters)


@every_stage
def test_the_table_is_encrypted_and_nobody_deletes_it_by_mistake(stage: str) -> None:
    table = resources(stage, "AWS::DynamoDB::Table")["Table"]["Properties"]
    assert table["SSESpecification"] == {"SSEEnabled": True}  # by AWS's own KMS key
    assert table["DeletionProtectionEnabled"] == {"Fn::If": ["KeepsTable", True, False]}
    assert true(stage, "KeepsTable")
    assert not true(stage, "KeepsTable", KeepTable="no")


@every_stage
def test_every_queue_is_encrypted_and_what_fails_for_good_is_kept(stage: str) -> None:
    queues = {n: one["Properties"] for n, one in resources(stage, "AWS::SQS::Queue").items()}
    for given in queues.values():
        assert given.get("SqsManagedSseEnabled") is True or given["KmsMasterKeyId"]
    dead = {one["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
            for one in queues.values() if "RedrivePolicy" in one} | {"SesEventsDead"}  # fmt: skip
    alive = {name for name, one in queues.items() if "RedrivePolicy" in one}
    assert queues.keys() == alive | dead | WITHOUT_DEAD_LETTERS.keys()


@every_stage
def test_what_ses_tells_is_kept_if_nobody_hears_it(stage: str) -> None:
    """SNS may not reach the function, or the function may fail: two ways to the same queue."""
    every = template(stage)["Resources"]
    hears = every["SesEvent"]["Properties"]
    dead = {"Fn::GetAtt": ["SesEventsDead", "Arn"]}
    told = hears["Events"]["SesEventSnsSubscription"]["Properties"]
    assert told["RedrivePolicy"] == {"deadLetterTargetArn": dead}
    assert hears["DeadLetterQueue"] == {"Type": "SQS", "TargetArn": dead}
    (may,) = every["SesEventsDeadPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert may["Principal"] == {"Service": "sns.amazonaws.com"}
    assert (may["Action"], may["Resource"]) == ("sqs:SendMessage", dead)
    assert may["Condition"] == {"ArnEquals": {"AWS:SourceArn": {"Ref": "SesEvents"}}}
    (goes,) = resources(stage, "AWS::SES::ConfigurationSetEventDestination").values()
    assert goes["Properties"]["ConfigurationSetName"] == {"Ref": "Mail"}
    sends_to = goes["Properties"]["EventDestination"]
    assert sends_to["SnsDestination"] == {"TopicARN": {"Ref": "SesEvents"}}
    assert {"send", "delivery", "bounce", "complaint"} <= set(sends_to["MatchingEventTypes"])


@every_stage
def test_a_burst_of_messages_does_not_take_every_function_of_the_account(stage: str) -> None:
    for name in ("Send", "Plan", "Inbound", "MailIn"):
        (event,) = template(stage)["Resources"][name]["Properties"]["Events"].values()
        most = event["Properties"]["ScalingConfig"]["MaximumConcurrency"]
        assert 2 <= most <= 10  # 2 is the least that Lambda takes


@every_stage
def test_functions_run_on_arm_with_the_wheels_for_it(stage: str) -> None:
    functions = resources(stage, "AWS::Serverless::Function").values()
    assert [one["Properties"]["Architectures"] for one in functions] == [["arm64"]] * 7


@every_stage
def test_pages_are_throttled_and_api_gateway_logs_no_request_by_itself(stage: str) -> None:
    (method,) = api(stage)["MethodSettings"]
    assert (method["ResourcePath"], method["HttpMethod"]) == ("/*", "*")
    assert method["ThrottlingRateLimit"] == {"Ref": "RequestsASecond"}
    assert method["ThrottlingBurstLimit"] == {"Ref": "RequestsAtOnce"}
    assert (method["LoggingLevel"], method["DataTraceEnabled"]) == ("OFF", False)


@every_stage
def test_an_access_log_has_the_route_and_neither_a_token_nor_who_asked(stage: str) -> None:
    condition, given, otherwise = api(stage)["AccessLogSetting"]["Fn::If"]
    assert (condition, otherwise) == ("LogsAccess", {"Ref": "AWS::NoValue"})
    said = json.loads(given["Format"])
    assert said["route"] == "$context.resourcePath"
    assert TELLING.search(given["Format"]) is None
    assert true(stage, "LogsAccess")
    assert not true(stage, "MakesLogRole", AccessLogs="on")
    assert not true(stage, "LogsAccess", AccessLogs="off")
    role = template(stage)["Resources"]["AccessLogAccount"]
    assert role["DeletionPolicy"] == "Retain"  # other APIs of the account may log by it


@every_stage
def test_what_api_gateway_answers_by_itself_is_a_page_with_our_headers(stage: str) -> None:
    ours = {name: f"'{value}'" for name, value in {**SECURITY_HEADERS, **PRIVATE}.items()}
    answers = api(stage)["GatewayResponses"]
    assert answers["MISSING_AUTHENTICATION_TOKEN"]["StatusCode"] == 404
    assert {"MISSING_AUTHENTICATION_TOKEN", "DEFAULT_4XX", "DEFAULT_5XX"} <= answers.keys()
    for answer in answers.values():
        headers = answer["ResponseParameters"]["Headers"]
        assert headers == ours | {"Content-Type": "'text/html; charset=utf-8'"}
        pages = answer["ResponseTemplates"]
        assert pages["application/json"] == pages["text/html"]
        page = pages["text/html"]
        assert page.startswith("<!doctype html>")
        assert "$" not in page  # API Gateway would put a value there


@every_stage
def test_a_page_of_api_gateways_own_has_no_link_for_none_is_right_everywhere(stage: str) -> None:
    """Relative ones hang on how deep an address is, `/link` on whether the stage is a part of it
    (it is under API Gateway's own address), and a parameter's value would stay the first one."""
    for answer in api(stage)["GatewayResponses"].values():
        assert re.search(r"href|src=|action=", answer["ResponseTemplates"]["text/html"]) is None


@every_stage
def test_sam_makes_no_stage_of_its_own_beside_ours(stage: str) -> None:
    """Any version will do; aws/serverless-application-model issue 191. See also what SAM makes of
    it: tests/test_template_translated.py."""
    assert api(stage)["OpenApiVersion"] == "2.0"


@every_stage
def test_another_alarm_address_can_replace_the_budget(stage: str) -> None:
    """CloudFormation makes the new one before it deletes the old, and no two have one name."""
    (budget,) = resources(stage, "AWS::Budgets::Budget").values()
    assert "BudgetName" not in budget["Properties"]["Budget"]


@every_stage
def test_every_exception_to_the_linters_says_why(stage: str) -> None:
    skipped = [
        skip
        for one in template(stage)["Resources"].values()
        for skip in one.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
    assert skipped
    assert [skip["id"] for skip in skipped if len(skip["comment"].split()) < 6] == []
