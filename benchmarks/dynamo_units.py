"""What a request costs by DynamoDB's documented rules: item sizes, read units, write units.

An emulator counts none of this, and its index costs nothing. The pages named in the comments are
those of DynamoDB's developer guide: docs.aws.amazon.com/amazondynamodb/latest/developerguide/.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chalicelib.table import Item

READ_BLOCK, WRITE_BLOCK = 4096, 1024  # bytes that one unit pays for
PAGE_BYTES = 2**20  # Scan.html, Query.Pagination.html: one request reads at most 1 MB
INDEX_KEY = ("due_shard", "due_at")
INDEX_PROJECTS = ("PK", "SK", *INDEX_KEY, "plan")


def item_size(item: Item | None) -> int:
    """Bytes of an item: its attributes' names and values (CapacityUnitCalculations.html)."""
    return sum(_name(name) + value_size(value) for name, value in (item or {}).items())


def value_size(value: Any) -> int:
    """Bytes of one value, by the list of types in CapacityUnitCalculations.html."""
    match value:
        case bool() | None:
            return 1
        case str():
            return len(value.encode())
        case int():
            # "1 byte per two significant digits, and 1 byte"; zeros at both ends are trimmed.
            return math.ceil(len(str(abs(value)).strip("0")) / 2) + 1
        case bytes():
            return len(value)
        case list() | tuple():
            # "3 bytes of overhead, regardless of its contents", and 1 more for each element.
            return 3 + sum(value_size(part) + 1 for part in value)
        case dict():
            return 3 + sum(_name(name) + value_size(part) + 1 for name, part in value.items())
    raise TypeError(f"DynamoDB keeps no {type(value).__name__}")


def read_units(items: Iterable[Item], *, consistent: bool = False) -> float:
    """One get, or one page of a query or scan.

    read-write-operations.html: the sizes are summed, then rounded up to 4 KB; one unit for each
    4 KB, half of it when eventually consistent; what finds nothing pays for 4 KB all the same.
    """
    blocks = max(1, math.ceil(sum(map(item_size, items)) / READ_BLOCK))
    return blocks * (1.0 if consistent else 0.5)


def pages(items: Iterable[Item]) -> Iterator[list[Item]]:
    """What one scan request after the other reads. Filtering comes later, and saves no units."""
    page: list[Item] = []
    held = 0
    for item in items:
        page.append(item)
        held += item_size(item)
        if held >= PAGE_BYTES:
            yield page
            page, held = [], 0
    if page:
        yield page


def write_units(before: Item | None, after: Item | None) -> int:
    """One write: the table's part and the index's (GSI.html: the cost is the sum of both)."""
    return table_write_units(before, after) + index_write_units(before, after)


def table_write_units(before: Item | None, after: Item | None) -> int:
    """read-write-operations.html: the larger of the item before and after, rounded up to 1 KB."""
    return max(1, _blocks(before), _blocks(after))


def index_write_units(before: Item | None, after: Item | None) -> int:
    """GSI.html, "Provisioned throughput considerations": what the write makes the index do."""
    old, new = index_entry(before), index_entry(after)
    if old == new:
        return 0  # it is not in the index and does not come into it, or nothing projected changed
    if old and new and all(old[name] == new[name] for name in INDEX_KEY):
        return max(_blocks(old), _blocks(new))  # only what is projected changed: one write
    # It comes in (one write), goes out (one write), or moves: a delete and a put.
    return _blocks(old) + _blocks(new)


def transaction_units(changes: Iterable[tuple[Item | None, Item | None]]) -> int:
    """All of a transaction's (before, after).

    transaction-apis.html: every item is written twice, to prepare and to commit. The index follows
    once, after the transaction has completed.
    """
    return sum(2 * table_write_units(*change) + index_write_units(*change) for change in changes)


def refused_units(standing: Item | None, wanted: Item | None = None) -> int:
    """A condition that did not hold: paid for as a write of the item (read-write-operations.html).

    Editions of that page differ in whose size counts, so the larger one does here.
    """
    return table_write_units(standing, wanted)


def index_entry(item: Item | None) -> Item | None:
    """What the index keeps of an item; GSI.html: only one that has all of the index's key."""
    if item is None or any(name not in item for name in INDEX_KEY):
        return None
    return {name: item[name] for name in INDEX_PROJECTS if name in item}


def _blocks(item: Item | None) -> int:
    return math.ceil(item_size(item) / WRITE_BLOCK)


def _name(name: str) -> int:
    return len(name.encode())
