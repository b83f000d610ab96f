"""What our code says to a table: reads, and writes that expect something of what stands there.

Writes are values, so that the in-memory table of the tests and simulations understands exactly
the same ones. dynamo.py is the real table, workbench/memory_table.py the one in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Item = dict[str, Any]
Key = tuple[str, str]  # PK and SK
BATCH = 100  # items in one BatchGetItem request, at most


class Conflict(Exception):  # noqa: N818 - the name of what happened, not of a defect
    """What was expected of the item is not so. `item` is what stands there, if it is known."""

    def __init__(self, item: Item | None = None) -> None:
        super().__init__("the item is not as expected")
        self.item = item


class Throttled(Exception):  # noqa: N818
    """DynamoDB asks us to slow down; nothing was written."""


class StoreUnavailable(Exception):  # noqa: N818
    """DynamoDB did not answer in a way that says whether anything was written."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The attribute holds one of these values."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expect:
    """What must be true of an item for a write to happen.

    `exists` False: there is no such item. `attributes`: each attribute ("plan.rev" reaches into
    a map) holds this value, or one of these (OneOf), or is missing (None).
    """

    exists: bool = True
    attributes: Mapping[str, Any] = field(default_factory=dict)


ABSENT = Expect(exists=False)
PRESENT = Expect()


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole item."""

    item: Item
    expect: Expect | None = None

    @property
    def key(self) -> Item:
        return {"PK": self.item["PK"], "SK": self.item["SK"]}


@dataclass(frozen=True, slots=True)
class Change:
    """Set, add to and remove attributes of one item; never creates one unless `expect` is None."""

    pk: str
    sk: str
    set: Mapping[str, Any] = field(default_factory=dict)
    remove: Sequence[str] = ()
    add: Mapping[str, int] = field(default_factory=dict)
    expect: Expect | None = PRESENT

    @property
    def key(self) -> Item:
        return {"PK": self.pk, "SK": self.sk}


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove one item."""

    pk: str
    sk: str
    expect: Expect | None = None

    @property
    def key(self) -> Item:
        return {"PK": self.pk, "SK": self.sk}


Write = Put | Change | Delete


def stamped(write: Write) -> Write:
    """The same write with the version of the shape: what it creates carries it from then on."""
    version = {schema.V: schema.VERSION}
    if isinstance(write, Put):
        return Put({**write.item, **version}, write.expect)
    if isinstance(write, Change) and write.expect is None:  # may create it
        return replace(write, set={**write.set, **version})
    return write


def readable(item: Item) -> Item:
    """The item as whoever reads it knows it: the version is between the tables and schema.py.

    Raises StoreUnavailable if only newer code can read it: then it waits for that.
    """
    try:
        schema.check(item)
    except schema.NewerSchemaError as error:
        raise StoreUnavailable(str(error)) from error
    return {name: value for name, value in item.items() if name != schema.V}


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an index. `more` is where the next page starts, None at the end."""

    items: list[Item]
    more: Item | None = None


class Table(Protocol):
    """What stores need of a table."""

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None: ...

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        """Single items in one request (one for each BATCH of them): those that are there.

        Raises Throttled if some cannot be had for now. Not one moment: each item is read by itself.
        """
        ...

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        newest_first: bool = False,
        limit: int | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        """Items of one partition whose SK starts with `prefix`, in SK order; all pages."""
        ...

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        """At most `limit` index entries of one shard with due_at <= until (UTC), earliest first.

        A full page says that there may be more, even when there is not.
        """
        ...

    def write(self, write: Write) -> Item | None:
        """Do one write. A Change returns the new item. Raises Conflict, Throttled, ..."""
        ...

    def identity(self) -> str:
        """Which table this is: a restored one is another, whatever its name."""
        ...

    def transact(self, writes: Sequence[Write]) -> None:
        """All of them or none. Raises Conflict, with the first offending item."""
        ...
