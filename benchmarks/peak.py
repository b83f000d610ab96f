"""The most memory that this process ever took. Imports nothing to speak of."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
HIGHEST = "VmHWM:"
KILOBYTES = 1 if sys.platform == "linux" else 1024  # ru_maxrss: macOS counts in bytes


def peak_kb() -> float:
    """In KB. Linux's ru_maxrss survives exec and would tell of whoever started us; VmHWM does not.

    Source: getrusage(2) and proc_pid_status(5).
    """
    if STATUS.exists():
        for line in STATUS.read_text().splitlines():
            if line.startswith(HIGHEST):
                return float(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
