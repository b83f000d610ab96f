"""A peer's evenings, one after the other in a process of its own, and what each of them cost."""

from __future__ import annotations

import gc
import json
import time
from typing import TYPE_CHECKING, Any

from benchmarks.evenings import DUE, EVENINGS
from benchmarks.peak import peak_kb

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def evenings(
    pass_one: Callable[[datetime], int],
    cpu: Callable[[], float] = time.process_time,
    peak: Callable[[], float] = peak_kb,
    counts: Callable[[], dict[str, float]] = dict,
) -> None:
    """Let each evening pass, and print what they cost as JSON.

    `pass_one` returns how many messages went out; they must be all. `cpu` is in seconds, `counts`
    is what an evening asked of others, and starts at nothing each time.
    """
    found: dict[str, Any] = {"cpu_s": [], "wall_s": [], "counts": []}
    for number, evening in enumerate(EVENINGS):
        gc.collect()
        counts()
        began, started = cpu(), time.perf_counter()
        sent = pass_one(evening)
        took, lasted = cpu() - began, time.perf_counter() - started
        if sent != DUE:
            raise AssertionError(f"{DUE} were due, {sent} were sent")
        if number:  # the first one imports, compiles and connects
            found["cpu_s"].append(took)
            found["wall_s"].append(lasted)
            found["counts"].append(counts())
    found["peak_kb"] = peak()
    print("\n" + json.dumps(found))
