"""Small stacks on the local AWS: proposed, made, refused, explained, and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.workbench.deploying.small_stage import NAME
from workbench.cloudformation import StackError
from workbench.deploying.going_back import refuse_losses
from workbench.deploying.kept_secrets import KeptSecrets
from workbench.deploying.last_table import LastTable

if TYPE_CHECKING:
    from tests.workbench.deploying.small_stage import Stage

pytestmark = pytest.mark.service

QUEUE: dict[str, Any] = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "deploying-tries"}}
BUCKET: dict[str, Any] = {"Type": "AWS::S3::Bucket"}
TABLE: dict[str, Any] = {
    "Type": "AWS::DynamoDB::Table",
    "DeletionPolicy": "Retain",
    "Properties": {
        "TableName": NAME,
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}],
    },
}


def test_changes_are_proposed_made_and_then_nothing_is_left_to_do(stage: Stage) -> None:
    assert stage.make(Queue=QUEUE) == ["Added Queue"]
    assert stage.propose(Queue=QUEUE) is None
    assert stage.make(Queue=QUEUE, Bucket=BUCKET) == ["Added Bucket"]
    assert stage.make(Bucket=BUCKET) == ["Removed Queue"]


def test_a_failed_creation_is_explained_and_leaves_no_table_in_the_way(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    layer = "arn:aws:lambda:us-east-1:000000000000:layer:no-such-layer:1"
    code = {"ZipFile": "def handler(event, context): return None"}
    odd = {
        "Type": "AWS::Lambda::Function",
        "DependsOn": "Table",
        "Properties": {
            "Code": code,
            "Handler": "index.handler",
            "Runtime": "python3.11",
            "Role": "arn:aws:iam::000000000000:role/none",
            "Layers": [layer],
        },
    }
    with pytest.raises(
        StackError, match=r"(?s)ROLLBACK_COMPLETE.*Odd \(Lambda function\): .*layer"
    ):
        stage.make(Table=TABLE, Odd=odd)
    assert "Table (DynamoDB table) made" in capsys.readouterr().out
    assert LastTable(stage.account, NAME).size() is None
    stage.formation.delete()
    assert stage.make(Table=TABLE) == ["Added Table"]


def test_a_version_without_the_table_is_refused_and_changes_nothing(stage: Stage) -> None:
    stage.make(Table=TABLE, Queue=QUEUE)
    proposal = stage.propose(Queue=QUEUE)
    assert proposal is not None
    with pytest.raises(StackError, match=r"the table \(Table\) would be removed"):
        refuse_losses(stage.formation, proposal)
    assert set(stage.formation.resources("AWS::DynamoDB::Table")) == {"Table"}


def test_a_stage_taken_away_keeps_its_table_and_takes_it_up_again(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.make(Table=TABLE, Bucket=BUCKET)
    [bucket] = stage.formation.resources("AWS::S3::Bucket").values()
    stage.account.client("s3").put_object(Bucket=bucket, Key="mail", Body=b"words")
    dynamo = stage.account.client("dynamodb")
    dynamo.put_item(TableName=NAME, Item={"PK": {"S": "COUPLE#1"}})
    KeptSecrets(stage.account, "dev").complete(texts=False, twilio=str, say=print)

    assert not stage.destroy("prod")
    assert stage.formation.stands()

    assert stage.destroy("dev", secrets=True)
    assert not stage.formation.stands()
    assert not stage.artifacts.exists()
    assert KeptSecrets(stage.account, "dev").names() == {"secret-key"}
    assert f"the table {NAME} (1 items)" in capsys.readouterr().out

    assert stage.make(adopt=True, Table=TABLE) == ["Adopted Table"]
    assert dynamo.get_item(TableName=NAME, Key={"PK": {"S": "COUPLE#1"}})["Item"]

    assert stage.destroy("dev", NAME, secrets=True)
    assert LastTable(stage.account, NAME).size() is None
    assert KeptSecrets(stage.account, "dev").names() == {"secret-key"}  # there is a backup
    backups = dynamo.list_backups(TableName=NAME)["BackupSummaries"]
    assert [one["BackupName"] for one in backups if one["BackupName"].startswith(f"{NAME}-last-")]
    assert stage.destroy("dev", secrets=True)
    assert KeptSecrets(stage.account, "dev").names() == set()


def test_secrets_are_made_once_and_never_overwritten(stage: Stage) -> None:
    kept = KeptSecrets(stage.account, "dev")
    kept.complete(texts=True, twilio=lambda: "the first", say=print)
    before = values(stage)
    kept.complete(texts=True, twilio=lambda: "another", say=print)
    assert values(stage) == before
    assert before["/after-bedtime/dev/twilio-auth-token"] == "the first"
    assert len(before["/after-bedtime/dev/secret-key"]) >= 48


def values(stage: Stage) -> dict[str, str]:
    answer = stage.account.client("ssm").get_parameters_by_path(
        Path="/after-bedtime/dev", WithDecryption=True
    )
    assert {one["Type"] for one in answer["Parameters"]} == {"SecureString"}
    return {one["Name"]: one["Value"] for one in answer["Parameters"]}
