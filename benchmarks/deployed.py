"""Two deployments to start cold: our zip, and the typical stack with what it depends on."""

from __future__ import annotations

import compileall
import shutil
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.results import ROOT
from tests.in_lambda import RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterable

ZIP = ROOT / "build" / "local" / "deployment.zip"
PEER = ROOT / "benchmarks" / "typical_stack"
PEERS_PYTHON = ROOT / ".venv-benchmark" / "bin" / "python"
PEER_NEEDS = ("aws-lambda-powertools", "pydantic", "twilio", "jinja2")
HOW_TO_GET_IT = "The zip or the environment of the peers is not there: run make benchmark."
# What the Lambda runtime brings; boto3's own needs with it.
BROUGHT = {"boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"}


@dataclass(frozen=True, slots=True)
class Deployed:
    """A folder as Lambda unpacks it, and the size of its zip."""

    path: tuple[Path, ...]
    zip_bytes: int

    def compiled(self) -> Deployed:
        """The same with bytecode beside the code, as our zip brings it."""
        code, *runtime = self.path
        folder = code.with_name(f"{code.name}-compiled")
        shutil.copytree(code, folder)
        compileall.compile_dir(folder, quiet=2, workers=1)
        return Deployed((folder, *runtime), self.zip_bytes)

    def bare(self) -> Deployed:
        """The same without it."""
        code, *runtime = self.path
        folder = code.with_name(f"{code.name}-bare")
        shutil.copytree(code, folder, ignore=shutil.ignore_patterns("__pycache__"))
        return Deployed((folder, *runtime), self.zip_bytes)


def ours(folder: Path) -> Deployed:
    """The zip as it ships."""
    code = folder / "ours"
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(code)
    return Deployed((code, _runtime(folder)), ZIP.stat().st_size)


def typical(folder: Path) -> Deployed:
    """The peer's own files, our templates, and the closure of its packages."""
    code = folder / "typical"
    shutil.copytree(PEER, code, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", code / "templates")
    for found in closure(PEER_NEEDS):
        for file in found.files or ():
            if file.suffix != ".pyc" and ".." not in file.parts:
                to = code / file
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), to)
    archive = shutil.make_archive(str(folder / "typical"), "zip", code)
    return Deployed((code, _runtime(folder)), Path(archive).stat().st_size)


def closure(names: Iterable[str]) -> list[Distribution]:
    """Packages of the peers' environment and all that they need, but for the runtime's."""
    installed = {
        canonicalize_name(one.metadata["Name"]): one
        for one in Distribution.discover(path=[str(_site(PEERS_PYTHON))])
    }
    found: dict[str, Distribution] = {}
    open_names = [canonicalize_name(name) for name in names]
    while open_names:
        name = open_names.pop()
        if name in found or name in BROUGHT:
            continue
        found[name] = installed[name]
        needs = map(Requirement, found[name].requires or ())
        open_names += [
            canonicalize_name(one.name)
            for one in needs
            if one.marker is None or one.marker.evaluate({"extra": ""})
        ]
    return list(found.values())


def _runtime(folder: Path) -> Path:
    """What Lambda brings, with its bytecode; both stacks get the same."""
    runtime, site = folder / "runtime", _site(PEERS_PYTHON)
    if not runtime.exists():
        runtime.mkdir()
        for name in (*RUNTIME, "urllib3"):
            found = next(site / one for one in (name, f"{name}.py") if (site / one).exists())
            (runtime / found.name).symlink_to(found)
    return runtime


def _site(python: Path) -> Path:
    return next((python.parent.parent / "lib").glob("python3.*/site-packages"))
