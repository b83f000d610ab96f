"""One headless Chromium for the tests that look at pages."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

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


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)
        async with launched:
            yield launched
