"""A local AWS of its own for the tests of deploying, with nothing on it."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.aws import Aws
from workbench.emulator import Emulator
from workbench.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def local_aws(state: Path) -> Iterator[Aws]:
    """A running MiniStack; it is stopped at the end, with all that was deployed to it."""
    state.mkdir(parents=True, exist_ok=True)
    lock = os.open(state / "lock", os.O_CREAT | os.O_RDWR)
    ports = free_ports()
    emulator = Emulator(state, ports.aws, lock)
    try:
        emulator.start()
        asyncio.run(emulator.ready())
        yield Aws(ports.aws_url)
    finally:
        emulator.stop()
        os.close(lock)
