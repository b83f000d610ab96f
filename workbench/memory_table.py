"""A Table in memory, for tests and simulations. Held to the real one by tests/contracts/."""

from __future__ import annotations

import threading
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from chalicelib.table import (
    Change,
    Conflict,
    Delete,
    Expect,
    Item,
    Key,
    OneOf,
    Page,
    Put,
    Write,
    readable,
    stamped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DUE_KEY = ("PK", "SK", "due_shard", "due_at")
DUE_PROJECTION = (*DUE_KEY, "plan")
PLAIN = frozenset((str, int, bool, bytes, type(None)))
_MISSING = object()  # an attribute that is not there; one that holds None is


class MemoryTable:
    """Items by (PK, SK). Every answer is a copy; every write is atomic."""

    def __init__(self) -> None:
        self.name = "in memory"
        self.items: dict[tuple[str, str], Item] = {}
        self._lock = threading.Lock()

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:  # noqa: ARG002 - always is
        with self._lock:
            return copied(readable(self.items.get((pk, sk), {}))) or None

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        found = ((key, self.get(*key, consistent=consistent)) for key in keys)
        return {key: item for key, item in found if item is not None}

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,  # noqa: ARG002 - always is
    ) -> list[Item]:
        with self._lock:
            keys = [key for key in self.items if key[0] == pk and key[1].startswith(prefix)]
            keys.sort(reverse=newest_first)
            return [copied(readable(self.items[key])) for key in keys[:limit]]

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        after = due_place(start) if start else ("", "", "")
        with self._lock:
            found = [
                item
                for item in self.items.values()
                if item.get("due_shard") == shard
                and item.get("due_at", "~") <= until
                and due_place(item) > after
            ]
            found.sort(key=due_place)
            page = [copied(_projected(item, DUE_PROJECTION)) for item in found[:limit]]
        full = len(page) == limit
        return Page(page, _projected(page[-1], DUE_KEY) if full else None)

    def write(self, write: Write) -> Item | None:
        with self._lock:
            self._check(write)
            return self._apply(write)

    def identity(self) -> str:
        return self.name

    def transact(self, writes: Sequence[Write]) -> None:
        with self._lock:
            for write in writes:
                self._check(write)
            for write in writes:
                self._apply(write)

    def _check(self, write: Write) -> None:
        if write.expect is None:
            return
        item = self.items.get((write.key["PK"], write.key["SK"]))
        if not _holds(write.expect, item):
            raise Conflict(copied(readable(item)) if item is not None else None)

    def _apply(self, write: Write) -> Item | None:
        write = stamped(write)
        key = (write.key["PK"], write.key["SK"])
        if isinstance(write, Delete):
            self.items.pop(key, None)
            return None
        if isinstance(write, Put):
            self.items[key] = _plain(write.item)
            return None
        item = self.items.setdefault(key, dict(write.key))
        _change(item, write)
        after: Item = copied(readable(item))
        return after


def due_place(item: Item) -> tuple[str, str, str]:
    """Where an entry stands in its shard."""
    return item["due_at"], item["PK"], item["SK"]


def _projected(item: Item, names: Sequence[str]) -> Item:
    return {name: item[name] for name in names if name in item}


def _holds(expect: Expect, item: Item | None) -> bool:
    if not expect.exists:
        return item is None
    if item is None:
        return False
    return all(_matches(_at(item, path), wanted) for path, wanted in expect.attributes.items())


def _matches(found: Any, wanted: Any) -> bool:
    if wanted is None:
        return found is _MISSING
    if isinstance(wanted, OneOf):
        return found in wanted.values
    return bool(found == _plain(wanted))


def _at(item: Item, path: str) -> Any:
    value: Any = item
    for part in path.split("."):
        value = value.get(part, _MISSING) if isinstance(value, dict) else _MISSING
    return value


def _change(item: Item, change: Change) -> None:
    for path, value in change.set.items():
        _holder(item, path)[path.rsplit(".", 1)[-1]] = _plain(value)
    for name, amount in change.add.items():
        item[name] = item.get(name, 0) + amount
    for path in change.remove:
        _holder(item, path).pop(path.rsplit(".", 1)[-1], None)


def _holder(item: Item, path: str) -> Item:
    *parents, _ = path.split(".")
    for parent in parents:
        item = item[parent]
    return item


def _plain(value: Any) -> Any:
    """A deep copy as DynamoDB would give it back: tuples become lists."""
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, float):
        raise TypeError("fractions are not kept: give a whole number, or text")
    return value


def copied(value: Any) -> Any:
    """Much quicker than deepcopy for what a table holds: dicts, lists and plain values."""
    if value.__class__ is dict:
        return {name: p if p.__class__ in PLAIN else copied(p) for name, p in value.items()}
    if value.__class__ is list:
        return [part if part.__class__ in PLAIN else copied(part) for part in value]
    return value if value.__class__ in PLAIN else deepcopy(value)
