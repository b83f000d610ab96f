"""MemoryTable with sorted keys, for a hundred thousand items: a read costs what it finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, Any

from chalicelib.table import Item, Page, Put, Write, readable
from workbench.memory_table import (
    DUE_KEY,
    DUE_PROJECTION,
    PLAIN,
    MemoryTable,
    copied,
    due_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    Key = tuple[str, str]
    Place = tuple[str | None, str | None]

LAST = "\U0010ffff"  # sorts after every character


class IndexedTable(MemoryTable):
    """The same answers as MemoryTable. Change `items` through writes only: they keep the order."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        super().__init__()
        self._sks: dict[str, list[str]] = {}  # PK -> its SKs
        self._shards: dict[str, list[tuple[str, str, str]]] = {}  # shard -> places of its entries
        self._flat: set[Key] = set()  # items without lists and maps: their copy is the cheapest
        for item in items:
            self._apply(Put(item))

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:  # noqa: ARG002 - always is
        with self._lock:
            return self._copy((pk, sk)) if (pk, sk) in self.items else None

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
            sks = self._sks.get(pk, [])
            found = sks[bisect_left(sks, prefix) : bisect_left(sks, prefix + LAST)]
            if newest_first:
                found.reverse()
            return [self._copy((pk, sk)) for sk in found[:limit]]

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        with self._lock:
            places = self._shards.get(shard, [])
            first = bisect_right(places, due_place(start)) if start else 0
            found = places[first : min(bisect_right(places, (until, LAST, LAST)), first + limit)]
            page = [self._entry(pk, sk) for _, pk, sk in found]
        more = {name: page[-1][name] for name in DUE_KEY} if len(page) == limit else None
        return Page(page, more)

    def next_due(self) -> str | None:
        """When the earliest entry of the whole index is due (UTC ISO)."""
        with self._lock:
            return min((places[0][0] for places in self._shards.values() if places), default=None)

    def _copy(self, key: Key) -> Item:
        item = readable(self.items[key])
        return item if key in self._flat else copied(item)

    def _entry(self, pk: str, sk: str) -> Item:
        item = self.items[pk, sk]
        return {name: copied(item[name]) for name in DUE_PROJECTION if name in item}

    def _apply(self, write: Write) -> Item | None:
        key = write.key["PK"], write.key["SK"]
        was = _place(self.items.get(key))
        answer = super()._apply(write)
        self._note(key, was)
        return answer

    def _note(self, key: Key, was: Place | None) -> None:
        """Bring everything in line with what was just written at one key."""
        item = self.items.get(key)
        becomes = _place(item)
        if item is not None and all(part.__class__ in PLAIN for part in item.values()):
            self._flat.add(key)
        else:
            self._flat.discard(key)
        if (was is None) != (becomes is None):
            _set(self._sks.setdefault(key[0], []), key[1], there=item is not None)
        if was != becomes:
            self._shelve(key, was, there=False)
            self._shelve(key, becomes, there=True)

    def _shelve(self, key: Key, place: Place | None, *, there: bool) -> None:
        """Put an entry into the due index, or take it out."""
        shard, due_at = place or (None, None)
        if shard is not None and due_at is not None:
            _set(self._shards.setdefault(shard, []), (due_at, *key), there=there)


def _place(item: Item | None) -> Place | None:
    """Shard and time of an item, None if there is no item."""
    return None if item is None else (item.get("due_shard"), item.get("due_at"))


def _set(ordered: list[Any], value: Any, *, there: bool) -> None:
    if there:
        insort(ordered, value)
    else:
        del ordered[bisect_left(ordered, value)]
