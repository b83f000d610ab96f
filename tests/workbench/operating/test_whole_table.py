"""A whole table is read to its last page, and whoever reads it hears what that took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.stub import Stubber

from workbench.operating.dynamo_scan import DynamoScan
from workbench.operating.place import Read
from workbench.operating.reading import whole_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@pytest.fixture
def dynamo() -> Iterator[Stubber]:
    """A client that answers as it is told to, and reaches nobody."""
    client = boto3.client(
        "dynamodb", "us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with Stubber(client) as stubber:
        yield stubber


def test_a_scan_reads_every_page_and_only_what_is_shown(dynamo: Stubber) -> None:
    asked = {
        "TableName": "t",
        "FilterExpression": "begins_with(SK, :s0) OR begins_with(SK, :s1)",
        "ExpressionAttributeValues": {":s0": {"S": "DELIVERY#"}, ":s1": {"S": "NOTICE#"}},
        "ProjectionExpression": "#n0, #n1",
        "ExpressionAttributeNames": {"#n0": "PK", "#n1": "state"},
        "ReturnConsumedCapacity": "TOTAL",
    }
    more = {"PK": {"S": "COUPLE#1"}, "SK": {"S": "DUE#a#small"}}
    first = {"Items": [], "ScannedCount": 9, "LastEvaluatedKey": more}
    dynamo.add_response("scan", {**first, "ConsumedCapacity": {"CapacityUnits": 12.5}}, asked)
    item = {"PK": {"S": "COUPLE#2"}, "missed": {"N": "3"}}
    dynamo.add_response(
        "scan", {"Items": [item], "ScannedCount": 4}, {**asked, "ExclusiveStartKey": more}
    )
    scan = DynamoScan(dynamo.client, "t")
    found = list(scan(["DELIVERY#", "NOTICE#"], ["PK", "state"]))
    assert [(one.looked_at, one.items, one.units) for one in found] == [
        (9, [], 12.5),
        (4, [{"PK": "COUPLE#2", "missed": 3}], None),
    ]


def test_whoever_reads_the_whole_table_hears_what_it_took(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def scan(starts: Sequence[str], names: Sequence[str]) -> Iterator[Read]:
        yield from (Read(1000, [{"SK": f"{starts[0]}{names[0]}"}], 12.5), Read(234, [], 1000))

    assert list(whole_table(scan, ["a"], ["b"])) == [{"SK": "ab"}]
    assert capsys.readouterr().err == "Read the table: 1,234 items, 1,012.5 read units\n"
