"""`python -m workbench` as an operator runs it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONG = 60.0  # seconds


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of code in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(  # noqa: S603 (our own code)
        command, cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=False
    )


def run(
    *words: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run it in an environment that knows of no AWS account but what `env` says."""
    command = [sys.executable, "-m", "workbench", *words]
    known = {**os.environ, "COLUMNS": "100", **(env or {})}
    return subprocess.run(  # noqa: S603 (our own command)
        command, cwd=cwd, env=known, capture_output=True, text=True, timeout=LONG, check=False
    )


def said(*words: str, env: Mapping[str, str] | None = None) -> Any:
    """What it says to machines; it must succeed."""
    ran = run(*words, "--json", env=env)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
