"""Our words for DynamoDB's types say what boto3's say."""

from __future__ import annotations

from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dynamo_types import from_wire, to_wire

WHOLE = st.integers(min_value=-(10**37), max_value=10**37)  # DynamoDB keeps 38 digits
PLAIN = st.none() | st.booleans() | WHOLE | st.text()
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(VALUES)
def test_what_we_write_is_what_boto3_would_write(value: Any) -> None:
    assert to_wire(value) == TypeSerializer().serialize(value)


@given(VALUES)
def test_what_was_written_is_read_as_it_was(value: Any) -> None:
    wire = TypeSerializer().serialize(value)
    assert from_wire(wire) == value
    assert from_wire(wire) == TypeDeserializer().deserialize(wire)
    assert str(from_wire(wire)) == str(value)  # True is not 1


def test_a_pair_becomes_a_list() -> None:
    assert from_wire(to_wire({"pair": ("a", 1)})) == {"pair": ["a", 1]}


@pytest.mark.parametrize("value", [0.5, {1, 2}, b"bytes", object()])
def test_what_we_do_not_keep_is_refused_by_its_kind_alone(value: object) -> None:
    with pytest.raises(TypeError, match=f"keeps a {type(value).__name__}$"):
        to_wire({"of theirs": [value]})


@pytest.mark.parametrize("wire", [{"SS": ["a"]}, {"B": b"x"}, {"NS": ["1"]}])
def test_what_somebody_else_wrote_is_not_guessed_at(wire: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="of the kind"):
        from_wire(wire)
