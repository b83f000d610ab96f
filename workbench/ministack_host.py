"""Run MiniStack, the local AWS, in the foreground, and keep its state on disk while it runs.

Started by workbench/emulator.py with the Python of .venv-aws, so it imports MiniStack and the
standard library only. It stops, saving first, on SIGTERM or SIGINT, or when its parent is gone.
"""

import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Installed in .venv-aws only, where nobody checks types.
from hypercorn.asyncio import serve  # type: ignore[import-not-found]
from hypercorn.config import Config  # type: ignore[import-not-found]
from ministack import app as ministack
from ministack.core import lambda_runtime, persistence
from ministack_asked import Asked  # type: ignore[import-not-found]  # beside this file

SAVE_EVERY = 10.0  # seconds; what a kill -9 can lose
LAST_CALLS = 3.0  # seconds that running functions get to end before the last save
# The functions' logs only grow, so every save would take longer than the one before.
NOT_SAVED = {"cloudwatch_logs"}

# MiniStack saves on a clean stop only. These three are what it does it with (docs/adr/0002).
savers: Callable[[], dict[str, Callable[[], Any]]] = ministack._build_persistence_save_dict  # noqa: SLF001 (see above)
format_of: Callable[[str], int] = persistence._state_format_version  # noqa: SLF001 (see above)
as_json: Callable[[Any], Any] = persistence._json_default  # noqa: SLF001 (see above)

logger = logging.getLogger("ministack_host")


class Saver:
    """Keeps MiniStack's state, all services or none.

    Each save is a folder of its own, and a link leads to the newest whole one: a kill -9 in the
    middle leaves the save before, never a stack without its functions. MiniStack reads its own
    folder when it starts, so `restore` puts the newest save there first.
    """

    def __init__(self, state: Path) -> None:
        self.state = state
        self.newest = state / "saves" / "newest"
        self.written: dict[str, str] = {}

    def restore(self) -> None:
        self.newest.parent.mkdir(exist_ok=True)
        for file in self.newest.glob("*.json"):
            shutil.copyfile(file, self.state / file.name)

    async def save(self) -> None:
        try:
            # Copied here, on the event loop, where MiniStack handles every API call: while it
            # waits, the table and the queue cannot come to disagree.
            states = {
                name: copied(name, state)
                for name, state in savers().items()
                if name not in NOT_SAVED
            }
            await asyncio.to_thread(self._write, states)
        except (OSError, RuntimeError, TypeError, ValueError):
            # The edge: whatever it is, the server goes on, and the next save may go well.
            logger.exception("The state could not be saved; the last one saved stays")

    def _write(self, states: dict[str, Any]) -> None:
        texts = {
            name: json.dumps(
                {"__ministack_format__": format_of(name), "payload": state}, default=as_json
            )
            for name, state in states.items()
            if state is not None
        }
        changed = {name: text for name, text in texts.items() if self.written.get(name) != text}
        if not changed:
            return
        whole = Path(tempfile.mkdtemp(dir=self.newest.parent))
        for name, text in changed.items():
            (whole / f"{name}.json").write_text(text)
        for file in self.newest.glob("*.json"):
            if file.stem not in changed:
                os.link(file, whole / file.name)
        self._turn_to(whole)
        self.written.update(changed)

    def _turn_to(self, whole: Path) -> None:
        """Let the link lead to this save, in one step, and remove all others."""
        link = self.newest.with_name("next")
        link.unlink(missing_ok=True)
        link.symlink_to(whole.name)
        link.replace(self.newest)
        for old in self.newest.parent.iterdir():
            if not old.is_symlink() and old != whole:
                shutil.rmtree(old)


def copied(name: str, state: Callable[[], Any]) -> Any:
    for attempt in range(1, 4):
        try:
            return state()
        except RuntimeError as changed:  # MiniStack's other threads: "changed size during..."
            logger.warning("Copying the state of %s, try %d: %s", name, attempt, changed)
    raise RuntimeError(f"The state of {name} changed during each of three copies")


async def keep_saving(saver: Saver, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), SAVE_EVERY)
        except TimeoutError:
            await saver.save()


async def quiet(patience: float) -> None:
    """Wait until no function runs, but no longer than this."""
    deadline = time.monotonic() + patience
    while lambda_runtime.workers_in_use() and time.monotonic() < deadline:  # noqa: ASYNC110 (MiniStack tells nobody when a function ends)
        await asyncio.sleep(0.05)


async def main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    # The parent writes nothing: this end of the pipe becomes readable when the parent is gone.
    loop.add_reader(sys.stdin.fileno(), stop.set)
    saver = Saver(Path(os.environ["STATE_DIR"]))
    saver.restore()
    config = Config()
    config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
    config.graceful_timeout = 1.0

    async def stopped() -> None:
        await stop.wait()
        loop.remove_reader(sys.stdin.fileno())
        logger.info("Stopping")
        await quiet(LAST_CALLS)
        await saver.save()
        logger.info("Saved")
        ministack.PERSIST_STATE = False  # saved just now; its own save would add the logs
        lambda_runtime.reset()

    saving = asyncio.create_task(keep_saving(saver, stop))
    app = Asked(ministack.app, Path(os.environ["STATE_DIR"]) / "asked.jsonl")
    await serve(app, config, shutdown_trigger=stopped)
    await saving


if __name__ == "__main__":
    asyncio.run(main())
