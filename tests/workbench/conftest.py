"""One Chromium for all tests of the page; each gets a tab and a workbench of its own."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from tests.browser import browser
from tests.workbench.looking import Looker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[asyncio.Runner, Browser]]:
    """A loop that lives as long as the browser it drives; it runs only during a test."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        yield runner, runner.run(stack.enter_async_context(browser()))
        runner.run(stack.aclose())


@pytest.fixture
def look(chromium: tuple[asyncio.Runner, Browser], tmp_path: Path) -> Looker:
    return Looker(*chromium, tmp_path)
