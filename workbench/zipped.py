"""What the Lambda zip holds of ours: what ships, and the content library compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.compiled import compiled
from chalicelib.content.errors import ContentError
from chalicelib.content.item_file import OWN
from chalicelib.content.library import load
from chalicelib.content.model import KINDS
from workbench.errors import WorkbenchError
from workbench.sources import ROOT, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = "templates/content"


def zipped(root: Path = ROOT) -> dict[str, bytes]:
    """Map each name in the zip to what it holds; an operator's own items are compiled in."""
    files = shipped(root)
    kinds = {kind: files.pop(name) for kind in KINDS if (name := _toml(kind)) in files}
    own = [name for name in files if name.startswith(f"{CONTENT}/{OWN}/")]
    contents = {name: path.read_bytes() for name, path in files.items() if name not in own}
    return contents | dict(_library(kinds))


def _library(kinds: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    for kind, path in kinds.items():
        try:
            items = load(path.parent).kept(kind)
        except ContentError as error:
            raise WorkbenchError(f"The content library cannot ship:\n{error}") from error
        yield f"{CONTENT}/{kind}.json", compiled(items)


def _toml(kind: str) -> str:
    return f"{CONTENT}/{kind}.toml"
