"""A promise about many cases fails for each case that fails, and for none at all."""

from __future__ import annotations

import pytest

from tests.each import failing


def is_small(number: int) -> None:
    assert number < 3


def test_each_case_that_fails_is_named_and_the_rest_is_looked_at() -> None:
    found = failing([5, 1, 7, 2], is_small)
    assert [one.split(":")[0] for one in found] == ["5", "7"]
    assert "assert 5 < 3" in found[0]


def test_what_breaks_says_in_which_case() -> None:
    def breaks(number: int) -> None:
        raise ValueError(number)

    with pytest.raises(ValueError, match="4") as raised:
        failing([4], breaks)
    assert raised.value.__notes__ == ["in the case 4"]


def test_all_kept_is_nothing_to_say_and_no_case_is_no_proof() -> None:
    assert failing([1, 2], is_small) == []
    assert failing([], is_small) == ["there is no case"]
