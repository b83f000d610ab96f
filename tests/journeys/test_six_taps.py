"""From the first page to "check your phone": six taps on a narrow phone, counted as fingers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.browser]

MOST = 6
# Every finger that comes down, on whatever page: what the browser saw, not what we meant to do.
COUNT = """
addEventListener("touchstart", () => {
  sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, { capture: true });
"""


@pytest.fixture
def finger(browsing: Browser) -> Iterator[Callable[..., Page]]:
    """A phone that is touched, not clicked; with or without JavaScript on the pages."""
    opened = []

    def pick_up(zone: str = "Europe/Lisbon") -> Page:
        context = browsing.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            has_touch=True,
            is_mobile=True,
            timezone_id=zone,
        )
        context.add_init_script(COUNT)
        opened.append(context)
        return context.new_page()

    yield pick_up
    for context in opened:
        context.close()


@pytest.mark.parametrize("by", ["number", "address"])
def test_from_the_first_page_to_check_your_phone_takes_six_taps(
    service: LocalService, finger: Callable[..., Page], by: str, request: pytest.FixtureRequest
) -> None:
    page, address = finger(), request.getfixturevalue(by)
    page.goto(service.url)
    page.get_by_role("link", name="Sign up in a minute").tap()
    page.get_by_label("Your first name").tap()
    page.keyboard.type("Robin")
    page.get_by_label("Email or mobile number").tap()
    page.keyboard.type(address)
    page.get_by_label("Yes, write to me").tap()
    if by == "number":
        page.get_by_label("Yes, send me texts").tap()
    page.get_by_role("button", name="Send me the link").tap()
    page.get_by_role("heading", name="Now check your").wait_for()
    taps = int(page.evaluate("sessionStorage.taps"))
    assert 4 < taps <= MOST


def test_the_zone_of_the_phone_is_there_and_can_be_changed(
    service: LocalService, finger: Callable[..., Page]
) -> None:
    page = finger("Pacific/Auckland")
    page.goto(f"{service.url}/signup")
    zone = page.get_by_label("Your time zone")
    assert zone.input_value() == "Pacific/Auckland"
    assert "Change it if that is wrong" in page.locator("#zone-note").inner_text()
    zone.select_option("Europe/Paris")
    assert zone.input_value() == "Europe/Paris"
