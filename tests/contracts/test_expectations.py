"""What a write expects of the item it is about, in every form, for every kind of write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.table import ABSENT, PRESENT, Change, Conflict, Delete, Expect, OneOf, Put, Write

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.table import Table


@dataclass(frozen=True)
class Case:
    """What stands there (None: nothing), what is expected of it, and whether that holds."""

    name: str
    expect: Expect | None
    holds: bool
    standing: dict[str, Any] | None = field(default_factory=lambda: dict(STANDING))


STANDING: dict[str, Any] = {
    "state": "claimed",  # a word that DynamoDB keeps for itself, as several below
    "token": "t1",
    "count": 3,
    "held": False,
    "days": [0, 2, 4],
    "nothing": None,
    "plan": {"rev": 7, "zone": {"name": "UTC"}},
}


def having(**attributes: Any) -> Expect:
    return Expect(attributes=attributes)


def at(path: str, value: Any) -> Expect:
    return Expect(attributes={path: value})


CASES = [
    Case("nothing of nothing", None, holds=True, standing=None),
    Case("nothing of something", None, holds=True),
    Case("absence of nothing", ABSENT, holds=True, standing=None),
    Case("absence of something", ABSENT, holds=False),
    Case("presence of nothing", PRESENT, holds=False, standing=None),
    Case("presence of something", PRESENT, holds=True),
    Case("a value", having(state="claimed"), holds=True),
    Case("another value", having(state="sent"), holds=False),
    Case("a value of nothing", having(state="claimed"), holds=False, standing=None),
    Case("a number", having(count=3), holds=True),
    Case("another number", having(count=4), holds=False),
    Case("a boolean", having(held=False), holds=True),
    Case("a tuple that is kept as a list", having(days=(0, 2, 4)), holds=True),
    Case("a list in another order", having(days=[4, 2, 0]), holds=False),
    Case("a number where there is text", having(token=1), holds=False),
    Case("all of several", having(state="claimed", token="t1", count=3), holds=True),
    Case("several, one of them wrong", having(state="claimed", token="t2"), holds=False),
    Case("one of several values", having(state=OneOf(("in_doubt", "claimed"))), holds=True),
    Case("none of several values", having(state=OneOf(("sent", "failed"))), holds=False),
    Case("one of several, of nothing", having(state=OneOf(("a",))), holds=False, standing=None),
    Case("one of several, where it is missing", having(kind=OneOf(("a", "b"))), holds=False),
    Case("a missing attribute", having(kind=None), holds=True),
    Case("an attribute to be missing that is there", having(state=None), holds=False),
    Case("an attribute to be missing that holds None", having(nothing=None), holds=False),
    Case("an attribute to be missing of nothing", having(kind=None), holds=False, standing=None),
    Case("a value in a map", at("plan.rev", 7), holds=True),
    Case("another value in a map", at("plan.rev", 8), holds=False),
    Case("a value two maps deep", at("plan.zone.name", "UTC"), holds=True),
    Case("a missing value in a map", at("plan.last", None), holds=True),
    Case("a value to be missing in a map", at("plan.rev", None), holds=False),
    Case("a value in a missing map", at("other.rev", 7), holds=False),
    Case("a missing value in a missing map", at("other.rev", None), holds=True),
    Case("a value in what is no map", at("token.rev", 7), holds=False),
    Case("one of several in a map", at("plan.rev", OneOf(("7", "8"))), holds=False),
]


def put(pk: str, expect: Expect | None) -> Write:
    return Put({"PK": pk, "SK": "A", "written": 1}, expect)


def change(pk: str, expect: Expect | None) -> Write:
    return Change(pk, "A", set={"written": 1}, expect=expect)


def delete(pk: str, expect: Expect | None) -> Write:
    return Delete(pk, "A", expect)


@pytest.mark.parametrize("kind", [put, change, delete])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_write_happens_only_if_what_it_expects_is_so(
    table: Table, pk: str, case: Case, kind: Callable[[str, Expect | None], Write]
) -> None:
    standing = None if case.standing is None else {"PK": pk, "SK": "A", **case.standing}
    if standing is not None:
        table.write(Put(standing))
    write = kind(pk, case.expect)

    if case.holds:
        table.write(write)
        assert _done(write, table.get(pk, "A", consistent=True))
    else:
        with pytest.raises(Conflict) as conflict:
            table.write(write)
        assert conflict.value.item == standing
        assert table.get(pk, "A", consistent=True) == standing


def _done(write: Write, found: dict[str, Any] | None) -> bool:
    if isinstance(write, Delete):
        return found is None
    return found is not None and found["written"] == 1
