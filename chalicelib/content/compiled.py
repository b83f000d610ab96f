"""The library as a Lambda reads it: JSON that packaging makes of the files people write.

Parsing and checking 140 items of TOML takes some 10 ms of CPU, as JSON they take less than one
(benchmarks/library.py). Nothing is checked here: packaging refused what was wrong.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from chalicelib.content.errors import ContentError
from chalicelib.content.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_USUAL = {field.name: field.default for field in fields(Item) if field.default is not MISSING}


def compiled(items: Iterable[Item]) -> bytes:
    """These items of one kind; of each only what differs from the usual."""
    rows = [
        {
            field.name: value
            for field in fields(Item)
            if field.name != "kind" and (value := getattr(item, field.name)) != _usual(field.name)
        }
        for item in items
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def read_compiled(path: Path, kind: str) -> dict[str, Item]:
    """The items of a compiled file by id, in its order. Raises ContentError."""
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_bytes())
        items = [Item(kind=kind, **{n: _as_kept(v) for n, v in row.items()}) for row in rows]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ContentError(f"{path.name}: package anew: {error}") from error
    return {item.id: item for item in items}


def _as_kept(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


def _usual(name: str) -> object:
    return _USUAL.get(name, MISSING)
