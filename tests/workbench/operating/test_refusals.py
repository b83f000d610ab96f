"""What goes wrong on the way is told as something to put right; a bug stays a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from chalicelib.dynamo import DynamoTable
from chalicelib.table import Change, Throttled
from workbench.operating.dynamo_scan import DynamoScan
from workbench.operating.refusals import UnreachableError, explained
from workbench.operating.way import Way
from workbench.ports import free_ports
from workbench.stages.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOT_DESCRIBED = Way("prod", 1, None)
REGION = "eu-west-1"
DENIED = "AccessDeniedException"
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
ONCE = Config(retries={"total_max_attempts": 1})
SECRET = "/after-bedtime/prod/secret-key"
# The code of AWS's answer, its status, and words of the sentence.
CODES = [
    (DENIED, 400, "docs/commands.md lists the rights"),
    ("ExpiredTokenException", 400, "Your sign-in has run out"),
    ("UnrecognizedClientException", 400, "does not know these credentials"),
    ("InvalidSignatureException", 400, "is this machine's clock right?"),
    ("ResourceNotFoundException", 400, "Deploy the stage prod first"),
    ("ThrottlingException", 400, "again in a minute"),
    ("ConditionalCheckFailedException", 400, "changed the same thing meanwhile"),
    ("InternalServerError", 500, "AWS is not well"),
    ("404", 404, "What answers there is not AWS"),  # botocore on a web page
]


@pytest.fixture
def dynamo() -> Iterator[Stubber]:
    """A client that answers as it is told to, and reaches nobody."""
    with Stubber(boto3.client("dynamodb", REGION, **KEYS)) as stubber:
        yield stubber


@pytest.fixture
def described(tmp_path: Path) -> Way:
    (tmp_path / "prod.toml").write_text(f'region = "{REGION}"\n')
    return Way("prod", 1, load("prod", tmp_path))


@pytest.mark.parametrize(("code", "status", "words"), CODES, ids=[one[0] for one in CODES])
def test_what_aws_answers_to_a_scan_is_a_sentence(
    dynamo: Stubber, code: str, status: int, words: str
) -> None:
    dynamo.add_client_error("scan", code, "as AWS says it", status)
    with pytest.raises(UnreachableError, match=words), explained(NOT_DESCRIBED):
        list(DynamoScan(dynamo.client, "t")(["DUE#"], ["PK"]))


@pytest.mark.parametrize(("code", "status", "words"), CODES, ids=[one[0] for one in CODES])
def test_what_aws_answers_to_a_write_is_the_same_sentence(
    dynamo: Stubber, code: str, status: int, words: str
) -> None:
    dynamo.add_client_error("update_item", code, "as AWS says it", status)
    table = DynamoTable(lambda: dynamo.client, "t")
    with pytest.raises(UnreachableError, match=words), explained(NOT_DESCRIBED):
        table.write(Change("COUPLE#1", "COUPLE", set={"version": 2}))


def test_what_is_lacking_is_named_in_the_words_of_aws(dynamo: Stubber) -> None:
    dynamo.add_client_error("scan", DENIED, "not authorized to perform: dynamodb:Scan.")
    with pytest.raises(UnreachableError, match=r"dynamodb:Scan \(Access"), explained(NOT_DESCRIBED):
        list(DynamoScan(dynamo.client, "t")(["DUE#"], ["PK"]))


def test_a_region_or_a_network_that_is_none_is_told(described: Way) -> None:
    silent = f"http://127.0.0.1:{free_ports().workbench}"
    client = boto3.client("dynamodb", REGION, endpoint_url=silent, config=ONCE, **KEYS)
    for way, where in ((described, "prod.toml says which"), (NOT_DESCRIBED, "AWS_DEFAULT_REGION")):
        with pytest.raises(UnreachableError) as told, explained(way):
            client.get_item(TableName="t", Key={})
        assert f'Could not connect to the endpoint URL: "{silent}/". Look' in str(told.value)
        assert where in str(told.value)


def test_nobody_who_is_signed_in_is_told(described: Way) -> None:
    for way, words in ((described, "AWS_PROFILE."), (NOT_DESCRIBED, "AWS_DEFAULT_REGION.")):
        with pytest.raises(UnreachableError, match=words), explained(way):
            boto3.client("dynamodb", REGION).get_item(TableName="t", Key={})


def test_a_table_that_is_busy_is_told() -> None:
    with pytest.raises(UnreachableError, match="more to do"), explained(NOT_DESCRIBED):
        raise Throttled("UnprocessedKeys")


def test_what_is_told_already_is_told_once(dynamo: Stubber) -> None:
    """As where a table is looked for, and none is there."""
    dynamo.add_client_error("get_item", "ResourceNotFoundException")
    with (
        pytest.raises(UnreachableError, match=r"^There is no table t\.$"),
        explained(NOT_DESCRIBED),
    ):
        _look_for_the_table(dynamo.client)


def _look_for_the_table(client: Any) -> None:
    try:
        client.get_item(TableName="t", Key={"PK": {"S": "CONTROL"}})
    except client.exceptions.ResourceNotFoundException as error:
        raise UnreachableError("There is no table t.") from error


def test_a_bug_stays_a_bug() -> None:
    with pytest.raises(KeyError), explained(NOT_DESCRIBED):
        raise KeyError("state")
