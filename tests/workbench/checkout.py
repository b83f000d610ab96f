"""A copy of this checkout, to edit and deploy while nobody else edits it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from workbench.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("chalicelib", "templates", "workbench", ".chalice")
JUNK = shutil.ignore_patterns("__pycache__", "deployments", "deployed")


def copy_of_the_checkout(folder: Path) -> Path:
    """Copy what packaging and running need; share what was installed and downloaded."""
    for name in ("app.py", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=JUNK)
    (folder / "vendor").mkdir()
    (folder / "vendor" / "templates").symlink_to("../templates")
    (folder / ".venv-aws").symlink_to(ROOT / ".venv-aws")
    for name in ("wheelhouse", "dependencies"):
        (ROOT / "build" / name).mkdir(parents=True, exist_ok=True)
        (folder / "build").mkdir(exist_ok=True)
        (folder / "build" / name).symlink_to(ROOT / "build" / name)
    return folder
