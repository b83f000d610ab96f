"""What version 1 wrote, one file for each kind of item and of queue message.

A kind's file has as many items as it takes to show every attribute that may stand in one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib import keys

if TYPE_CHECKING:
    from chalicelib.table import Item

FOLDER = Path(__file__).parent / "fixtures" / "schema"


@cache
def items(kind: str) -> tuple[Item, ...]:
    return tuple(json.loads((FOLDER / f"{kind}.json").read_text()))


def kinds() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def message(kind: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "messages" / f"{kind}.json").read_text())
    return read


def kind_of(item: Item) -> str:
    """A couple's delivery is "couple-delivery"; a link is "link"; an SK may be a date alone."""
    if item["PK"] == keys.ERASED:
        return "erased"
    owner, what = (item[name].split("#")[0].lower() for name in ("PK", "SK"))
    return owner if owner == what else f"{owner}-{what}"


def unknown(item: Item) -> str:
    """What of this item no fixture shows; "" if all of it is known."""
    kind = kind_of(item)
    if kind not in kinds():
        return f"the kind {kind} has no fixture"
    if "v" not in item:
        return f"{kind} is written without its version"
    new = item.keys() - {name for one in items(kind) for name in one}
    return f"{kind} has {', '.join(sorted(new))}, which no fixture shows" if new else ""
