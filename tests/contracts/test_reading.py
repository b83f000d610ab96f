"""What a table gives back: single items and partitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.table import Put

if TYPE_CHECKING:
    from chalicelib.table import Item, Table

KEPT: dict[str, Any] = {
    "text": "Thanks for the dishes ❤️ \u2018really\u2019",
    "nothing said": "",
    "number": 20261123,
    "negative": -1,
    "yes": True,
    "no": False,
    "none": None,
    "list": ["a", 1, None, ["deeper"]],
    "empty list": [],
    "map": {"contacts": {"sms": {"state": "confirmed"}}, "rev": 3},
    "empty map": {},
}


def same(found: Any, wanted: Any) -> bool:
    """Equal, and of the same types: True is not 1, and a Decimal is not an int."""
    if isinstance(wanted, dict):
        keys = isinstance(found, dict) and found.keys() == wanted.keys()
        return keys and all(same(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        sized = isinstance(found, list) and len(found) == len(wanted)
        return sized and all(map(same, found, wanted))
    return type(found) is type(wanted) and bool(found == wanted)


@pytest.mark.parametrize("name", KEPT)
def test_a_value_comes_back_as_it_was_written(table: Table, pk: str, name: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "value": KEPT[name]}))

    found = table.get(pk, "A", consistent=True)

    assert found is not None
    assert same(found["value"], KEPT[name])


def test_tuples_come_back_as_lists_however_deep(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "plan": {"times": (None, ("20:15",))}, "days": (0, 2)}))

    found = table.get(pk, "A")

    assert found is not None
    assert same(found["plan"], {"times": [None, ["20:15"]]})
    assert same(found["days"], [0, 2])


@pytest.mark.parametrize("value", [0.5, {"deep": [1.5]}], ids=["plain", "nested"])
def test_fractions_are_refused(table: Table, pk: str, value: object) -> None:
    with pytest.raises(TypeError):
        table.write(Put({"PK": pk, "SK": "A", "value": value}))

    assert table.get(pk, "A") is None


def test_what_is_not_there_is_none(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A"}))

    assert table.get(pk, "B") is None
    assert table.get(pk + "x", "A", consistent=True) is None


def test_changing_what_was_given_or_got_changes_nothing_in_the_table(table: Table, pk: str) -> None:
    item: Item = {"PK": pk, "SK": "A", "map": {"list": [1]}}
    table.write(Put(item))
    item["map"]["list"].append(2)
    got = table.get(pk, "A")
    assert got is not None
    got["map"]["list"].append(3)
    table.query(pk)[0]["map"]["list"].append(4)

    assert table.get(pk, "A") == {"PK": pk, "SK": "A", "map": {"list": [1]}}


def test_many_are_got_at_once_by_their_keys_and_what_is_not_there_is_left_out(
    table: Table, pk: str
) -> None:
    for sk in ("A", "B", "C"):
        table.write(Put({"PK": pk, "SK": sk, "map": {"is": [sk, 1]}}))
    table.write(Put({"PK": pk + "0", "SK": "A"}))

    asked = [(pk, "C"), (pk, "A"), (pk, "gone"), (pk + "0", "A"), (pk, "A")]
    found = table.get_many(asked, consistent=True)

    assert found == {
        (pk, "A"): {"PK": pk, "SK": "A", "map": {"is": ["A", 1]}},
        (pk, "C"): {"PK": pk, "SK": "C", "map": {"is": ["C", 1]}},
        (pk + "0", "A"): {"PK": pk + "0", "SK": "A"},
    }
    assert table.get_many([]) == {}


def test_more_than_one_request_holds_are_all_there(table: Table, pk: str) -> None:
    sks = [f"{number:03d}" for number in range(0, 240, 2)]
    for sk in sks:
        table.write(Put({"PK": pk, "SK": sk}))

    found = table.get_many([(pk, f"{number:03d}") for number in range(240)])

    assert sorted(sk for _, sk in found) == sks


def test_changing_what_came_of_many_changes_nothing_in_the_table(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "map": {"list": [1]}}))
    table.get_many([(pk, "A")])[pk, "A"]["map"]["list"].append(2)

    assert table.get(pk, "A") == {"PK": pk, "SK": "A", "map": {"list": [1]}}


@pytest.fixture
def partition(table: Table, pk: str) -> str:
    """Written in no order, with a neighbour whose partition begins alike."""
    for sk in ("B#2", "A#1", "B#10", "C", "B#1", "B"):
        table.write(Put({"PK": pk, "SK": sk}))
    table.write(Put({"PK": pk + "0", "SK": "B#1"}))
    return pk


QUERIES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("everything in order", {}, ["A#1", "B", "B#1", "B#10", "B#2", "C"]),
    ("a prefix", {"prefix": "B#"}, ["B#1", "B#10", "B#2"]),
    ("an unknown prefix", {"prefix": "D"}, []),
    ("newest first", {"prefix": "B#", "newest_first": True}, ["B#2", "B#10", "B#1"]),
    ("the first", {"limit": 2}, ["A#1", "B"]),
    ("the newest", {"prefix": "B#", "newest_first": True, "limit": 1}, ["B#2"]),
    ("more than there are", {"prefix": "B#", "limit": 9}, ["B#1", "B#10", "B#2"]),
    ("consistent", {"prefix": "C", "consistent": True}, ["C"]),
]


@pytest.mark.parametrize(
    ("how", "wanted"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES]
)
def test_a_query_gives(
    table: Table, partition: str, how: dict[str, Any], wanted: list[str]
) -> None:
    assert [item["SK"] for item in table.query(partition, **how)] == wanted


def test_a_query_of_several_megabytes_gives_all_of_it(table: Table, pk: str) -> None:
    for number in range(6):
        table.write(Put({"PK": pk, "SK": f"{number}", "text": "x" * 350_000}))

    assert [item["SK"] for item in table.query(pk)] == ["0", "1", "2", "3", "4", "5"]
