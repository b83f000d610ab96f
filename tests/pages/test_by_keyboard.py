"""Without a finger or a mouse: Tab goes down the page, is seen where it is, and Enter sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.sample_pages import STATES as EVERY_STATE
from tests.pages.screens import Screen, everywhere, in_every_state

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

STATES = (
    "index", "signup-wrong", "join", "welcome-wrong", "me", "me-wrong", "me-pending", "agenda",
    "date", "unsubscribe", "erase-wrong", "export", "jar", "keepsake",
)  # fmt: skip
MOST = 220  # stops on a page: more is a trap that Tab does not get out of
# What has the focus: its place among all elements, and whether somebody can see that it has it.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const chip = one.matches(".days input") ? one.nextElementSibling : one;
  const look = getComputedStyle(chip);
  const box = chip.getBoundingClientRect();
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { place: [...document.querySelectorAll("*")].indexOf(one), seen: ring && inside,
           html: one.outerHTML.slice(0, 100) };
}"""
HAS_STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary")].filter((one) =>
  one.checkVisibility() && one.tabIndex >= 0 && !(one.type === "radio" && !one.checked)).length"""


async def stops(page: Page) -> list[dict[str, Any]]:
    """Each place that Tab comes to, once round the page."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        await page.keyboard.press("Tab")
        focus = await page.evaluate(FOCUS)
        if focus is None or (found and focus["place"] == found[0]["place"]):
            break
        if not found or focus["place"] != found[-1]["place"]:  # a time has more than one stop
            found.append(focus)
    return found


async def troubles(page: Page) -> list[Any]:
    wanted = await page.evaluate(HAS_STOPS)
    found = await stops(page)
    places = [one["place"] for one in found]
    lost = [one["html"] for one in found if not one["seen"]]
    missed = [] if len(found) >= wanted else [f"{len(found)} of {wanted}"]
    return [*lost, *missed, *([] if places == sorted(places) else ["out of order"])]


@pytest.mark.long
def test_tab_goes_down_every_page_and_is_seen_where_it_is(chromium: Chromium) -> None:
    screens = [Screen(360, "light", script=False), Screen(1280, "dark", script=False)]
    assert in_every_state(chromium, troubles, everywhere(screens, STATES)) == {}


def test_the_first_tab_offers_to_skip_to_the_page(chromium: Chromium) -> None:
    async def look(page: Page) -> str:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        skipped = await page.evaluate("document.activeElement.id")
        return "" if skipped == "main" else f"skipped to {skipped!r}"

    views = everywhere([Screen(360)], ["index", "signup", "me"])
    assert in_every_state(chromium, look, views) == {}


@pytest.mark.parametrize("script", [True, False])
def test_each_line_of_an_error_summary_leads_to_its_field(
    chromium: Chromium, *, script: bool
) -> None:
    async def look(page: Page) -> list[str]:
        summary = page.locator(".summary")
        first = await summary.evaluate("one => one === document.activeElement")
        wrong = ["the summary is not read out first"] if script and not first else []
        for link in await summary.get_by_role("link").all():
            await link.focus()
            await page.keyboard.press("Enter")
            there = (await link.get_attribute("href") or "").removeprefix("#")
            reached = await page.evaluate("document.activeElement.id")
            if reached != there or not await page.locator(f"[id='{there}']").is_visible():
                wrong.append(there)
        return wrong

    states = [one for one in EVERY_STATE if "wrong" in one]
    assert in_every_state(chromium, look, everywhere([Screen(360, script=script)], states)) == {}
