"""Run by a Python that has not what it needs, a command says which Python to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.operating.terminal import python
from workbench.lacking import lacking

if TYPE_CHECKING:
    from subprocess import CompletedProcess

WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
from workbench.__main__ import main
main({words!r})
"""


def without(absent: str, *words: str) -> CompletedProcess[str]:
    return python(WITHOUT.format(absent=absent, words=list(words)))


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        ("watchfiles", ("run",)),
        ("textstat", ("content", "check")),
        ("playwright", ("pictures",)),
        ("dns", ("doctor", "--stage", "local")),
        ("boto3", ("person", "somebody@example.com")),
    ],
)
def test_it_is_said_in_a_sentence_which_python_has_it(absent: str, words: tuple[str, ...]) -> None:
    ran = without(absent, *words)
    assert ran.returncode == 1
    assert f"This Python has no {absent}, which `{words[0]}` needs." in ran.stderr
    assert f"    .venv/bin/python -m workbench {words[0]} ...\n" in ran.stderr
    assert "`make check` makes it" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "example.com" not in ran.stderr


def test_a_python_with_nothing_is_told_the_same() -> None:
    ran = without("click", "upcoming")
    assert ran.returncode == 1
    assert "This Python has no click, which all commands need." in ran.stderr
    assert "    .venv/bin/python -m workbench ...\n" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_is_missing_of_our_own_is_a_bug_and_shown_as_one() -> None:
    assert lacking(ModuleNotFoundError(name="workbench.gone"), "run") is None
    assert lacking(ModuleNotFoundError(), "run") is None
    ran = without("chalicelib", "upcoming")
    assert "Traceback" in ran.stderr


@pytest.mark.parametrize("absent", ["dns", "segno", "requests", "watchfiles"])
def test_who_does_not_need_it_does_not_miss_it(absent: str) -> None:
    assert without(absent, "upcoming", "--help").returncode == 0
