"""The arithmetic of units, held to the examples and the rules of DynamoDB's own pages."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.dynamo_units import (
    index_write_units,
    item_size,
    pages,
    read_units,
    refused_units,
    table_write_units,
    transaction_units,
    write_units,
)

KB = 1024


def of(size: int, **more: Any) -> dict[str, Any]:
    """An item of exactly so many bytes, these attributes among them."""
    item = {**more, "x": ""}
    item["x"] = "x" * (size - item_size(item))
    return item


@pytest.mark.parametrize(
    ("item", "size"),
    [
        (None, 0),
        ({}, 0),
        ({"PK": "COUPLE#1"}, 10),
        ({"é": "é€"}, 7),  # two bytes, then two and three
        ({"n": 0}, 2),
        ({"n": 7}, 3),
        ({"n": 42}, 3),
        ({"n": 123}, 4),
        ({"n": -123}, 4),
        ({"n": 120_000}, 3),  # zeros at the end are trimmed
        ({"n": 100_001}, 5),  # those in the middle are not
        ({"yes": True, "no": None}, 7),
        ({"b": b"\x00\x01\x02"}, 4),
        ({"l": []}, 4),
        ({"l": ["ab", 1]}, 10),  # 1 + 3, then 2 + 1 and 2 + 1
        ({"l": (None, "20:15")}, 12),
        ({"m": {}}, 4),
        ({"m": {"rev": 1}}, 10),  # 1 + 3, then 3 + 2 + 1
        ({"m": {"l": [True]}}, 11),  # 1 + 3, then 1 + 3 + (1 + 1) + 1
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(item: dict[str, Any], size: int) -> None:
    assert item_size(item) == size


def test_what_dynamodb_does_not_keep_has_no_size() -> None:
    with pytest.raises(TypeError, match="float"):
        item_size({"n": 0.5})


@pytest.mark.parametrize(
    ("items", "units"),
    [
        ([], 0.5),
        ([1], 0.5),
        ([4 * KB], 0.5),
        ([4 * KB + 1], 1),
        ([8 * KB], 1),
        ([80 * KB], 10),  # an example of the guide
        ([4 * KB + 82] * 10, 5.5),  # another: 40.8 KB are read as 44
        ([64] * 1500, 12),  # another: they are summed before they are rounded
        ([2000] * 8, 2),  # another: an index query
    ],
)
def test_a_read_pays_for_all_it_reads_together(items: list[int], units: float) -> None:
    read = [of(size) for size in items]
    assert read_units(read) == units
    assert read_units(read, consistent=True) == 2 * units


def test_a_scan_reads_a_megabyte_at_a_time() -> None:
    scanned = list(pages([of(1042)] * 5000))

    assert [len(page) for page in scanned] == [1007, 1007, 1007, 1007, 972]
    # What people see who scan a large table: 128.5 units for each full page.
    assert [read_units(page) for page in scanned] == [128.5, 128.5, 128.5, 128.5, 124]


def test_an_empty_table_has_no_pages() -> None:
    assert list(pages([])) == []


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, 500, 1),
        (None, KB, 1),
        (None, KB + 1, 2),
        (500, 500, 1),
        (2 * KB + 1, 10, 3),  # the larger one counts, and it is the one before
        (10, 2 * KB + 1, 3),
        (1638, None, 2),  # an example of the guide: 1.6 KB deleted
        (None, None, 1),  # a delete of what is not there
    ],
)
def test_a_write_pays_for_the_larger_of_before_and_after(
    before: int | None, after: int | None, units: int
) -> None:
    old, new = (None if size is None else of(size) for size in (before, after))
    assert table_write_units(old, new) == units
    assert write_units(old, new) == units  # the index has no part in it


def entry(due_at: str = "noon", shard: str = "00", size: int = 200, **more: Any) -> dict[str, Any]:
    key = {"PK": "COUPLE#1", "SK": "DUE#a#small", "due_shard": shard, "due_at": due_at}
    return {**key, "plan": of(size), **more}


OUTSIDE = {"PK": "COUPLE#1", "SK": "DUE#a#small", "plan": {"rev": 1}}


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, entry(), 1),
        (OUTSIDE, entry(), 1),
        (entry(), None, 1),
        (entry(), OUTSIDE, 1),
        (entry(), entry(), 0),
        (entry(), entry(state="seen"), 0),  # not in the index
        (entry(), entry(size=210), 1),  # the plan alone
        (entry(), entry("one o'clock"), 2),  # a delete and a put
        (entry(), entry(shard="01"), 2),
        (entry(size=KB), entry("one o'clock", size=KB), 4),  # each of them larger than 1 KB
        (entry(size=KB), entry(size=10), 2),
        (None, OUTSIDE, 0),
        (OUTSIDE, {**OUTSIDE, "plan": {"rev": 2}}, 0),
        (None, {**OUTSIDE, "due_at": "noon"}, 0),  # half a key does not bring it in
    ],
)
def test_the_index_pays_for_what_a_write_makes_it_do(
    before: dict[str, Any] | None, after: dict[str, Any] | None, units: int
) -> None:
    assert index_write_units(before, after) == units


def test_an_entry_that_moves_on_costs_three() -> None:
    assert write_units(entry(), entry("one o'clock")) == 3


def test_a_transaction_writes_every_item_twice_and_the_index_once() -> None:
    assert transaction_units([(None, of(1500)), (None, entry()), (entry(), None)]) == 4 + 3 + 3


@pytest.mark.parametrize(
    ("standing", "wanted", "units"),
    [(None, None, 1), (of(100), None, 1), (of(1500), None, 2), (of(100), of(2500), 3)],
)
def test_a_write_that_was_refused_is_paid_for(
    standing: dict[str, Any] | None, wanted: dict[str, Any] | None, units: int
) -> None:
    assert refused_units(standing, wanted) == units
