"""Large letters, small screens, thumbs: nothing scrolls sideways, and what is tapped is large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.screens import Screen, everywhere, in_every_state

if TYPE_CHECKING:
    from playwright.async_api import Page, ViewportSize

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

# 640 is a desktop of 1280 at 200 %; 320 the same at 400 % (WCAG 2.2, 1.4.10).
WIDTHS = (640, 320)
PHONE: ViewportSize = {"width": 360, "height": 740}
LARGE_TEXT = 'document.documentElement.style.fontSize = "200%"'
SIDEWAYS = """() => {
  const wide = innerWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const all = [...document.querySelectorAll("body *")];
  const out = all.filter((one) => one.getBoundingClientRect().right > wide + 1);
  return [wide, ...out.slice(0, 3).map((one) => one.outerHTML.slice(0, 80))];
}"""
# A tick is tapped by its label; links within a sentence are as high as the sentence (2.5.8).
TOO_SMALL = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const all = [...document.querySelectorAll(
    "button, .button, select, textarea, summary, nav a, .summary a, .masthead a, label:has(input)"
    + ", input:not([type=hidden], [type=checkbox], [type=radio])")];
  const seen = all.filter((one) => one.checkVisibility() && !one.closest(".unseen"));
  const small = seen.filter((one) => one.getBoundingClientRect().height < 44);
  return small.map((one) => one.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def found(chromium: Chromium) -> dict[str, dict[str, Any]]:
    """By state: what is too small at 360 px, what sticks out at each width. One walk for all."""
    seen: dict[str, dict[str, Any]] = {}

    async def look(page: Page) -> None:
        state = page.url.rpartition("/")[2]
        await page.set_viewport_size(PHONE)
        seen[state] = {"small": await page.evaluate(TOO_SMALL), "wide": []}
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 640})
            seen[state]["wide"] += await page.evaluate(SIDEWAYS)
        await page.set_viewport_size(PHONE)
        await page.evaluate(LARGE_TEXT)
        seen[state]["wide"] += await page.evaluate(SIDEWAYS)

    in_every_state(chromium, look, everywhere([Screen(360)]))
    return seen


@pytest.mark.long
@pytest.mark.parametrize("what", ["small", "wide"])
def test_thumbs_and_large_letters_fit(found: dict[str, dict[str, Any]], what: str) -> None:
    assert {state: one[what] for state, one in found.items() if one[what]} == {}
