"""What was asked is counted by name, and in units, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.counting_table import CountingTable
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, Put
from workbench.memory_table import MemoryTable

ENTRY: dict[str, Any] = {"PK": "a", "SK": "1", "due_shard": "00", "due_at": "1", "plan": {}}
OTHERS = Expect(attributes={"due_at": "another"})


@pytest.fixture
def table() -> CountingTable:
    return CountingTable(MemoryTable())


def test_reads_are_counted(table: CountingTable) -> None:
    table.write(Put(ENTRY))
    table.write(Put({"PK": "a", "SK": "2", "text": "x" * 5000}))

    assert table.get("a", "1") == ENTRY
    assert table.get("a", "1", consistent=True) == ENTRY
    assert table.get("a", "nothing") is None
    assert [one["SK"] for one in table.query("a")] == ["1", "2"]
    assert [one["SK"] for one in table.query("a", consistent=True)] == ["1", "2"]
    assert table.due("00", "2", 10).items == [ENTRY]
    assert table.due("01", "2", 10).items == []

    counts = table.counts
    assert counts.calls == {"write": 2, "get": 3, "query": 2, "due": 2}
    assert counts.reads == 0.5 + 1 + 0.5 + 1 + 2 + 0.5 + 0.5


def test_writes_are_counted_with_what_they_make_the_index_do(table: CountingTable) -> None:
    table.write(Put(ENTRY, ABSENT))
    assert table.counts.writes == 2

    table.write(Change("a", "1", set={"due_at": "2"}))
    assert table.counts.writes == 2 + 3

    table.write(Delete("a", "1"))
    assert table.counts.writes == 2 + 3 + 2
    assert table.counts.calls == {"write": 3}


def test_what_is_refused_is_counted_and_still_refused(table: CountingTable) -> None:
    table.write(Put(ENTRY))
    for refused in (Put(ENTRY, ABSENT), Change("a", "1", set={"x": 1}, expect=OTHERS)):
        with pytest.raises(Conflict):
            table.write(refused)
    assert table.counts.writes == 2 + 1 + 1

    with pytest.raises(Conflict):
        table.transact([Put({"PK": "b", "SK": "1"}), Put(ENTRY, ABSENT)])
    assert table.counts.writes == 2 + 1 + 1 + 4
    assert table.get("b", "1") is None


def test_a_transaction_costs_twice(table: CountingTable) -> None:
    table.transact([Put(ENTRY), Put({"PK": "b", "SK": "1"})])

    assert table.counts.calls == {"transact": 1}
    assert table.counts.writes == 3 + 2
