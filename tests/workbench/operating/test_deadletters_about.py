"""What a dead letter is about, however broken its body; and nothing of it that could be theirs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.operating.letters import Letter, about

GOOD_UNTIL = "2026-11-24T03:00:00+00:00"
SLOT = {
    "couple": "1f0c2e9a77b34d10",
    "partner": "a",
    "rhythm": "small",
    "date": "2026-11-23",
    "due_at": "2026-11-24T01:15:00+00:00",
    "good_until": GOOD_UNTIL,
    "rev": 4,
}
NOTICE = {
    "pk": "COUPLE#1f0c2e9a77b34d10",
    "partner": "b",
    "name": "welcome",
    "cause": "1f0c",
    "good_until": GOOD_UNTIL,
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def body(**parts: Any) -> str:
    return json.dumps({"v": 1, "attempt": 0, **parts})


def readable(text: str) -> bool:
    return Letter("1", "h", text, None, datetime.now(UTC)).readable


def test_a_whole_message_says_everything() -> None:
    slot, notice = about(body(slot=SLOT)), about(body(notice=NOTICE))
    assert slot is not None
    assert (slot.sort, slot.what, slot.couple) == ("slot", "2026-11-23 small", SLOT["couple"])
    assert slot.good_until == datetime.fromisoformat(GOOD_UNTIL)
    assert notice is not None
    assert (notice.sort, notice.what, notice.partner) == ("notice", "notice: welcome", "b")
    assert readable(body(slot=SLOT))
    assert readable(body(notice=NOTICE))


@pytest.mark.parametrize("broken", [None, "soon", 7, "2026-11-24T03:00:00"])
def test_without_a_good_until_it_still_says_whose_it_is(broken: Any) -> None:
    found = about(body(slot={**SLOT, "good_until": broken}))
    assert found is not None
    assert (found.what, found.good_until) == ("2026-11-23 small", None)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("slot", "couple", "alex@example.com"),
        ("slot", "couple", "+12025550143"),
        ("slot", "couple", ""),
        ("slot", "couple", None),
        ("slot", "partner", "Alex"),
        ("slot", "partner", ["a"]),
        ("slot", "rhythm", "thank you for the dishes"),
        ("slot", "date", "Monday"),
        ("slot", "date", 20261123),
        ("notice", "pk", "CONTACT#1f0c"),
        ("notice", "pk", "COUPLE#alex@example.com"),
        ("notice", "pk", 7),
        ("notice", "name", "Thank you, Sam"),
        ("notice", "partner", "c"),
        ("notice", "cause", None),
    ],
)
def test_what_we_never_write_names_nothing(kind: str, field: str, value: Any) -> None:
    whole = SLOT if kind == "slot" else NOTICE
    assert about(body(**{kind: {**whole, field: value}})) is None


@pytest.mark.parametrize("text", ["", "not even JSON", "[]", '"slot"', "7", "null", "{}"])
def test_what_is_no_message_at_all_names_nothing(text: str) -> None:
    assert about(text) is None
    assert not readable(text)


@given(kind=st.sampled_from(["slot", "notice"]), field=st.text(), value=anything, whole=anything)
def test_whatever_it_holds_looking_at_it_fails_nowhere(
    kind: str, field: str, value: Any, whole: Any
) -> None:
    known = SLOT if kind == "slot" else NOTICE
    for name in (field, *known):
        about(body(**{kind: {**known, name: value}}))
    for text in (body(**{kind: whole}), json.dumps(whole)):
        about(text)
        readable(text)
