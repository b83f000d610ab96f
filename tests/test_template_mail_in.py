"""Answers by email: nothing of it is deployed unless it is asked for, and then it is shut tight."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.packaged import resources, template

pytestmark = pytest.mark.service
every_stage = pytest.mark.parametrize("stage", ["local", "prod"])
OURS = {
    "MailsIn", "MailsInPolicy", "MailArrived", "MailArrivedPolicy", "MailArrivedToQueue",
    "MailInQueue", "MailInQueuePolicy", "MailInDeadLetters", "MailIn", "MailInRole", "MailRule",
    "MailRules", "EmailsLost", "EmailsWait", "MailInLog",
}  # fmt: skip


def holds(condition: Any, conditions: dict[str, Any], given: dict[str, str]) -> bool:
    """What CloudFormation makes of a condition when its parameters have these values."""
    ((name, value),) = condition.items()
    if name == "Condition":
        return holds(conditions[value], conditions, given)
    if name == "Fn::And":
        return all(holds(one, conditions, given) for one in value)
    if name == "Fn::Not":
        return not holds(value[0], conditions, given)
    first, second = (given[one["Ref"]] if isinstance(one, dict) else one for one in value)
    return bool(first == second)


def deployed(stage: str, **parameters: str) -> set[str]:
    """The resources that a stack of these parameters has."""
    whole = template(stage)
    given = {name: str(one.get("Default", "")) for name, one in whole["Parameters"].items()}
    true = {
        name
        for name, one in whole["Conditions"].items()
        if holds(one, whole["Conditions"], given | parameters)
    }
    return {
        name
        for name, one in whole["Resources"].items()
        if "Condition" not in one or one["Condition"] in true
    }


def switched_off(value: Any) -> Any:
    """What is left of a resource while answers by email are off."""
    if isinstance(value, list):
        return [switched_off(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("Fn::If", [""])[0] == "AnswersByEmail":
        return switched_off(value["Fn::If"][2])
    return {name: switched_off(one) for name, one in value.items()}


@every_stage
def test_nothing_of_it_is_there_unless_it_is_switched_on(stage: str) -> None:
    assert deployed(stage) & OURS == set()
    on = deployed(stage, ReplyDomain="reply.example.org")
    assert on - deployed(stage) == OURS


@every_stage
def test_what_is_always_there_needs_nothing_of_it(stage: str) -> None:
    """A reference to what is not made would stop the whole stack."""
    for name, one in template(stage)["Resources"].items():
        if name not in OURS:
            text = json.dumps(switched_off(one))
            assert [each for each in OURS if f'"{each}"' in text or f"${{{each}" in text] == []


@every_stage
def test_a_rule_set_that_is_active_stays_so(stage: str) -> None:
    """Ours is made inactive, or is the operator's own; CloudFormation cannot activate one."""
    own = deployed(stage, ReplyDomain="reply.example.org")
    theirs = deployed(stage, ReplyDomain="reply.example.org", ReplyRuleSet="default-rule-set")
    assert own - theirs == {"MailRules"}
    (rule,) = resources(stage, "AWS::SES::ReceiptRule").values()
    chosen = {"Fn::If": ["OwnRuleSet", {"Ref": "MailRules"}, {"Ref": "ReplyRuleSet"}]}
    assert rule["Properties"]["RuleSetName"] == chosen
    assert rule["Properties"]["Rule"]["Recipients"] == [{"Ref": "ReplyDomain"}]
    assert rule["Properties"]["Rule"]["ScanEnabled"] is True


@every_stage
def test_on_one_machine_the_workbench_is_the_rule(stage: str) -> None:
    here = deployed(stage, ReplyDomain="reply.example.org", SesEndpointUrl="http://127.0.0.1/ses")
    assert here & {"MailRule", "MailRules"} == set()
    assert here >= OURS - {"MailRule", "MailRules"}


@every_stage
def test_mails_are_private_encrypted_and_soon_gone_but_not_before_they_were_tried(
    stage: str,
) -> None:
    (bucket,) = resources(stage, "AWS::S3::Bucket").values()
    given = bucket["Properties"]
    assert set(given["PublicAccessBlockConfiguration"].values()) == {True}
    (encryption,) = given["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    (rule,) = given["LifecycleConfiguration"]["Rules"]
    queues = resources(stage, "AWS::SQS::Queue")
    queue, dead = queues["MailInQueue"]["Properties"], queues["MailInDeadLetters"]["Properties"]
    tried = queue["VisibilityTimeout"] * queue["RedrivePolicy"]["maxReceiveCount"]
    assert (
        queue["VisibilityTimeout"]
        >= 6 * template(stage)["Resources"]["MailIn"]["Properties"]["Timeout"]
    )
    assert tried >= 12 * 3600
    assert tried + dead["MessageRetentionPeriod"] <= rule["ExpirationInDays"] * 24 * 3600
    for one in (queue, dead):
        assert one["SqsManagedSseEnabled"] is True


@every_stage
def test_only_our_rule_may_put_a_mail_there_and_say_so(stage: str) -> None:
    """Whoever could write to the topic could make up what SES found of a sender."""
    every = template(stage)["Resources"]
    rule = every["MailRule"]["Properties"]["Rule"]["Name"]["Fn::Sub"]
    for name, action in (("MailsInPolicy", "s3:PutObject"), ("MailArrivedPolicy", "sns:Publish")):
        allows = [
            one
            for one in every[name]["Properties"]["PolicyDocument"]["Statement"]
            if one["Effect"] == "Allow"
        ]
        assert [(one["Principal"], one["Action"]) for one in allows] == [
            ({"Service": "ses.amazonaws.com"}, action)
        ]
        where = allows[0]["Condition"]
        assert where["StringEquals"] == {"AWS:SourceAccount": {"Ref": "AWS::AccountId"}}
        assert where["ArnLike"]["AWS:SourceArn"]["Fn::Sub"].endswith(f":receipt-rule/{rule}")
    (statement,) = every["MailInQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Condition"] == {"ArnEquals": {"AWS:SourceArn": {"Ref": "MailArrived"}}}
