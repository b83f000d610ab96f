"""What DynamoDB is asked, where a local one would not tell the difference."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from chalicelib.dynamo import LEFT_OUT, DynamoTable
from chalicelib.table import Throttled
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


def batches(dynamo: Any, *answers: tuple[list[str], list[str], list[str]]) -> Stubber:
    """Each answer: what must be asked for, what it gives, and what it leaves out."""
    stubber = Stubber(dynamo)
    for asked, given, left_out in answers:
        wanted = {"t": {"Keys": _keys(asked), "ConsistentRead": True}}
        left = {"t": {"Keys": _keys(left_out), "ConsistentRead": True}} if left_out else {}
        answer = {"Responses": {"t": _keys(given)}, "UnprocessedKeys": left}
        stubber.add_response("batch_get_item", answer, {"RequestItems": wanted})
    return stubber


def _keys(sks: list[str]) -> list[dict[str, Any]]:
    return [{"PK": {"S": "P"}, "SK": {"S": sk}} for sk in sks]


def test_what_a_batch_leaves_out_is_asked_for_again_after_a_moment(dynamo: Any) -> None:
    waits: list[float] = []
    table = DynamoTable(lambda: dynamo, "t", waits.append)
    answers = (["A", "B", "C"], ["A"], ["B", "C"]), (["B", "C"], ["C"], list[str]())
    with batches(dynamo, *answers) as stubber:
        found = table.get_many([("P", sk) for sk in "ABCA"], consistent=True)
        stubber.assert_no_pending_responses()

    assert [sk for _, sk in found] == ["A", "C"]
    assert waits == [LEFT_OUT[0]]


def test_what_is_left_out_again_and_again_cannot_be_had_for_now(dynamo: Any) -> None:
    waits: list[float] = []
    table = DynamoTable(lambda: dynamo, "t", waits.append)
    never: tuple[list[str], list[str], list[str]] = (["A"], [], ["A"])
    with batches(dynamo, *[never] * (len(LEFT_OUT) + 1)), pytest.raises(Throttled):
        table.get_many([("P", "A")], consistent=True)

    assert waits == list(LEFT_OUT)


def test_a_hundred_are_asked_for_at_a_time_and_each_once(dynamo: Any) -> None:
    sks = [f"{number:03d}" for number in range(101)]
    with batches(dynamo, (sks[:100], [], []), (sks[100:], [], [])) as stubber:
        asked = [("P", sk) for sk in [*sks, *sks]]
        assert DynamoTable(lambda: dynamo, "t").get_many(asked, consistent=True) == {}
        stubber.assert_no_pending_responses()


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
