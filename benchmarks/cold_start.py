"""How long a cold start takes: each entry point of the packaged zip beside a bare Chalice app.

Seconds are noisy, so each figure is the middle of several fresh processes, and the ratio to the
peer of the same run is what to compare. Imported modules are counted beside them: those are exact.

    make package && .venv/bin/python benchmarks/cold_start.py
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
ENV = {
    "PUBLIC_URL": "https://example.org",
    "TABLE_NAME": "t",
    "SEND_QUEUE_URL": "q",
    "SECRET_KEY": "s",
    "OPERATOR_NAME": "o",
    "CONTACT_EMAIL": "c@example.org",
    "HELP_LINE": "988",
    "EMAIL_FROM": "a@example.org",
    "SES_CONFIGURATION_SET": "x",
    "POSTAL_ADDRESS": "p",
    "CHANNELS": "email",
}


def measure(code: str, folder: Path) -> tuple[float, int]:
    """The middle of the seconds of several fresh processes, and the modules one imports."""
    found = []
    for _ in range(RUNS):
        done = subprocess.run(
            [AWS_PYTHON, "-c", MEASURE.format(code=code)],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), **ENV},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
    return statistics.median(seconds for seconds, _ in found), found[0][1]


def main() -> None:
    if not ZIP.exists() or not AWS_PYTHON.exists():
        sys.exit("Make the package and the local AWS first: make package && make run, then Ctrl-C.")
    with tempfile.TemporaryDirectory() as unpacked:
        folder = Path(unpacked)
        zipfile.ZipFile(ZIP).extractall(folder)
        (folder / "bare.py").write_text(BARE)
        results = {name: measure(code, folder) for name, code in CASES.items()}
    peer = next(iter(results.values()))[0]
    print(f"{platform.python_implementation()} {platform.python_version()}, {RUNS} runs each\n")
    print(f"{'':32} {'ms':>6} {'x peer':>7} {'modules':>8}")
    for name, (seconds, modules) in results.items():
        print(f"{name:32} {seconds * 1000:6.0f} {seconds / peer:7.1f} {modules:8}")


if __name__ == "__main__":
    main()
