"""Small libraries to lint: one good item, and what a test changes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.content.model import Item
from workbench.content.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

GOOD: dict[str, Any] = {
    "id": "gesture-charger",
    "kind": "gesture",
    "act": "charger",
    "sms": "If you pass {partner}'s phone tonight, plug it in and leave it there.",
    "email": "Phones die at noon. If you pass {partner}'s phone tonight, plug it in.",
}
DATE: dict[str, Any] = GOOD | {
    "id": "date-night-map",
    "kind": "date_night",
    "title": "An old map",
    "plan": "Find the street you lived on. Show {partner} the shortcut.",
    "minutes": 20,
}
LINE: dict[str, Any] = {
    "id": "check-in-opener-song",
    "kind": "check_in",
    "role": "opener",
    "email": "Which song was stuck in your head this week?",
}


def good(**changes: Any) -> Item:
    return Item(**(GOOD | changes))


def date(**changes: Any) -> Item:
    return Item(**(DATE | changes))


def line(**changes: Any) -> Item:
    return Item(**(LINE | changes))


def many(count: int, **changes: Any) -> list[Item]:
    """So many items that differ in their ids alone."""
    return [good(id=f"gesture-{number}", **changes) for number in range(count)]


def shelf(*items: Item) -> Shelf:
    return Shelf(items, {item.id: f"{item.kind}.toml" for item in items})


def says(found: Iterable[str] | Iterable[tuple[str, str]]) -> list[str]:
    """What a rule found, as text."""
    return [each if isinstance(each, str) else ": ".join(filter(None, each)) for each in found]
