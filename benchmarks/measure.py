"""What one run costs this process: CPU and memory, never both at once."""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def cpu_ms(run: Callable[[], object]) -> float:
    """CPU time of this process, all its threads, in milliseconds."""
    gc.collect()
    started = time.process_time()
    run()
    return (time.process_time() - started) * 1000


def peak_kb(run: Callable[[], object]) -> float:
    """The most memory that what the run allocated ever took, in KB. Tracing makes it slow."""
    gc.collect()
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1] / 1024
    finally:
        tracemalloc.stop()


def say(what: str) -> None:
    """Progress, for whoever waits."""
    print(f"  {what} ...", file=sys.stderr, flush=True)
