"""No attribute's name stands bare in an expression: DynamoDB keeps 573 words for itself."""

from __future__ import annotations

import re

import pytest

from chalicelib.expressions import Expression
from chalicelib.table import ABSENT, PRESENT, Change, Expect, OneOf

GRAMMAR = {"AND", "IN", "SET", "ADD", "REMOVE", "attribute_exists", "attribute_not_exists"}
EVERYTHING = Change(
    "P",
    "S",
    set={"state": "sent", "a.contacts.sms.state": "stopped", "plan.rev": 1},
    add={"count": 1},
    remove=("zone", "plan.last"),
    expect=Expect(attributes={"token": "t", "plan.date": None, "state": OneOf(("a", "b"))}),
)


def bare(text: str) -> set[str]:
    """Words that are neither #names, :values nor the language's own."""
    return set(re.findall(r"(?<![#:\w])[A-Za-z_]\w*", text)) - GRAMMAR


def test_every_name_and_value_is_an_alias() -> None:
    expression = Expression()

    written = [expression.update(EVERYTHING), expression.condition(EVERYTHING.expect or PRESENT)]

    assert [bare(text) for text in written] == [set(), set()]
    used = re.findall(r"[#:]\w+", " ".join(written))
    assert set(used) == {*expression.names, *expression.values}


@pytest.mark.parametrize(
    ("expect", "wanted"),
    [
        (ABSENT, "attribute_not_exists(#PK)"),
        (PRESENT, "attribute_exists(#PK)"),
        (Expect(attributes={"plan.rev": 1}), "attribute_exists(#PK) AND #plan.#rev = :v0"),
        (
            Expect(attributes={"state": OneOf(("a", "b")), "due_at": None}),
            "attribute_exists(#PK) AND #state IN (:v0, :v1) AND attribute_not_exists(#due_at)",
        ),
    ],
)
def test_an_expectation_is_written_as(expect: Expect, wanted: str) -> None:
    assert Expression().condition(expect) == wanted
