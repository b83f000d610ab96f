"""Signed tokens: ours or nothing, and each for its own purpose."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from chalicelib.couples.tokens import Salt, Tokens

SALTS: tuple[Salt, ...] = get_args(Salt)
TOKENS = Tokens("a pretend secret")


@given(st.sampled_from(SALTS), st.lists(st.text() | st.integers()))
@settings(max_examples=50, deadline=None)
def test_a_token_gives_back_what_was_signed(salt: Salt, values: list[str | int]) -> None:
    assert TOKENS.read(salt, TOKENS.sign(salt, *values)) == values


@pytest.mark.parametrize("made_as", SALTS)
@pytest.mark.parametrize("read_as", SALTS)
def test_a_token_serves_no_other_purpose(made_as: Salt, read_as: Salt) -> None:
    token = TOKENS.sign(made_as, "1", "a")

    assert TOKENS.read(read_as, token) == (["1", "a"] if read_as == made_as else None)


def test_somebody_elses_secret_signs_nothing_of_ours() -> None:
    forged = Tokens("a guessed secret").sign("unsubscribe", "1", "a", "email")

    assert TOKENS.read("unsubscribe", forged) is None


@pytest.mark.parametrize("place", [0, 5, -1])
def test_a_token_with_one_letter_changed_is_not_ours(place: int) -> None:
    token = TOKENS.sign("session", "1", "a", 1700000000)
    changed = list(token)
    changed[place] = "A" if changed[place] != "A" else "E"

    assert TOKENS.read("session", "".join(changed)) is None


@pytest.mark.parametrize("token", ["", ".", "x", "a.b", "a.b.c", "\u2764", "WyJhIl0.", "." * 500])
def test_nonsense_is_not_ours(token: str) -> None:
    assert TOKENS.read("session", token) is None


def test_what_is_signed_but_no_list_is_nothing() -> None:
    odd = URLSafeSerializer("a pretend secret", salt="session").dumps({"couple": "1"})

    assert TOKENS.read("session", str(odd)) is None


def test_a_token_needs_no_quoting_in_an_address() -> None:
    token = TOKENS.sign("unsubscribe", "f" * 16, "a", "email")

    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()
