"""The sorted table answers as the plain one does, whatever is written in whatever order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.table import Change, Conflict, Delete, Expect, Put
from workbench.indexed_table import IndexedTable
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Item, Table, Write

LATE = "9999-12-31T00:00:00Z"
PKS = st.sampled_from(("COUPLE#1", "COUPLE#2"))
SKS = st.sampled_from(("COUPLE", "DUE#a#small", "DUE#b#small", "DELIVERY#a#1", "DELIVERY#a#2"))
SHARDS = st.sampled_from(("00", "01"))
TIMES = st.sampled_from(("2026-11-23T12:00:00Z", "2026-11-23T12:01:00Z", "2026-11-24T12:00:00Z"))
ATTRIBUTES = st.fixed_dictionaries(
    {}, optional={"due_shard": SHARDS, "due_at": TIMES, "plan": st.just({"times": [None, "8"]})}
)
EXPECTATIONS = st.sampled_from((None, Expect(exists=False), Expect()))
WRITES: st.SearchStrategy[Write] = st.one_of(
    st.builds(
        lambda pk, sk, more, expect: Put({"PK": pk, "SK": sk, **more}, expect),
        PKS, SKS, ATTRIBUTES, EXPECTATIONS,
    ),
    st.builds(
        lambda pk, sk, more, gone, expect: Change(
            pk, sk, set=more, remove=tuple({*gone} - {*more}), expect=expect
        ),
        PKS, SKS, ATTRIBUTES, st.sets(st.sampled_from(("due_shard", "due_at"))), EXPECTATIONS,
    ),
    st.builds(Delete, PKS, SKS, EXPECTATIONS),
)  # fmt: skip


def told(table: Table, write: Write) -> Any:
    try:
        return table.write(write)
    except Conflict as conflict:
        return "conflict", conflict.item


def everything(table: Table) -> Any:
    """All that can be asked of a table."""
    pages = []
    for shard in ("00", "01"):
        start: Item | None = None
        while True:
            page = table.due(shard, LATE, 2, start)
            pages.append(page)
            if (start := page.more) is None:
                break
    return pages, [
        table.query(pk, prefix, newest_first=newest_first, limit=limit)
        for pk in ("COUPLE#1", "COUPLE#2", "COUPLE#3")
        for prefix in ("", "D", "DUE#", "DELIVERY#a#", "DELIVERY#a#2", "Z")
        for newest_first in (False, True)
        for limit in (None, 1)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(WRITES, max_size=12))
def test_it_answers_as_the_plain_table_does(writes: list[Write]) -> None:
    plain, indexed = MemoryTable(), IndexedTable()

    assert [told(indexed, write) for write in writes] == [told(plain, write) for write in writes]
    assert indexed.items == plain.items
    assert everything(indexed) == everything(plain)
    assert everything(IndexedTable(plain.items.values())) == everything(plain)


def test_what_it_gives_away_is_a_copy() -> None:
    item = {"PK": "A", "SK": "1", "flat": "yes", "plan": {"times": ["8"]}, "due_shard": "00"}
    item["due_at"] = LATE
    table = IndexedTable([item, {"PK": "A", "SK": "2", "flat": "yes"}])

    for mine in (table.get("A", "1"), *table.query("A"), *table.due("00", LATE, 9).items):
        assert mine is not None
        mine["flat"] = "no"
        mine.setdefault("plan", {"times": []})["times"].append("9")

    assert table.get("A", "1") == item
    assert table.get("A", "2") == {"PK": "A", "SK": "2", "flat": "yes"}


def test_it_knows_when_the_next_entry_is_due() -> None:
    table = IndexedTable()
    assert table.next_due() is None

    for sk, shard, due_at in (("1", "00", "2026-11-24"), ("2", "01", "2026-11-23")):
        table.write(Put({"PK": "A", "SK": sk, "due_shard": shard, "due_at": due_at}))
    assert table.next_due() == "2026-11-23"

    table.write(Change("A", "2", remove=("due_shard", "due_at")))
    assert table.next_due() == "2026-11-24"
