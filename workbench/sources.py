"""Which files of the checkout go into the Lambda zip, and under which names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def shipped(root: Path = ROOT) -> dict[str, Path]:
    """Map each name in the zip to its file: app.py, chalicelib/ and what vendor/ links to."""
    files = {"app.py": root / "app.py"}
    files |= {f"chalicelib/{name}": path for name, path in _under(root / "chalicelib")}
    files |= dict(_under(root / "vendor"))
    return files


def settings_of_chalice(root: Path = ROOT) -> dict[str, Path]:
    """Map each file that says how to package: .chalice/, but not what Chalice writes there."""
    folder = root / ".chalice"
    names = [folder / "config.json", folder / "resources.yaml", *folder.glob("policies/*.json")]
    return {path.relative_to(root).as_posix(): path for path in sorted(names)}


def is_source(path: Path) -> bool:
    """Whether this is somebody's work: not bytecode, and not what an editor or a Mac leaves."""
    name = path.name
    return not (name.startswith(".") or name.endswith((".pyc", "~")) or "__pycache__" in path.parts)


def _under(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            if is_source(path.relative_to(folder)):
                yield path.relative_to(folder).as_posix(), path
