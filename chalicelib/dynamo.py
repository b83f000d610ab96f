"""The few DynamoDB calls we use. What it refuses is told in words of ours (dynamo_errors.py)."""

from __future__ import annotations

from functools import cached_property
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from chalicelib.dynamo_errors import translated
from chalicelib.dynamo_types import from_wire, to_wire
from chalicelib.expressions import Expression
from chalicelib.keys import DUE_INDEX
from chalicelib.table import (
    BATCH,
    Change,
    Delete,
    Item,
    Key,
    Page,
    Put,
    StoreUnavailable,
    Throttled,
    Write,
    readable,
    stamped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


IDENTITY_HOLDS = 60.0  # seconds: a table restored under its own name is another one
LEFT_OUT = (0.05, 0.1, 0.2)  # seconds before what a batch left out is asked for again


class DynamoTable:
    """A Table on DynamoDB.

    `connect` makes the client at the first call: a page that reads nothing imports nothing.
    """

    def __init__(
        self, connect: Callable[[], Any], name: str, wait: Callable[[float], object] = sleep
    ) -> None:
        self._connect = connect
        self._name = name
        self._wait = wait
        self._identity: str | None = None
        self._identified = 0.0

    @cached_property
    def _client(self) -> Any:
        return self._connect()

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        answer = self._call(
            "get_item", Key=self._wire({"PK": pk, "SK": sk}), ConsistentRead=consistent
        )
        return self._plain(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        asked = [self._wire({"PK": pk, "SK": sk}) for pk, sk in dict.fromkeys(keys)]
        batches = [asked[first : first + BATCH] for first in range(0, len(asked), BATCH)]
        items = [item for batch in batches for item in self._batch(batch, consistent=consistent)]
        return {(item["PK"], item["SK"]): item for item in items}

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        names, values = {"#pk": "PK"}, {":pk": pk}
        condition = "#pk = :pk"
        if prefix:
            names["#sk"], values[":sk"] = "SK", prefix
            condition += " AND begins_with(#sk, :sk)"
        return self._pages(
            limit,
            KeyConditionExpression=condition,
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=self._wire(values),
            ScanIndexForward=not newest_first,
            ConsistentRead=consistent,
        )

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        request: dict[str, Any] = {"ExclusiveStartKey": self._wire(start)} if start else {}
        answer = self._call(
            "query",
            IndexName=DUE_INDEX,
            KeyConditionExpression="due_shard = :shard AND due_at <= :until",
            ExpressionAttributeValues=self._wire({":shard": shard, ":until": until}),
            Limit=limit,
            **request,
        )
        more = answer.get("LastEvaluatedKey")
        return Page(
            [self._plain(item) for item in answer["Items"]], self._plain(more or {}) or None
        )

    def write(self, write: Write) -> Item | None:
        operation, request = self._request(write)
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        if isinstance(write, Change):
            request["ReturnValues"] = "ALL_NEW"
        answer = self._call(f"{operation.lower()}_item", **request)
        return self._plain(answer["Attributes"]) if "Attributes" in answer else None

    def transact(self, writes: Sequence[Write]) -> None:
        items = []
        for write in writes:
            operation, request = self._request(write)
            request |= {"ReturnValuesOnConditionCheckFailure": "ALL_OLD", "TableName": self._name}
            items.append({operation: request})
        self._call("transact_write_items", TransactItems=items, TableName=None)

    def identity(self) -> str:
        """DynamoDB gives each table an id of its own, whatever its name; asked once a minute."""
        now = monotonic()
        if self._identity is None or now - self._identified > IDENTITY_HOLDS:
            self._identity = str(self._call("describe_table")["Table"]["TableId"])
            self._identified = now
        return self._identity

    def _batch(self, keys: Sequence[Mapping[str, Any]], *, consistent: bool) -> list[Item]:
        """DynamoDB leaves out what is beyond 16 MB, or too much for now; botocore asks no more."""
        found: list[Item] = []
        for pause in (*LEFT_OUT, None):
            request = {self._name: {"Keys": keys, "ConsistentRead": consistent}}
            answer = self._call("batch_get_item", RequestItems=request, TableName=None)
            found += [self._plain(item) for item in answer["Responses"].get(self._name, [])]
            keys = answer.get("UnprocessedKeys", {}).get(self._name, {}).get("Keys", [])
            if not keys:
                return found
            if pause is not None:
                self._wait(pause)
        raise Throttled("UnprocessedKeys")

    def _pages(self, limit: int | None, **request: Any) -> list[Item]:
        found: list[Item] = []
        while True:
            if limit is not None:
                request["Limit"] = limit - len(found)
            answer = self._call("query", **request)
            found += [self._plain(item) for item in answer["Items"]]
            more = answer.get("LastEvaluatedKey")
            if not more or (limit is not None and len(found) >= limit):
                return found
            request["ExclusiveStartKey"] = more

    def _request(self, write: Write) -> tuple[str, dict[str, Any]]:
        write = stamped(write)
        expression = Expression()
        request: dict[str, Any]
        if isinstance(write, Put):
            operation, request = "Put", {"Item": self._wire(write.item)}
        elif isinstance(write, Delete):
            operation, request = "Delete", {"Key": self._wire(write.key)}
        else:
            operation = "Update"
            request = {
                "Key": self._wire(write.key),
                "UpdateExpression": expression.update(write),
            }
        if write.expect is not None:
            request["ConditionExpression"] = expression.condition(write.expect)
        if expression.names:
            request["ExpressionAttributeNames"] = expression.names
        if expression.values:
            request["ExpressionAttributeValues"] = self._wire(expression.values)
        return operation, request

    def _call(self, operation: str, **request: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        request.setdefault("TableName", self._name)
        if request["TableName"] is None:
            del request["TableName"]
        try:
            return getattr(self._client, operation)(**request)
        except ClientError as error:
            raise translated(error, self._plain) from error
        except BotoCoreError as error:
            raise StoreUnavailable(type(error).__name__) from error

    def _wire(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: to_wire(value) for name, value in values.items()}

    def _plain(self, item: Mapping[str, Any]) -> Item:
        return readable({name: from_wire(value) for name, value in item.items()})
