"""What an item's values are on DynamoDB's wire, and back. Pure.

Source: DynamoDB developer guide, "Data type descriptors". boto3 has this too, but brings sixty
modules that nothing else of ours needs (docs/adr/0024-botocore-alone.md); a test holds one to the
other. We keep texts, whole numbers, yes and no, nothing, lists and maps, and no other kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def to_wire(value: Any) -> dict[str, Any]:
    """Raises TypeError for what we do not keep, such as a fraction."""
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, bool):  # before int, which it is, too
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if value is None:
        return {"NULL": True}
    if isinstance(value, Mapping):
        return {"M": {name: to_wire(part) for name, part in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"L": [to_wire(part) for part in value]}
    raise TypeError(f"no item of ours keeps a {type(value).__name__}")


def from_wire(value: Mapping[str, Any]) -> Any:
    """Raises TypeError for a kind that we do not write."""
    ((kind, inner),) = value.items()
    if kind in {"S", "BOOL"}:
        return inner
    if kind == "N":
        return int(inner)
    if kind == "NULL":
        return None
    if kind == "M":
        return {name: from_wire(part) for name, part in inner.items()}
    if kind == "L":
        return [from_wire(part) for part in inner]
    raise TypeError(f"no item of ours has a value of the kind {kind}")
