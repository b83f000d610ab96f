"""The gallery in a real browser: frames are drawn when they are seen, as wide and dark as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.preview.gallery import gallery

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

SOME = 8  # every eighth in `make test`: the notes of the library all come in one frame
NIGHT, DAY = "rgb(21, 24, 38)", "rgb(251, 246, 236)"  # behind the sheet (templates/email/base)
EVERY_EMAIL = """(step) => {
  const probe = document.createElement("iframe");
  probe.sandbox = "allow-same-origin";
  probe.width = 320;
  document.body.append(probe);
  const wide = [];
  const look = (number) => new Promise((done) => {
    probe.onload = () => {
      if (probe.contentDocument.documentElement.scrollWidth > 320) wide.push(number);
      done();
    };
    probe.srcdoc = html(number, "light");
  });
  return (async () => {
    for (let number = 0; number < bodies.length; number += step) await look(number);
    return [bodies.length, wide];
  })();
}"""


async def opened(tmp_path: Path, page: Page) -> list[str]:
    """Opens it. What the browser complains of is in the list."""
    file = tmp_path / "index.html"
    file.write_text(gallery().html, encoding="utf-8")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(file.as_uri())
    return complaints


async def backgrounds(page: Page) -> list[tuple[str, str]]:
    """(width and colours as asked, colour behind the sheet) of the first email."""
    await page.locator("article.large iframe").first.wait_for()
    found = []
    for frame in await page.locator("article.large").first.locator("iframe").all():
        body = frame.content_frame.locator("body")
        colour = await body.evaluate("body => getComputedStyle(body).backgroundColor")
        found.append((str(await frame.get_attribute("title")), str(colour)))
    return found


@pytest.mark.long
def test_an_email_is_shown_narrow_and_wide_by_day_and_by_night(
    chromium: Chromium, tmp_path: Path
) -> None:
    async def look() -> None:
        async with await chromium.browser.new_context() as context:
            page = await context.new_page()
            complaints = await opened(tmp_path, page)
            assert await backgrounds(page) == [
                ("320 px, light", DAY),
                ("320 px, dark", NIGHT),
                ("640 px, light", DAY),
                ("640 px, dark", NIGHT),
            ]
            for unwanted in ("640", "light"):
                await page.uncheck(f"input[value='{unwanted}']")
            assert await backgrounds(page) == [("320 px, dark", NIGHT)]
            assert complaints == []

    chromium.run(look())


def test_what_is_looked_for_is_what_is_left(chromium: Chromium, tmp_path: Path) -> None:
    async def look() -> None:
        async with await chromium.browser.new_context() as context:
            page = await context.new_page()
            await opened(tmp_path, page)
            await page.fill("#find", "gesture-charger")
            assert await page.locator("article:visible").count() == 1
            assert await page.locator("[data-count=of-gesture]").inner_text() == "1"
            await page.fill("#find", "")
            assert await page.locator("article:visible").count() > 600

    chromium.run(look())


@pytest.mark.parametrize("step", [SOME, pytest.param(1, marks=pytest.mark.long)])
def test_no_email_is_wider_than_the_narrowest_phone(
    chromium: Chromium, tmp_path: Path, step: int
) -> None:
    async def look() -> None:
        async with await chromium.browser.new_context() as context:
            page = await context.new_page()
            await opened(tmp_path, page)
            number, too_wide = await page.evaluate(EVERY_EMAIL, step)
            assert number > 400
            assert too_wide == []

    chromium.run(look())
