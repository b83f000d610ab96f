"""What DynamoDB's errors become."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from chalicelib.dynamo import DynamoTable
from chalicelib.table import ABSENT, Change, Conflict, Put, StoreUnavailable, Throttled
from tests.contracts.one_try import client

KEY = {"PK": {"S": "P"}, "SK": {"S": "A"}}
STANDING = {**KEY, "token": {"S": "theirs"}, "n": {"N": "3"}}
PUT = Put({"PK": "P", "SK": "A"}, ABSENT)


@pytest.fixture
def dynamo() -> Any:
    return client()


def failing(dynamo: Any, operation: str, code: str, status: int = 400, **fields: Any) -> Stubber:
    stubber = Stubber(dynamo)
    stubber.add_client_error(
        operation, code, http_status_code=status, modeled_fields=fields or None
    )
    return stubber


def cancelled(dynamo: Any, *reasons: dict[str, Any]) -> Stubber:
    return failing(
        dynamo,
        "transact_write_items",
        "TransactionCanceledException",
        CancellationReasons=list(reasons),
    )


def test_a_failed_condition_is_a_conflict_with_what_stands_there(dynamo: Any) -> None:
    stubber = failing(dynamo, "put_item", "ConditionalCheckFailedException", Item=STANDING)

    with stubber, pytest.raises(Conflict) as conflict:
        DynamoTable(lambda: dynamo, "t").write(PUT)

    assert conflict.value.item == {"PK": "P", "SK": "A", "token": "theirs", "n": 3}


@pytest.mark.parametrize(
    "code", ["ConditionalCheckFailedException", "TransactionConflictException"]
)
def test_a_conflict_without_an_item_says_that_it_knows_none(dynamo: Any, code: str) -> None:
    with failing(dynamo, "update_item", code), pytest.raises(Conflict) as conflict:
        DynamoTable(lambda: dynamo, "t").write(Change("P", "A", set={"n": 1}))

    assert conflict.value.item is None


@pytest.mark.parametrize(
    "code",
    ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"],
)
def test_being_asked_to_slow_down_is_throttled(dynamo: Any, code: str) -> None:
    with failing(dynamo, "get_item", code), pytest.raises(Throttled):
        DynamoTable(lambda: dynamo, "t").get("P", "A")


@pytest.mark.parametrize(
    ("code", "status"), [("InternalServerError", 500), ("ServiceUnavailable", 503), ("502", 502)]
)
def test_a_server_error_leaves_us_in_the_dark(dynamo: Any, code: str, status: int) -> None:
    with failing(dynamo, "put_item", code, status), pytest.raises(StoreUnavailable):
        DynamoTable(lambda: dynamo, "t").write(PUT)


def test_a_table_that_is_being_put_back_is_a_store_that_is_down(dynamo: Any) -> None:
    with failing(dynamo, "get_item", "ResourceNotFoundException"), pytest.raises(StoreUnavailable):
        DynamoTable(lambda: dynamo, "t").get("P", "A")


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException"])
def test_what_is_our_own_mistake_passes_for_nothing_else(dynamo: Any, code: str) -> None:
    with failing(dynamo, "query", code), pytest.raises(Exception, match=code) as error:
        DynamoTable(lambda: dynamo, "t").query("P")

    assert not isinstance(error.value, Conflict | Throttled | StoreUnavailable)


def test_a_refused_connection_leaves_us_in_the_dark() -> None:
    with socket.socket() as closed:  # bound and not listening: nobody else can answer there
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        table = DynamoTable(lambda: client(address), "t")

        with pytest.raises(StoreUnavailable, match="EndpointConnectionError"):
            table.get("P", "A")


class Silent:
    """A client whose connection is never answered."""

    def put_item(self, **_: Any) -> Any:
        raise ReadTimeoutError(endpoint_url="https://dynamodb.us-east-1.amazonaws.com")


def test_an_answer_that_never_comes_leaves_us_in_the_dark() -> None:
    with pytest.raises(StoreUnavailable, match="ReadTimeoutError"):
        DynamoTable(Silent, "t").write(PUT)


NONE, FAILED = {"Code": "None"}, {"Code": "ConditionalCheckFailed"}


def test_a_cancelled_transaction_names_the_first_item_that_offended(dynamo: Any) -> None:
    with (
        cancelled(dynamo, NONE, {**FAILED, "Item": STANDING}, {**FAILED, "Item": KEY}),
        pytest.raises(Conflict) as conflict,
    ):
        DynamoTable(lambda: dynamo, "t").transact([PUT])

    assert conflict.value.item == {"PK": "P", "SK": "A", "token": "theirs", "n": 3}


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (["None", "TransactionConflict"], Conflict),
        (["ConditionalCheckFailed", "ThrottlingError"], Conflict),
        (["ThrottlingError", "None"], Throttled),
        (["ProvisionedThroughputExceeded"], Throttled),
    ],
)
def test_a_cancelled_transaction_becomes(dynamo: Any, codes: list[str], wanted: type) -> None:
    with cancelled(dynamo, *({"Code": code} for code in codes)), pytest.raises(wanted):
        DynamoTable(lambda: dynamo, "t").transact([PUT])


def test_a_transaction_that_is_a_mistake_of_ours_is_not_taken_for_a_busy_table(dynamo: Any) -> None:
    with (
        cancelled(dynamo, NONE, {"Code": "ValidationError"}),
        pytest.raises(Exception, match="ValidationError") as error,
    ):
        DynamoTable(lambda: dynamo, "t").transact([PUT])

    assert not isinstance(error.value, Conflict | Throttled | StoreUnavailable)
