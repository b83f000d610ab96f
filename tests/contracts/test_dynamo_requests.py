"""What DynamoDB is asked, where a local one would not tell the difference."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from chalicelib.dynamo import DynamoTable
from tests.contracts.one_try import client


@pytest.fixture
def dynamo() -> Any:
    return client()


@pytest.mark.parametrize("consistent", [False, True])
def test_a_read_is_as_consistent_as_it_was_asked_to_be(dynamo: Any, consistent: bool) -> None:
    key = {"PK": {"S": "P"}, "SK": {"S": "A"}}
    with Stubber(dynamo) as stubber:
        asked = {"TableName": "t", "Key": key, "ConsistentRead": consistent}
        stubber.add_response("get_item", {}, asked)
        assert DynamoTable(lambda: dynamo, "t").get("P", "A", consistent=consistent) is None

        stubber.add_response("query", {"Items": []}, _query(ConsistentRead=consistent))
        assert DynamoTable(lambda: dynamo, "t").query("P", consistent=consistent) == []


def _query(**asked: Any) -> dict[str, Any]:
    return {
        "TableName": "t",
        "KeyConditionExpression": ANY,
        "ExpressionAttributeNames": ANY,
        "ExpressionAttributeValues": ANY,
        "ScanIndexForward": ANY,
        "ConsistentRead": False,
        **asked,
    }


def paging(dynamo: Any, *pages: tuple[list[str], dict[str, Any]]) -> Stubber:
    """Answers with these SKs, page by page; each page says what must be asked for."""
    stubber, last = Stubber(dynamo), None
    for number, (sks, asked) in enumerate(pages, 1):
        items = [{"PK": {"S": "P"}, "SK": {"S": sk}} for sk in sks]
        answer: dict[str, Any] = {"Items": items}
        start: dict[str, Any] = {"ExclusiveStartKey": last} if last else {}
        if number < len(pages):
            last = {"PK": {"S": "P"}, "SK": {"S": f"page {number}"}}
            answer["LastEvaluatedKey"] = last
        stubber.add_response("query", answer, _query(**start, **asked))
    return stubber


def test_a_query_goes_on_until_the_last_page_even_over_an_empty_one(dynamo: Any) -> None:
    with paging(dynamo, (["A"], {}), ([], {}), (["B", "C"], {})) as stubber:
        found = DynamoTable(lambda: dynamo, "t").query("P")
        stubber.assert_no_pending_responses()

    assert [item["SK"] for item in found] == ["A", "B", "C"]


def test_a_limit_counts_over_all_pages_and_the_rest_is_not_asked_for(dynamo: Any) -> None:
    with paging(dynamo, (["A", "B"], {"Limit": 3}), (["C"], {"Limit": 1}), (["never"], {})):
        found = DynamoTable(lambda: dynamo, "t").query("P", limit=3)

    assert [item["SK"] for item in found] == ["A", "B", "C"]
