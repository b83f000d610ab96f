"""The sparse index of what is due: planning reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.table import Change, Delete, Put
from tests.contracts.local_dynamo import table_definition

if TYPE_CHECKING:
    from chalicelib.table import Table

NOON, ONE, TWO = (f"2026-11-23T1{hour}:00:00Z" for hour in (2, 3, 4))
LATE = "9999-12-31T00:00:00Z"


def entry(pk: str, sk: str, shard: str, due_at: str, **more: Any) -> Put:
    plan = {"rev": 1, "times": (None, "20:15")}
    item = {"PK": pk, "SK": sk, "due_shard": shard, "due_at": due_at, "plan": plan}
    return Put(item | more)


def due(table: Table, shard: str, until: str = LATE, limit: int = 100) -> list[str]:
    return [item["SK"] for item in table.due(shard, until, limit).items]


@pytest.fixture
def three(table: Table, pk: str, shard: str) -> str:
    """Written latest first, among what is not in the index."""
    table.write(entry(pk, "two", shard, TWO))
    table.write(entry(pk, "noon", shard, NOON))
    table.write(entry(pk, "one", shard, ONE))
    table.write(entry(pk, "elsewhere", shard + "x", NOON))
    table.write(Put({"PK": pk, "SK": "paused", "plan": {"rev": 1}}))
    table.write(Put({"PK": pk, "SK": "no time", "due_shard": shard}))
    table.write(Put({"PK": pk, "SK": "no shard", "due_at": NOON}))
    return shard


def test_what_is_due_comes_earliest_first_and_nothing_else_does(table: Table, three: str) -> None:
    assert due(table, three) == ["noon", "one", "two"]


@pytest.mark.parametrize(
    ("until", "wanted"),
    [
        ("2026-11-23T11:59:59Z", []),
        (NOON, ["noon"]),
        ("2026-11-23T13:59:59Z", ["noon", "one"]),
        (TWO, ["noon", "one", "two"]),
    ],
)
def test_due_means_at_that_second_or_before(
    table: Table, three: str, until: str, wanted: list[str]
) -> None:
    assert due(table, three, until) == wanted


def test_no_more_than_asked_for_come_and_those_are_the_earliest(table: Table, three: str) -> None:
    assert due(table, three, limit=2) == ["noon", "one"]


def test_a_long_shard_is_read_page_by_page(table: Table, pk: str, shard: str) -> None:
    for number in range(5):  # all due in the same second: the key alone tells them apart
        table.write(entry(pk, f"{number}", shard, NOON))

    first = table.due(shard, NOON, 2)
    second = table.due(shard, NOON, 2, first.more)
    last = table.due(shard, NOON, 2, second.more)

    read = (*first.items, *second.items, *last.items)
    assert {item["SK"] for item in read} == {"0", "1", "2", "3", "4"}
    assert [len(page.items) for page in (first, second, last)] == [2, 2, 1]
    assert last.more is None


def test_the_next_page_begins_after_the_last_even_if_that_has_moved_on(
    table: Table, pk: str, three: str
) -> None:
    page = table.due(three, LATE, 1)
    table.write(Change(pk, "noon", set={"due_at": "2026-11-30T12:00:00Z"}))

    rest = table.due(three, TWO, 10, page.more)

    assert [item["SK"] for item in rest.items] == ["one", "two"]


def test_a_page_that_is_not_full_is_the_last(table: Table, three: str) -> None:
    assert table.due(three, LATE, 4).more is None
    assert table.due(three, LATE, 2).more is not None


def test_an_entry_shows_its_key_and_its_plan_only(table: Table, pk: str, shard: str) -> None:
    table.write(entry(pk, "A", shard, NOON, secret="for nobody", expires_at=1))

    assert table.due(shard, LATE, 10).items == [
        {
            "PK": pk,
            "SK": "A",
            "due_shard": shard,
            "due_at": NOON,
            "plan": {"rev": 1, "times": [None, "20:15"]},
        }
    ]


def test_an_advanced_entry_is_due_at_its_new_time_only(table: Table, pk: str, three: str) -> None:
    table.write(Change(pk, "noon", set={"due_at": "2026-11-30T12:00:00Z", "plan.rev": 2}))

    assert due(table, three) == ["one", "two", "noon"]
    assert [one["plan"]["rev"] for one in table.due(three, LATE, 10).items] == [1, 1, 2]


def test_an_entry_that_loses_its_shard_leaves_the_index_and_stays_in_the_table(
    table: Table, pk: str, three: str
) -> None:
    table.write(Change(pk, "noon", remove=("due_shard", "due_at")))
    table.write(Put({"PK": pk, "SK": "one", "plan": {"rev": 2}}))
    table.write(Delete(pk, "two"))

    assert due(table, three) == []
    assert table.get(pk, "noon") is not None


def test_all_entries_of_a_busy_minute_come(table: Table, pk: str, shard: str) -> None:
    wanted = {f"{number:02d}" for number in range(25)}
    for sk in wanted:
        table.write(entry(pk, sk, shard, NOON))

    assert set(due(table, shard, NOON)) == wanted


def test_the_deployed_table_has_the_keys_and_the_index_that_the_code_asks_for() -> None:
    table = table_definition()
    (index,) = table["GlobalSecondaryIndexes"]

    assert [(part["AttributeName"], part["KeyType"]) for part in table["KeySchema"]] == [
        ("PK", "HASH"),
        ("SK", "RANGE"),
    ]
    assert index["IndexName"] == keys.DUE_INDEX
    assert [(part["AttributeName"], part["KeyType"]) for part in index["KeySchema"]] == [
        ("due_shard", "HASH"),
        ("due_at", "RANGE"),
    ]
    assert index["Projection"] == {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["plan"]}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
