"""Runs handlers as Lambda would: a process of its own that sees one folder, boto3 and its settings.

`checkout()` lays out what ships beside this environment's packages; `unzipped()` is the zip
itself with nothing beside it but what the Lambda runtime brings.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.packaged import packaged
from tests.reading_imports import ROOT
from workbench.sources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six")
SITE = Path(importlib.util.find_spec("botocore").origin or "").parents[1]  # type: ignore[union-attr]
PROCESS = Path(__file__).with_name("lambda_process.py")


@dataclass(frozen=True)
class Home:
    """Where the code lies, and what else is on the path."""

    path: tuple[Path, ...]


@dataclass(frozen=True)
class Ran:
    """What a process did: its answers, and the modules it had imported by then."""

    answers: Sequence[Any]
    at_import: frozenset[str]
    modules: frozenset[str]
    printed: Sequence[str] = ()  # each line of its output, to which Lambda adds nothing

    def imported(self, package: str) -> list[str]:
        """The modules of a package, or the module itself, that were imported."""
        return sorted(
            one for one in self.modules if one == package or one.startswith(f"{package}.")
        )


def checkout(folder: Path) -> Home:
    """What ships, copied, with all packages of this environment to choose from."""
    for name, file in shipped(ROOT).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / name)
    return Home((folder, SITE))


def unzipped(folder: Path) -> Home:
    """The zip without its compiled modules: they fit one kind of machine, the rest fits all."""
    code, runtime = folder / "task", folder / "runtime"
    with zipfile.ZipFile(packaged().zip) as archive:
        archive.extractall(code)
    compiled = list(code.rglob("*.so"))
    assert compiled, "no package has a compiled part any more: this may go"
    for file in compiled:
        file.unlink()
    runtime.mkdir()
    for name in RUNTIME:
        found = next(SITE / one for one in (name, f"{name}.py") if (SITE / one).exists())
        (runtime / found.name).symlink_to(found)
    return Home((code, runtime))


def run(home: Home, calls: Sequence[Mapping[str, Any]] = (), env: Mapping[str, str] = {}) -> Ran:
    """Import the app in a process of its own, and call its handlers one after the other."""
    order = {"path": [str(one) for one in home.path], "calls": list(calls)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and file
        [sys.executable, "-I", "-S", "-X", "utf8", str(PROCESS)],
        input=json.dumps(order),
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    *printed, last = done.stdout.splitlines()
    said = json.loads(last)
    printed = [line for line in [*printed, *done.stderr.splitlines()] if line]
    return Ran(said["answers"], frozenset(said["at_import"]), frozenset(said["modules"]), printed)
