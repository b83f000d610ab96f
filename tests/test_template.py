"""Code and template name the same things: functions, queues, topics, table, index, variables."""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Any

import pytest

from chalicelib import keys
from chalicelib.settings import Settings
from tests.packaged import packaged, resources, template
from tests.reading_imports import sources
from tests.world import ENV, World

# Read by somebody else than Settings.from_env, which reads all the others.
READ_ELSEWHERE = {
    "STAGE": "app.py, for the names of its queue and topic",
    "AWS_SDK_UA_APP_ID": "boto3: every call says which function makes it",
    "AWS_ENDPOINT_URL_SESV2": "boto3: where SES is, for a sink on one machine",
}
KEPT = {
    "SECRET_KEY": "/after-bedtime/${Stage}/secret-key",
    "TWILIO_AUTH_TOKEN": "/after-bedtime/${Stage}/twilio-auth-token",
}
# From config.json, or a name; all others are parameters' values.
PASSED_THROUGH = {"SERVICE_NAME", "STAGE", "AWS_SDK_UA_APP_ID"}
pytestmark = pytest.mark.service
every_stage = pytest.mark.parametrize("stage", ["local", "prod"])


def functions(stage: str) -> dict[str, Any]:
    return {
        name: one["Properties"]
        for name, one in resources(stage, "AWS::Serverless::Function").items()
    }


def named(value: Any, stage: str) -> str:
    """A name of the template with the stage in it: {"Fn::Sub": "after-bedtime-${Stage}"}."""
    return str(value["Fn::Sub"]).replace("${Stage}", stage)


def events(stage: str, kind: str) -> dict[str, Any]:
    """The events of one kind, by the function they start."""
    return {
        name: event["Properties"]
        for name, one in functions(stage).items()
        for event in one.get("Events", {}).values()
        if event["Type"] == kind
    }


@cache
def settings_read() -> frozenset[str]:
    """Every variable that Settings asks for, whatever is switched on."""
    asked: set[str] = set()

    class Asked(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            asked.add(name)
            return super().get(name, default)

    Settings.from_env(Asked(ENV))
    return frozenset(asked)


@every_stage
def test_every_value_stands_where_it_is_used_for_cloudformation_takes_no_aliases(
    stage: str,
) -> None:
    written = packaged(stage).template.read_text().splitlines()
    assert [line for line in written if re.search(r"(: |- |\[|, )[&*]id\d+\b", line)] == []


@every_stage
def test_the_template_is_one_that_cloudformation_takes_from_a_bucket(stage: str) -> None:
    """AWS docs, "CloudFormation quotas": 1 MB and 500 resources, with what SAM adds."""
    assert len(packaged(stage).template.read_bytes()) < 1_000_000 / 2
    assert len(template(stage)["Resources"]) < 500 / 2


@every_stage
def test_every_function_runs_a_handler_of_the_app_and_every_handler_has_a_function(
    stage: str,
) -> None:
    app = importlib.import_module("app")
    handlers = {event.handler_string for event in app.app.event_sources} | {"app.app"}
    made = functions(stage)
    assert {one["Handler"] for one in made.values()} == handlers
    ours = {"APIHandler", "Tick", "Plan", "Inbound", "MailIn", "Send", "SesEvent"}
    assert made.keys() == ours
    for one in made.values():
        assert callable(getattr(app, one["Handler"].removeprefix("app.")))
    # What resources.yaml adds to a function that is not there would be left without a type.
    assert [name for name, one in template(stage)["Resources"].items() if "Type" not in one] == []


@every_stage
def test_a_function_listens_to_the_queue_and_topic_that_the_template_makes(stage: str) -> None:
    queues = resources(stage, "AWS::SQS::Queue")
    topics = resources(stage, "AWS::SNS::Topic")
    ses = events(stage, "SNS")["SesEvent"]
    topic = named(topics["SesEvents"]["Properties"]["TopicName"], stage)
    for function, event in events(stage, "SQS").items():
        queue = named(queues[f"{function}Queue"]["Properties"]["QueueName"], stage)
        name = f"after-bedtime-{stage}-{'-'.join(re.findall('[A-Z][a-z]+', function)).lower()}"
        assert event["Queue"]["Fn::Sub"].split(":")[-1] == queue == name
    assert ses["Topic"]["Fn::Sub"].split(":")[-1] == topic == f"after-bedtime-{stage}-ses-events"


@every_stage
def test_a_function_waits_for_what_its_events_come_from(stage: str) -> None:
    every = template(stage)["Resources"]
    assert events(stage, "SQS").keys() == {"Send", "Plan", "Inbound", "MailIn"}
    assert events(stage, "SNS").keys() == {"SesEvent"}
    assert every["Plan"]["DependsOn"] == ["PlanQueue"]
    assert every["Send"]["DependsOn"] == ["SendQueue"]
    assert every["Inbound"]["DependsOn"] == ["InboundQueue"]
    assert every["MailIn"]["DependsOn"] == ["MailInQueue"]
    assert every["SesEvent"]["DependsOn"] == ["SesEvents", "SesEventsDeadPolicy"]


@every_stage
def test_what_one_message_does_wrong_brings_back_that_message_alone(stage: str) -> None:
    queues = events(stage, "SQS")
    assert queues["Send"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert {queues[name]["BatchSize"] for name in ("Plan", "Inbound", "MailIn")} == {1}


@every_stage
def test_a_message_stays_hidden_while_its_function_may_run_and_gives_up_late(stage: str) -> None:
    queues = resources(stage, "AWS::SQS::Queue")
    queue = queues["SendQueue"]["Properties"]
    assert queue["VisibilityTimeout"] >= 6 * functions(stage)["Send"]["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] >= 5
    dead = queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert queues[dead]["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600


@every_stage
def test_the_rest_of_a_shard_is_tried_once_and_soon_forgotten(stage: str) -> None:
    queue = resources(stage, "AWS::SQS::Queue")["PlanQueue"]["Properties"]
    assert queue["VisibilityTimeout"] >= 6 * functions(stage)["Plan"]["Timeout"]
    assert queue["MessageRetentionPeriod"] <= queue["VisibilityTimeout"]


@every_stage
def test_texts_that_wait_are_encrypted_tried_for_hours_and_kept_for_days_at_most(
    stage: str,
) -> None:
    queues = resources(stage, "AWS::SQS::Queue")
    queue = queues["InboundQueue"]["Properties"]
    dead = queues["InboundDeadLetters"]["Properties"]
    for one in (queue, dead):
        assert one["KmsMasterKeyId"] == "alias/aws/sqs"
    assert queue["VisibilityTimeout"] >= 6 * functions(stage)["Inbound"]["Timeout"]
    tries = queue["RedrivePolicy"]["maxReceiveCount"]
    assert tries * queue["VisibilityTimeout"] >= 12 * 3600
    assert queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] == "InboundDeadLetters"
    assert dead["MessageRetentionPeriod"] <= 4 * 24 * 3600


@every_stage
def test_a_minute_that_failed_is_left_to_the_next_minute(stage: str) -> None:
    assert events(stage, "Schedule") == {"Tick": {"Schedule": "rate(1 minute)"}}
    tick = functions(stage)["Tick"]
    assert tick["Timeout"] < 60
    config = tick["EventInvokeConfig"]
    assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)


@every_stage
def test_every_function_gets_every_setting_and_nothing_that_nobody_reads(stage: str) -> None:
    for one in functions(stage).values():
        given = one["Environment"]["Variables"]
        assert given.keys() == settings_read() | READ_ELSEWHERE.keys()
        assert given["STAGE"] == stage
        for name, at in KEPT.items():  # a deployed function is told where they are
            assert given[name] == {"Ref": "AWS::NoValue"}
            assert given[f"{name}_PARAMETER"] == {"Fn::Sub": at}
        fixed = {name for name, value in given.items() if isinstance(value, str)}
        assert fixed == PASSED_THROUGH


@every_stage
def test_every_parameter_is_used_and_none_is_a_secret(stage: str) -> None:
    """CloudFormation keeps what it was given: a secret is never a parameter."""
    parameters = template(stage)["Parameters"]
    used = str(template(stage)["Resources"]) + str(template(stage)["Conditions"])
    assert [n for n in parameters if f"'Ref': '{n}'" not in used and f"${{{n}}}" not in used] == []
    secret = re.compile("secret|token|password|key$", re.IGNORECASE)
    assert [n for n, p in parameters.items() if p.get("NoEcho") or secret.search(n)] == []


def test_what_is_said_to_be_read_elsewhere_is_read_there() -> None:
    app = next(file for file in sources() if file.name == "app")
    assert "os.environ.get" in app.dotted_names()
    assert settings_read() & READ_ELSEWHERE.keys() == set()


@every_stage
def test_the_table_has_the_keys_and_the_index_that_the_code_writes(stage: str) -> None:
    table = resources(stage, "AWS::DynamoDB::Table")["Table"]["Properties"]
    (index,) = table["GlobalSecondaryIndexes"]
    assert named(table["TableName"], stage) == f"after-bedtime-{stage}"
    assert index["IndexName"] == keys.DUE_INDEX

    def names(schema: list[dict[str, str]]) -> list[str]:
        return [one["AttributeName"] for one in schema]

    assert names(table["KeySchema"]) == ["PK", "SK"]
    world = World()
    world.couple()
    shard = next(one["due_shard"] for one in world.memory.items.values() if "due_shard" in one)
    read = world.table.due(shard, "9999", 1).items[0]
    projected = names(index["KeySchema"]) + index["Projection"]["NonKeyAttributes"]
    assert set(read) == {"PK", "SK", *projected}
    assert names(index["KeySchema"]) == ["due_shard", "due_at"]
    assert {
        one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]
    } == (dict.fromkeys(("PK", "SK", "due_shard", "due_at"), "S"))


@every_stage
def test_what_expires_is_deleted_and_what_is_deleted_by_mistake_can_be_brought_back(
    stage: str,
) -> None:
    table = resources(stage, "AWS::DynamoDB::Table")["Table"]
    ttl = table["Properties"]["TimeToLiveSpecification"]
    world = World()
    world.links.issue("invite", "1", {}, world.clock())
    (link,) = world.memory.items.values()
    assert ttl == {"AttributeName": "expires_at", "Enabled": True}
    assert link["expires_at"] > world.clock().timestamp()
    recovery = table["Properties"]["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
