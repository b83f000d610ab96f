"""What each kind of write does to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.table import ABSENT, Change, Conflict, Delete, Put

if TYPE_CHECKING:
    from chalicelib.table import Table

# A few of the 573 words that DynamoDB keeps for itself; items of ours have the first nine.
RESERVED = "state count date time token zone until hash language name status ttl values".split()  # noqa: SIM905 (they read as a line)


def test_a_put_replaces_the_whole_item(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "old": 1, "both": 1}))

    assert table.write(Put({"PK": pk, "SK": "A", "both": 2})) is None

    assert table.get(pk, "A") == {"PK": pk, "SK": "A", "both": 2}


def test_a_put_leaves_its_neighbours_alone(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "n": 1}))
    table.write(Put({"PK": pk, "SK": "B", "n": 2}))

    assert table.get(pk, "A") == {"PK": pk, "SK": "A", "n": 1}


def test_a_change_sets_adds_and_removes_and_answers_with_the_new_item(
    table: Table, pk: str
) -> None:
    table.write(Put({"PK": pk, "SK": "A", "version": 1, "gone": "x", "stays": True}))

    changed = table.write(
        Change(pk, "A", set={"state": "sent", "days": (1, 2)}, add={"version": 2}, remove=("gone",))
    )

    wanted = {"PK": pk, "SK": "A", "version": 3, "stays": True, "state": "sent", "days": [1, 2]}
    assert changed == wanted
    assert table.get(pk, "A") == wanted


def test_a_change_reaches_into_maps_and_leaves_the_rest_of_them(table: Table, pk: str) -> None:
    contacts = {"sms": {"state": "confirmed", "address": "x"}, "email": {"state": "confirmed"}}
    table.write(Put({"PK": pk, "SK": "A", "a": {"contacts": contacts, "name": "Alex"}}))

    table.write(
        Change(
            pk,
            "A",
            set={"a.contacts.sms.state": "stopped", "a.zone": "UTC"},
            remove=("a.contacts.sms.address", "a.contacts.email"),
        )
    )

    assert table.get(pk, "A") == {
        "PK": pk,
        "SK": "A",
        "a": {"contacts": {"sms": {"state": "stopped"}}, "name": "Alex", "zone": "UTC"},
    }


def test_a_change_creates_nothing_unless_it_expects_nothing(table: Table, pk: str) -> None:
    with pytest.raises(Conflict) as conflict:
        table.write(Change(pk, "A", set={"state": "sent"}))
    assert conflict.value.item is None
    assert table.get(pk, "A") is None

    made = table.write(Change(pk, "A", set={"state": "sent"}, add={"count": 1}, expect=None))

    assert made == {"PK": pk, "SK": "A", "state": "sent", "count": 1}


def test_a_counter_starts_at_nothing_and_can_go_down(table: Table, pk: str) -> None:
    counts = [
        table.write(Change(pk, "A", add={"count": step}, expect=None)) for step in (1, 1, 5, -3)
    ]

    assert [one["count"] for one in counts if one] == [1, 2, 7, 4]


def test_removing_what_is_not_there_is_no_error(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A"}))

    assert table.write(Change(pk, "A", remove=("due_at",))) == {"PK": pk, "SK": "A"}


def test_deleting_what_is_not_there_is_no_error(table: Table, pk: str) -> None:
    assert table.write(Delete(pk, "A")) is None
    assert table.write(Delete(pk, "A", ABSENT)) is None


def test_a_deleted_item_is_gone_and_its_neighbours_are_not(table: Table, pk: str) -> None:
    for sk in ("A", "AB"):
        table.write(Put({"PK": pk, "SK": sk}))

    assert table.write(Delete(pk, "A")) is None

    assert [item["SK"] for item in table.query(pk)] == ["AB"]


@pytest.mark.parametrize("name", RESERVED)
def test_words_that_dynamodb_keeps_for_itself_are_names_like_any_other(
    table: Table, pk: str, name: str
) -> None:
    table.write(Put({"PK": pk, "SK": "A", name: {name: 1}, f"{name}s": 1}))

    table.write(
        Change(pk, "A", set={f"{name}.{name}": 2}, add={f"{name}s": 1}, remove=(f"{name}x",))
    )

    assert table.get(pk, "A") == {"PK": pk, "SK": "A", name: {name: 2}, f"{name}s": 2}
