"""What journeys share: a phone with a browser, and addresses nobody else in the run uses."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import QUIETLY, chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 740}
_people = count(60)


@pytest.fixture(scope="module")  # its event loop must end before tests that bring their own
def browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture
def phone(browsing: Browser) -> Iterator[Callable[..., Page]]:
    """Gives each person a browser of their own: other cookies, a narrow screen."""
    opened = []

    def pick_up(zone: str = "America/New_York") -> Page:
        context = browsing.new_context(viewport=PHONE, timezone_id=zone)  # type: ignore[arg-type]
        opened.append(context)
        return context.new_page()

    yield pick_up
    for context in opened:
        context.close()


@pytest.fixture
def number() -> str:
    """A phone number for fiction that no other journey has."""
    return f"+120255501{next(_people):02d}"


@pytest.fixture
def address() -> str:
    return f"person{next(_people)}@example.com"
