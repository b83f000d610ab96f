"""A table's answers, kept as text and given again: so that only our own code is timed.

What the in-memory table spends on its index grows with the table, and is not what DynamoDB's
costs. Parsing an answer is part of our cost, so each one is parsed anew, as it comes from a wire.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib.table import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chalicelib.table import Item, Table, Write

Answers = dict[tuple[Any, ...], str]  # by question


@dataclass(frozen=True, slots=True)
class RecordingTable:
    """Asks the table, and keeps what it says. Offers what planning uses when nothing is odd."""

    table: Table
    answers: Answers = field(default_factory=dict)

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        found = self.table.get(pk, sk, consistent=consistent)
        self.answers["get", pk, sk] = json.dumps(found)
        return found

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        page = self.table.due(shard, until, limit, start)
        self.answers["due", shard, until, str(start)] = json.dumps([page.items, page.more])
        return page

    def write(self, write: Write) -> Item | None:
        answer = self.table.write(write)
        self.answers["write", *write.key.values()] = json.dumps(answer)
        return answer


@dataclass(frozen=True, slots=True)
class ReplayedTable:
    """Says again what was recorded. A question that nobody asked before is a KeyError."""

    answers: Answers

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:  # noqa: ARG002 - as it was asked
        found: Item | None = self._again("get", pk, sk)
        return found

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:  # noqa: ARG002 - as it was asked
        return Page(*self._again("due", shard, until, str(start)))

    def write(self, write: Write) -> Item | None:
        answer: Item | None = self._again("write", *write.key.values())
        return answer

    def _again(self, *question: Any) -> Any:
        return json.loads(self.answers[question])


def again(pages: Iterable[str]) -> Iterator[Item]:
    """The items of recorded pages, one page after the other."""
    return (item for page in pages for item in json.loads(page))
