"""Bytecode for the zip, so that a cold start does not compile what it imports.

Lambda's folder cannot be written to: without it, every cold start compiles anew
(docs/adr/0021-bytecode-in-the-zip.md has the figures, and why it can do no harm).
"""

from __future__ import annotations

import compileall
import tempfile
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WHERE = "/var/task"  # Lambda unpacks the zip there; what tracebacks name
# Twilio's client has a folder for each of Twilio's products. We send texts; the others would be a
# quarter of the zip, for nothing.
PRODUCTS = "twilio/rest/"
OURS = ("twilio/rest/__init__.py", "twilio/rest/api/")


def bytecode(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Map the name of each Python file's bytecode in the zip to what it holds.

    It never asks whether it is older than its source (PEP 552, "unchecked"): the dates in a zip
    say nothing, and both come from one place. A file that Python cannot read has none.
    """
    with tempfile.TemporaryDirectory(prefix="after-bedtime-bytecode-") as folder:
        home = Path(folder)
        for name, content in files.items():
            if name.endswith(".py") and _may_be_imported(name):
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_bytes(content)
        compileall.compile_dir(
            home,
            quiet=2,
            stripdir=folder,
            prependdir=WHERE,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        made = sorted(home.rglob("*.pyc"))
        return {path.relative_to(home).as_posix(): path.read_bytes() for path in made}


def _may_be_imported(name: str) -> bool:
    return name.startswith(OURS) or not name.startswith(PRODUCTS)
