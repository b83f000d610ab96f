"""Items of the table in types that JSON has."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import Binary, TypeDeserializer

if TYPE_CHECKING:
    from collections.abc import Mapping


def plain(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of the table in types that JSON has."""
    deserialize = TypeDeserializer().deserialize
    return {name: _plain(deserialize(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case Binary():
            return base64.b64encode(value.value).decode()
        case set():
            return sorted(_plain(each) for each in value)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
    return value
