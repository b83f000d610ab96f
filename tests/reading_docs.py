"""What the documents say of the tree: the paths, links and tables in them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# ADRs stand as they were written; what they name may have moved since.
LIVING = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LEFT_OUT = {".git", ".venv", ".venv-aws", ".venv-iac", ".local", "build"}
MADE = ("build/", ".local/", ".venv", ".chalice/stages/")  # by whoever follows the document
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FILE = re.compile(
    r"[\w./-]+\.(?:py|md|toml|json|yaml|html|txt|css|js|svg|bin)|[\w.-]+(?:/[\w.-]+)+/?|[\w.-]+/"
)


def paths_in(text: str) -> Iterator[str]:
    """What stands in code quotes and reads like a path of ours."""
    for said in CODE.findall(FENCE.sub("", text)):
        if FILE.fullmatch(said) and not said.startswith(MADE) and not said[0].isupper():
            yield said


def links_in(text: str) -> Iterator[tuple[str, str]]:
    """(path, anchor) of each link that stays in the tree; the path is "" within a page."""
    for target in LINK.findall(text):
        if "://" not in target and not target.startswith("mailto:"):
            path, _, anchor = target.partition("#")
            yield path, anchor


def is_there(path: str) -> bool:
    """Documents leave out the rooms that go without saying: `delivery/send.py`, `parse.py`."""
    return any(one.endswith(f"/{path.rstrip('/')}") for one in _tree())


def anchors(page: Path) -> set[str]:
    """Those of its headings, as GitHub makes them."""
    plain = (re.sub(r"[`*]|\[|\]\([^)]*\)", "", one) for one in HEADING.findall(page.read_text()))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in plain}


def table_under(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    after = page.read_text().partition(f"\n{heading}\n")[2]
    rows = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)
    return (
        [[one.strip() for one in row.split("|")[1:-1]] for row in rows[0].splitlines()[2:]]
        if rows
        else []
    )


@cache
def _tree() -> tuple[str, ...]:
    """Every file and folder of the checkout, from its root."""
    tops = [one for one in ROOT.iterdir() if one.name not in LEFT_OUT]
    below = chain.from_iterable(one.rglob("*") for one in tops if one.is_dir())
    return tuple(f"/{one.relative_to(ROOT)}" for one in chain(tops, below))
