"""One headless Chromium for all tests that look at pages; each looks in a context of its own."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator

    from playwright.async_api import Browser

T = TypeVar("T")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ON_A_MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
QUIETLY = [  # and asking nobody on the network for anything
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoChromium(Exception):  # noqa: N818 - it names what is missing
    """There is no browser to look with."""


def chromium() -> str:
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [str(path) for path in ON_A_MAC if path.exists()]
    if not found:
        raise NoChromium("Install Chromium (apt-get install chromium), then run the tests again.")
    return found[0]


@dataclass(frozen=True)
class Chromium:
    """A browser and the loop that drives it: starting one takes a second, a context nothing."""

    runner: asyncio.Runner
    browser: Browser

    def run(self, story: Coroutine[Any, Any, T]) -> T:
        """The loop runs only during a story."""
        return self.runner.run(story)


@contextmanager
def started() -> Iterator[Chromium]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        yield Chromium(runner, runner.run(stack.enter_async_context(_launched())))
        runner.run(stack.aclose())


@asynccontextmanager
async def _launched() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)
        async with launched:
            yield launched
