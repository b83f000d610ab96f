"""How long a cold start takes: each entry point of the packaged zip beside a bare Chalice app.

Seconds are noisy, so each figure is the middle of several fresh processes, and the ratio to the
peer of the same run is what to compare. Imported modules are counted beside them: those are exact.

    make package && .venv/bin/python -m benchmarks.cold_start
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import results
from benchmarks.pretend_deployment import ENV
from benchmarks.printed import table
from benchmarks.results import ROOT, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.results import Figure

ZIP = ROOT / "build" / "local" / "deployment.zip"
AWS_PYTHON = ROOT / ".venv-aws" / "bin" / "python"  # holds what the Lambda runtime brings: boto3
RUNS = 7
BARE = "from chalice.app import Chalice\napp = Chalice(app_name='bare')\n"
MEASURE = """
import json, sys, time
before, started = set(sys.modules), time.perf_counter()
{code}
print(json.dumps([time.perf_counter() - started, len(set(sys.modules) - before)]))
"""
SIGNUP = """import app
from chalicelib.pages.web import Visit
from chalicelib.wiring import wiring
assert wiring().site.arrivals.sign_up(Visit("GET")).status == 200"""
CASES = {
    "a bare Chalice app (peer)": "import bare",
    "app.py, before any request": "import app",
    "... and GET /signup": SIGNUP,
}


@dataclass(frozen=True, slots=True)
class Start:
    """A start in several fresh processes, and the modules it imported in each."""

    milliseconds: Figure
    modules: Figure


def measure(code: str, folder: Path) -> Start:
    """Run this in several fresh processes, beside the unpacked zip."""
    found = [_once(code, folder) for _ in range(RUNS)]
    seconds, modules = zip(*found, strict=True)
    return Start(figure([one * 1000 for one in seconds], "ms"), figure(modules, "modules"))


def _once(code: str, folder: Path) -> tuple[float, int]:
    done = subprocess.run(
        [AWS_PYTHON, "-c", MEASURE.format(code=code)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), **ENV},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, modules = json.loads(done.stdout)
    return seconds, modules


def main() -> None:
    if not ZIP.exists() or not AWS_PYTHON.exists():
        sys.exit("Make the package and the local AWS first: make package && make run, then Ctrl-C.")
    with tempfile.TemporaryDirectory() as unpacked:
        folder = Path(unpacked)
        zipfile.ZipFile(ZIP).extractall(folder)
        (folder / "bare.py").write_text(BARE)
        starts = {name: measure(code, folder) for name, code in CASES.items()}
    _print(starts)
    figures = {
        name: {"start": one.milliseconds, "modules": one.modules} for name, one in starts.items()
    }
    path = results.write("cold_start", figures, runs=RUNS)
    print(f"\nAll figures, as min, median and max: {path.relative_to(ROOT)}")


def _print(starts: Mapping[str, Start]) -> None:
    peer = next(iter(starts.values())).milliseconds.median
    rows = []
    for name, start in starts.items():
        middle = start.milliseconds.median
        ratio = f"{middle / peer:.1f}"
        rows.append([name, f"{middle:.0f}", ratio, f"{start.modules.median:.0f}"])
    print(f"{results.versions()['python']}, {RUNS} runs each\n")
    print(table(["", "ms", "x peer", "modules"], rows))


if __name__ == "__main__":
    main()
