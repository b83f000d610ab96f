"""What the runbook has somebody type can be typed: the command is there, and says its stage."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest

from workbench.__main__ import ELSEWHERE, main
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {name: ROOT / "docs" / f"{name}.md" for name in ("runbook", "operating")}
# Deployed things have a stage; a person's own machine has none to name.
CODE = re.compile(r"`([^`]+)`")
CALLED = re.compile(r"(?:\S*python -m workbench )(.+)")


def said(page: str) -> Iterator[list[str]]:
    """Every command of ours that the page writes out, in a block or in a line, as words.

    In a line `python -m workbench` may go without saying: `ledger --state expired`.
    """
    text = PAGES[page].read_text()
    blocks = [one for one in text.splitlines() if one.startswith("    ")]
    lines = text.replace("\n", " ")
    for one in blocks:
        if found := CALLED.search(one):
            yield shlex.split(found[1], comments=True)
    for one in CODE.findall(lines):
        words = shlex.split(CALLED.sub(r"\1", one)) if one.count('"') % 2 == 0 else []
        whole = one.startswith("python -m workbench") or (len(words) > 1 and words[0] in ELSEWHERE)
        if whole:
            yield words


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The innermost command, and what is left for it."""
    context, found, rest = click.Context(main), click.Command("none"), words
    group: click.Command = main
    while rest and isinstance(group, click.Group):
        inner = group.get_command(context, rest[0])
        if inner is None:
            break
        group, found, rest = inner, inner, rest[1:]
    return found, rest


def options(command: click.Command) -> set[str]:
    return {name for one in command.params for name in one.opts}


def wrong(words: list[str]) -> str | None:
    command, rest = command_of(words)
    if command.name == "none":
        return "there is no such command"
    given = {one.partition("=")[0] for one in rest if one.startswith("--")}
    unknown = given - options(command) - {"--help"}
    if unknown:
        return f"it has no {', '.join(sorted(unknown))}"
    if "--stage" in options(command) - given and "--help" not in given:
        return "it says no stage"
    return None


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_the_page_is_there_and_says_its_stage(page: str) -> None:
    found = {" ".join(words): wrong(words) for words in said(page)}
    assert {words: why for words, why in found.items() if why} == {}
    assert len(found) > 5


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("shards", "it says no stage"),
        ("ledger --state expired", "it says no stage"),
        ("ledger --stage prod --sate expired", "it has no --sate"),
        ("shrads --stage prod", "there is no such command"),
        ("aside return --all --stage prod", None),
        ("deploy --stage prod --version before", None),
    ],
)
def test_what_cannot_be_typed_is_found(typed: str, why: str | None) -> None:
    assert wrong(typed.split()) == why
