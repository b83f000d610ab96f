"""Runs `chalice package`, on a copy of what ships and without network.

A copy, because Chalice ships whatever lies in chalicelib/ (bytecode, editors' files), and because
its cache of packages, kept beside the app, knows contents but not file names.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.aws import without_account
from workbench.errors import WorkbenchError
from workbench.sources import settings_of_chalice
from workbench.wheelhouse import offline_pip
from workbench.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ('  File "app.py"', '  File "chalicelib/')
CHALICE = [sys.executable, "-c", "from chalice.cli import main; raise SystemExit(main())"]


class PackageError(WorkbenchError):
    """Chalice could not package the app; the message holds its own words."""


@dataclass(frozen=True, slots=True)
class Package:
    """What one stage deploys. `deployment.zip` is also what the template's CodeUri names."""

    template: Path
    zip: Path


def in_folder(folder: Path) -> Package:
    return Package(folder / "sam.yaml", folder / "deployment.zip")


def by_chalice(stage: str, root: Path, to: Path, wheels: Path | None) -> Package:
    """Package `root` into the folder `to`; without wheels, without its requirements."""
    with tempfile.TemporaryDirectory(prefix="after-bedtime-package-") as folder:
        project = Path(folder)
        for name, content in _laid_out(root):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(content)
        if wheels:
            shutil.copyfile(root / "requirements.txt", project / "requirements.txt")
            # A link, because pip reads a list of folders parted by spaces.
            (project / "wheels").symlink_to(wheels.resolve())
        merged = ["--merge-template", ".chalice/resources.yaml", "--template-format", "yaml"]
        _run(["package", "--stage", stage, *merged, str(to.resolve())], project)
    packaged = in_folder(to)
    _write_out(packaged.template)
    return packaged


def _write_out(template: Path) -> None:
    """Write every value where it stands: Chalice shares them by YAML aliases, which
    CloudFormation does not take (AWS docs: "CloudFormation template formats").

    Each resource goes on a line of its own, as JSON, which is YAML as well: a template of more than
    51,200 bytes would need a bucket first.
    """
    import yaml  # type: ignore[import-untyped]  # comes with Chalice, without types

    lines = []
    for section, content in yaml.safe_load(template.read_text()).items():
        if not isinstance(content, dict):
            lines.append(f"{section}: {_compact(content)}")
            continue
        lines.append(f"{section}:")
        lines += [f"  {name}: {_compact(one)}" for name, one in sorted(content.items())]
    template.write_text("\n".join(lines) + "\n")


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), default=str)


def _laid_out(root: Path) -> Iterator[tuple[str, bytes]]:
    """What ships, where Chalice looks for it: vendor/ is what it hoists to the zip's top."""
    for name, content in zipped(root).items():
        own = name == "app.py" or name.startswith("chalicelib/")
        yield (name if own else f"vendor/{name}"), content
    for name, path in settings_of_chalice(root).items():
        yield name, path.read_bytes()


def _run(command: list[str], project: Path) -> None:
    env = without_account(offline_pip("wheels")) | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*CHALICE, *command], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    said = (done.stdout + done.stderr).replace(f"{project}/", "").strip().split("\n")
    # Chalice ends well although a dependency is missing; only its words tell.
    if done.returncode or "Could not install dependencies:" in said:
        # Of a long traceback, what is ours: our files are the only ones with a short name.
        first = next((n for n, line in enumerate(said) if line.startswith(OURS)), 0)
        raise PackageError("\n".join(["Chalice could not package the app:", *said[first:]]))
