"""No text may keep the webhook busy: counted in the patterns themselves, not in seconds.

A pattern can lose itself only where a repetition without an end repeats something that itself has
more than one way to match. So none of ours repeats a group without an end.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as reader  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, get_args

import pytest

from chalicelib.replies import parse as parsing
from chalicelib.replies.parse import Meaning, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(parsing.__file__).parent
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
ONE_SIGN = {codes.IN, codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.CATEGORY, codes.GROUPREF}
MANY = 20  # a repetition up to here is short
PURE = [
    file.stem for file in sorted(HERE.glob("*.py")) if " Pure." in file.read_text("utf-8")[:400]
]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in PURE:
        module = importlib.import_module(f"chalicelib.replies.{name}")
        for label, value in vars(module).items():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, re.Pattern):
                    yield f"{name}.{label}", one


ALL = dict(patterns())


def endless(tree: Any) -> Iterator[Any]:
    """What is repeated without an end."""
    for code, argument in tree:
        if code in REPEATS:
            _, most, body = argument
            if most is codes.MAXREPEAT or most > MANY:
                yield body
            yield from endless(body)
        elif code is codes.SUBPATTERN:
            yield from endless(argument[-1])
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from endless(branch)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from endless(argument[1])


@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_but_single_signs_is_repeated_without_an_end(name: str) -> None:
    for body in endless(reader.parse(ALL[name].pattern, ALL[name].flags)):
        assert [code for code, _ in body if code not in ONE_SIGN] == [], ALL[name].pattern[:200]
        assert len(body) == 1


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_part_of_a_pattern_was_filled_in(name: str) -> None:
    assert re.findall(r"\{[a-z_]{2,}\}", ALL[name].pattern) == []


def test_all_patterns_are_looked_at() -> None:
    assert len(ALL) > 25
    assert {"leaving_words.CLEAR", "signs.DANGER", "strangers.STRANGER"} <= set(ALL)


@pytest.mark.parametrize(
    "again",
    [
        "please ",
        "i dont want to get ",
        "a",
        "help me ",
        "thanks ",
        "so he will not ",
        "stop ",
        "he ",
        "and ",
        "you can ",
        "to ",
        "if i leave ",
        "not ",
        "\u201cLoved ",
        "> ",
        "2 ",
        "\n",
        "'ll ",
    ],
)
def test_a_hostile_text_is_read_to_its_end(again: str) -> None:
    assert parse((again * 1600)[:1600]).meaning in get_args(Meaning)
