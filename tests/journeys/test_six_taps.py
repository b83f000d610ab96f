"""From the first page to "check your phone": six taps on a narrow phone, counted as fingers do.

With JavaScript the page counts them, too, and more would show; without, the finger alone does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.browser]

MOST = 6
# Every finger that comes down, on whatever page: what the browser saw, not what we meant to do.
COUNT = """
addEventListener("touchstart", () => {
  sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, { capture: true });
"""


@dataclass
class Finger:
    """Taps, and knows how often."""

    page: Page
    taps: int = 0

    def tap(self, where: Locator) -> None:
        where.tap()
        self.taps += 1

    def types(self, label: str, words: str) -> None:
        self.tap(self.page.get_by_label(label))
        self.page.keyboard.type(words)


@pytest.fixture
def finger(browsing: Browser) -> Iterator[Callable[..., Finger]]:
    """A phone that is touched, not clicked; with or without JavaScript on the pages."""
    opened = []

    def pick_up(zone: str = "Europe/Lisbon", *, script: bool = True) -> Finger:
        context = browsing.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            has_touch=True,
            is_mobile=True,
            java_script_enabled=script,
            timezone_id=zone,
        )
        context.add_init_script(COUNT)
        opened.append(context)
        return Finger(context.new_page())

    yield pick_up
    for context in opened:
        context.close()


@pytest.mark.parametrize(("by", "script"), [("number", True), ("address", False)])
def test_from_the_first_page_to_check_your_phone_takes_six_taps(
    service: LocalService,
    finger: Callable[..., Finger],
    by: str,
    script: bool,
    request: pytest.FixtureRequest,
) -> None:
    one, address = finger(script=script), request.getfixturevalue(by)
    page = one.page
    page.goto(service.url)
    one.tap(page.get_by_role("link", name="Sign up in a minute"))
    one.types("Your first name", "Robin")
    one.types("Email or mobile number", address)
    one.tap(page.get_by_label("Yes, write to me"))
    if by == "number":
        one.tap(page.get_by_label("Yes, send me texts"))
    one.tap(page.get_by_role("button", name="Send me the link"))
    page.get_by_role("heading", name="Now check your").wait_for()
    assert 4 < one.taps <= MOST
    if script:
        assert int(page.evaluate("sessionStorage.taps")) == one.taps


def test_the_zone_of_the_phone_is_there_and_can_be_changed(
    service: LocalService, finger: Callable[..., Finger]
) -> None:
    page = finger("Pacific/Auckland").page
    page.goto(f"{service.url}/signup")
    zone = page.get_by_label("Your time zone")
    assert zone.input_value() == "Pacific/Auckland"
    assert "Change it if that is wrong" in page.locator("#zone-note").inner_text()
    zone.select_option("Europe/Paris")
    assert zone.input_value() == "Europe/Paris"
