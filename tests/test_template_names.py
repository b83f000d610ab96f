"""Every template that the code names is there, and every template that is there is named."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, get_args

from chalicelib.content.item_file import OWN
from chalicelib.content.model import KINDS
from chalicelib.delivery.answers import ANSWER as LETTER
from chalicelib.delivery.date_plan import DATE_PLAN
from chalicelib.delivery.moved import NAMES
from chalicelib.delivery.notices import GOOD_FOR
from chalicelib.pages.assets import TYPES
from chalicelib.replies.keeping import OFFERS
from chalicelib.replies.picking import Became
from tests.reading_imports import ROOT, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEMPLATES = ROOT / "templates"
PAGE = ("pages/{}.html",)
ANSWER = ("sms/answers/{}.txt",)
SMS = ("sms/{}.txt",)
EMAIL = ("email/{}.html", "email/{}.txt", "email/{}.subject.txt")
# Each call whose first argument names a template, and the files that the name stands for.
CALLS = {
    "page": PAGE,
    "_page": PAGE,
    "form": PAGE,
    "plain": PAGE,
    "answer": ANSWER,
    "to_partner": (*SMS, *EMAIL),
    "to_stranger": (*SMS, *EMAIL),
    "_draft": (*SMS, *EMAIL),
}
BY_TEXT_ONLY = {"nudge", "unlocking"}  # by email a nudge has a template of its own kind
# Names that are made when the code runs: each family's names, from the table that makes them.
MADE: list[tuple[Iterable[str], tuple[str, ...]]] = [
    (OFFERS, ANSWER),
    (KINDS, EMAIL),
    (GOOD_FOR, (*SMS, *EMAIL)),
    (NAMES, (*SMS, *EMAIL)),
    ((DATE_PLAN,), (*SMS, *EMAIL)),
    ((LETTER,), EMAIL),  # by text an answer is its words alone
    ([f"date_{became}" for became in get_args(Became)], ANSWER),
]
REFERS = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
ASSET = re.compile(r"""asset\(["']([^"']+)["']\)""")


def named() -> set[str]:
    """Every file that the code asks the renderer for."""
    files = {file.format(name) for names, kinds in MADE for name in names for file in kinds}
    for call, name in _calls():
        kinds = SMS if name in BY_TEXT_ONLY else CALLS[call]
        files |= {file.format(name) for file in kinds}
    return files


def _calls() -> Iterator[tuple[str, str]]:
    """Each call that names a template, with the name it says."""
    for file in sources():
        for node in ast.walk(file.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in CALLS and node.args:
                yield from ((node.func.attr, name) for name in _said(node.args[0]))


def _said(value: ast.expr) -> list[str]:
    """The text that an expression is, or the texts of "this" if ... else "that"."""
    if isinstance(value, ast.IfExp):
        return _said(value.body) + _said(value.orelse)
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return [ast.literal_eval(value)] if is_text else []


def with_parts(files: set[str]) -> set[str]:
    """These files and all that they extend, include and import."""
    found: set[str] = set()
    coming = set(files)
    while coming:
        found |= coming
        texts = [(TEMPLATES / file).read_text() for file in coming]
        coming = {part for text in texts for part in REFERS.findall(text)} - found
    return found


def on_disk() -> set[str]:
    files = {file.relative_to(TEMPLATES) for file in TEMPLATES.rglob("*") if file.is_file()}
    apart = ("content", "static")  # data, and files that are served as they are
    return {str(file) for file in files if not set(apart) & set(file.parts)}


def test_every_template_that_is_named_exists() -> None:
    assert len(named()) > 40
    assert {file for file in named() if not (TEMPLATES / file).is_file()} == set()


def test_every_template_that_exists_is_used() -> None:
    assert on_disk() - with_parts(named()) == set()
    assert with_parts(named()) - on_disk() == set()


def test_every_kind_has_its_content_file_and_no_file_is_without_a_kind() -> None:
    files = {file.name for file in (TEMPLATES / "content").iterdir()}
    assert files == {f"{kind}.toml" for kind in KINDS} | {OWN}


def test_every_static_file_is_served_and_asked_for() -> None:
    texts = [(TEMPLATES / file).read_text() for file in on_disk()]
    asked = {name for text in texts for name in ASSET.findall(text)}
    there = {file.name for file in (TEMPLATES / "pages" / "static").iterdir()}
    assert asked == there == TYPES.keys()
