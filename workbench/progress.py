"""Progress lines with elapsed seconds, for a person who waits at a terminal."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print `what ...` when it starts and its seconds when it is done."""
    print(f"{what} ...", end=" ", flush=True)
    started = time.monotonic()
    try:
        yield
    except Exception:  # only said here; whoever asked for the step handles it
        print("failed.", flush=True)
        raise
    except BaseException:  # somebody does not want to wait for it
        print("stopped.", flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)
