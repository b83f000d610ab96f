"""The shape of every benchmark's result: figures, aims, the machine and the versions, as JSON."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
CPU_FACTS = Path("/proc/cpuinfo")
DIGITS = 4  # significant ones: the rest of a measurement is noise


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity over all runs of a benchmark."""

    min: float
    median: float
    max: float
    unit: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A limit that a figure should keep."""

    says: str
    found: float
    at_most: float

    @property
    def verdict(self) -> str:
        return "met" if self.found <= self.at_most else "missed"


def figure(values: Sequence[float], unit: str) -> Figure:
    """What several runs found of one quantity."""
    return Figure(_short(min(values)), _short(statistics.median(values)), _short(max(values)), unit)


def write(
    name: str,
    figures: Mapping[str, Mapping[str, Figure]],
    aims: Sequence[Aim] = (),
    *,
    folder: Path = RESULTS,
    **notes: Any,
) -> Path:
    """Keep a result. `figures` are by case, then by quantity; `notes` is whatever JSON can say."""
    result = {
        "benchmark": name,
        "machine": machine(),
        "versions": versions(),
        **notes,
        "figures": {
            case: {what: asdict(one) for what, one in found.items()}
            for case, found in figures.items()
        },
        "aims": [
            {
                "aim": aim.says,
                "found": _short(aim.found),
                "at_most": aim.at_most,
                "verdict": aim.verdict,
            }
            for aim in aims
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(_one_line_each(json.dumps(result, indent=2, ensure_ascii=False)) + "\n")
    return path


def machine() -> dict[str, str | int]:
    """What it ran on; nothing that says whose it is."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "os": f"{platform.system()} {platform.machine()}",
    }


def versions() -> dict[str, str]:
    """What ran."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "boto3": version("boto3"),
        "commit": _commit(),
    }


def _cpu() -> str:
    if CPU_FACTS.exists():
        for line in CPU_FACTS.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    """The short hash, with a + when there is something that is not committed."""
    head = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", ".", ":!benchmarks/results")
    return f"{head or 'unknown'}{'+' if changed else ''}"


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def _one_line_each(text: str) -> str:
    """What has no parts stands on one line: a changed figure is one line of a diff."""
    return re.sub(r"\{[^{}]*\}", lambda leaf: re.sub(r"\s*\n\s*", " ", leaf[0]), text)


def _short(value: float) -> float:
    """A float of a few digits; whole numbers stay whole."""
    if value == int(value):
        return int(value)
    return float(f"{value:.{DIGITS}g}")
