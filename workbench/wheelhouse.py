"""The wheels that packaging needs, downloaded once per lock; from then on no network."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from workbench.errors import WorkbenchError

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
# Lambda runs Amazon Linux 2 (glibc 2.26) up to Python 3.11 and Amazon Linux 2023 (2.34) after;
# Chalice takes no wheel built for a newer glibc.
GLIBC_MINOR = 26 if sys.version_info < (3, 12) else 34
ARCHITECTURE = "aarch64"  # as wheels say it; .chalice/config.json has arm64, the cheaper one
LAMBDA_PLATFORMS = [
    *(f"manylinux_2_{minor}_{ARCHITECTURE}" for minor in range(17, GLIBC_MINOR + 1)),
    f"manylinux2014_{ARCHITECTURE}",
]


class DownloadError(WorkbenchError):
    """The wheels could not be downloaded; the message holds pip's own words."""


def lock_key(requirements: Path) -> str:
    """What a set of wheels depends on: the lock, Chalice, this Python, this kind of machine."""
    machine = f"{platform.system()} {platform.machine()} {platform.libc_ver()[0]}"
    kind = f"{version('chalice')} {PYTHON} {machine} for {ARCHITECTURE}"
    return hashlib.sha256(requirements.read_bytes() + kind.encode()).hexdigest()[:16]


def wheelhouse(requirements: Path, build: Path) -> Path:
    """Return the folder with every wheel of the lock, filling it if need be."""
    folder = build / "wheelhouse" / lock_key(requirements)
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="filling-") as filling:
        wheels = Path(filling) / "wheels"
        # Both, because Chalice asks for both: first what this machine would install, then,
        # for what would not run on Lambda, the wheels that do.
        _download(requirements, wheels)
        _download(requirements, wheels, "--no-deps", *_for_lambda())
        shutil.move(wheels, folder)
    return folder


def offline_pip(links: str) -> dict[str, str]:
    """The environment in which pip sees this folder of wheels and nothing else."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    # No configuration file either: an extra index in it would be asked, network or not.
    return env | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": links,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def _for_lambda() -> list[str]:
    platforms = [f"--platform={name}" for name in LAMBDA_PLATFORMS]
    return [*platforms, "--implementation=cp", f"--python-version={PYTHON}"]


def _download(requirements: Path, to: Path, *options: str) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes"]
    command += ["--only-binary=:all:", "--requirement", str(requirements), "--dest", str(to)]
    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, check=False, cwd=requirements.parent
    )
    if done.returncode:
        raise DownloadError(
            f"The packages of {requirements.name} could not be downloaded; check the network "
            f"and try again. pip said:\n{done.stderr.strip()}"
        )
