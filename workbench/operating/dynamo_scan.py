"""Reading a whole DynamoDB table: the few items that fit, and of those only what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.operating.place import Read
from workbench.plain_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class DynamoScan:
    """place.Scan on a boto3 client."""

    client: Any
    table: str

    def __call__(self, starts: Sequence[str], names: Sequence[str]) -> Iterator[Read]:
        fits = {f":s{number}": {"S": start} for number, start in enumerate(starts)}
        shown = {f"#n{number}": name for number, name in enumerate(names)}
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table,
            FilterExpression=" OR ".join(f"begins_with(SK, {value})" for value in fits),
            ExpressionAttributeValues=fits,
            ProjectionExpression=", ".join(shown),
            ExpressionAttributeNames=shown,
            ReturnConsumedCapacity="TOTAL",
        )
        for page in pages:
            units = page.get("ConsumedCapacity", {}).get("CapacityUnits")
            yield Read(page["ScannedCount"], [plain(item) for item in page["Items"]], units)
