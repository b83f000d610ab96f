"""As many items as the guide asks for: fewer, and people read the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.content.shelf import Shelf

AT_LEAST = {
    "appreciation": 130,
    "gesture": 80,
    "kind_word": 70,
    "date_night": 70,
    "openers": 56,
    "closers": 56,
    "topics": 56,
}
TAGGED = 60  # with a stage or a season
ROUGH = 20


def enough_of_each(shelf: Shelf) -> Iterator[tuple[str, str]]:
    lists = shelf.lists()
    for name, least in AT_LEAST.items():
        if (count := len(lists[name])) < least:
            yield name, f"there are {count}; write {least - count} more."


def free_dates(shelf: Shelf) -> Iterator[tuple[str, str]]:
    dates = shelf.lists()["date_night"]
    free = sum(item.cost == "none" for item in dates)
    if 3 * free < 2 * len(dates):
        yield "date_night", f"{free} of {len(dates)} cost nothing; two thirds must."


def enough_for_some(shelf: Shelf) -> Iterator[tuple[str, str]]:
    tagged = sum(bool(item.stages or item.season) for item in shelf.items)
    rough = sum(item.mood == "rough" for item in shelf.items)
    if tagged < TAGGED:
        yield "", f"{tagged} items name a stage or a season; {TAGGED} must."
    if rough < ROUGH:
        yield "", f"{rough} items are for a rough patch; {ROUGH} must be."
