"""Several writes at once: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.table import ABSENT, PRESENT, Change, Conflict, Delete, Expect, OneOf, Put

if TYPE_CHECKING:
    from chalicelib.table import Item, Table, Write


@pytest.fixture
def standing(table: Table, pk: str) -> list[Item]:
    """Three items; what one transaction is about."""
    items: list[Item] = [
        {"PK": pk, "SK": "COUPLE", "version": 1, "a": {"contacts": {"sms": {"state": "on"}}}},
        {"PK": pk, "SK": "DUE#a#small", "due_at": "2026-11-23T20:15:00Z", "plan": {"rev": 1}},
        {"PK": pk, "SK": "LINK"},
    ]
    for item in items:
        table.write(Put(item))
    return items


def edit(pk: str, version: int = 1) -> list[Write]:
    """One of each kind of write, with one of each kind of expectation."""
    return [
        Put(
            {"PK": pk, "SK": "COUPLE", "version": 2, "days": (0, 2)},
            Expect(attributes={"version": version}),
        ),
        Change(
            pk,
            "DUE#a#small",
            set={"plan.rev": 2},
            remove=("due_at",),
            expect=Expect(attributes={"plan.rev": 1}),
        ),
        Delete(pk, "LINK", PRESENT),
        Put({"PK": pk, "SK": "CONSENT#1", "granted": True}, ABSENT),
        Change(pk, "COUNT", add={"count": 1}, expect=None),
    ]


@pytest.mark.usefixtures("standing")
def test_a_transaction_does_every_kind_of_write_at_once(table: Table, pk: str) -> None:
    table.transact(edit(pk))

    assert table.query(pk, consistent=True) == [
        {"PK": pk, "SK": "CONSENT#1", "granted": True},
        {"PK": pk, "SK": "COUNT", "count": 1},
        {"PK": pk, "SK": "COUPLE", "version": 2, "days": [0, 2]},
        {"PK": pk, "SK": "DUE#a#small", "plan": {"rev": 2}},
    ]


OFFENCES = [
    (Put({"SK": "COUPLE"}, Expect(attributes={"version": 7})), 0),
    (Put({"SK": "COUPLE"}, ABSENT), 0),
    (
        Change("", "DUE#a#small", set={"x": 1}, expect=Expect(attributes={"plan.rev": 2})),
        1,
    ),
    (Change("", "COUPLE", set={"x": 1}, expect=Expect(attributes={"a.contacts.email": "x"})), 0),
    (
        Delete("", "COUPLE", Expect(attributes={"a.contacts.sms.state": OneOf(("off", "gone"))})),
        0,
    ),
    (Change("", "NOBODY", set={"x": 1}), None),
    (Delete("", "NOBODY", PRESENT), None),
]


@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "second", "last"])
@pytest.mark.parametrize(("offence", "which"), OFFENCES)
def test_one_offence_undoes_all_and_names_the_offending_item(
    table: Table, pk: str, standing: list[Item], place: int, offence: Write, which: int | None
) -> None:
    writes: list[Write] = [Put({"PK": pk, "SK": "NEW"}, ABSENT), Delete(pk, "LINK", PRESENT)]
    writes.insert(place, _in(pk, offence))

    with pytest.raises(Conflict) as conflict:
        table.transact(writes)

    assert conflict.value.item == (None if which is None else standing[which])
    assert table.query(pk, consistent=True) == standing


def test_of_two_offences_the_first_is_named(table: Table, pk: str, standing: list[Item]) -> None:
    writes = [
        Put({"PK": pk, "SK": "NEW"}, ABSENT),
        Put({"PK": pk, "SK": "LINK"}, ABSENT),
        Put({"PK": pk, "SK": "COUPLE"}, ABSENT),
    ]

    with pytest.raises(Conflict) as conflict:
        table.transact(writes)

    assert conflict.value.item == standing[2]


def test_a_later_try_with_the_right_version_goes_through(
    table: Table, pk: str, standing: list[Item]
) -> None:
    with pytest.raises(Conflict) as conflict:
        table.transact(edit(pk, version=0))
    assert conflict.value.item == standing[0]

    table.transact(edit(pk, version=conflict.value.item["version"]))

    assert table.get(pk, "LINK") is None


def _in(pk: str, write: Write) -> Write:
    """The same write in this test's partition."""
    if isinstance(write, Put):
        return Put({**write.item, "PK": pk}, write.expect)
    if isinstance(write, Delete):
        return Delete(pk, write.sk, write.expect)
    return Change(pk, write.sk, write.set, write.remove, write.add, write.expect)
