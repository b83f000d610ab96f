"""The agenda in a real browser: a bar that fills quietly, a phone that stays lit, one scroll."""

from __future__ import annotations

import mimetypes
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.content.render import Renderer
from chalicelib.pages.web import SECURITY_HEADERS
from tests.delivery.sample_emails import COMMON, EMAILS, SHARED
from tests.pages.showing import TEMPLATES, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from playwright.async_api import Page, Route

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

PHONE: Any = {"width": 360, "height": 740}
A_LITTLE_MORE = 1.2  # screens: four times a year, when four lines stand for the topic
KEEPS_WHAT_IS_ASKED = """
  window.asked = [];
  Object.defineProperty(navigator, "wakeLock", { value: {
    request: (kind) => { window.asked.push(kind); return Promise.resolve({}); },
  } });
"""


@asynccontextmanager
async def phone(
    chromium: Chromium, html: str, policy: Mapping[str, str] = SECURITY_HEADERS, **options: Any
) -> AsyncIterator[Page]:
    """A phone that shows this with the files it names, under this policy."""

    async def answer(route: Route) -> None:
        name = route.request.url.partition("/static/")[2].partition("?")[0]
        if name:
            file = TEMPLATES / "pages" / "static" / name
            await route.fulfill(body=file.read_text(), content_type=mimetypes.guess_type(name)[0])
        else:
            headers = {**policy, "Content-Type": "text/html; charset=utf-8"}
            await route.fulfill(body=html, headers=headers)

    async with await chromium.browser.new_context(viewport=PHONE, **options) as context:
        page = await context.new_page()
        await page.add_init_script(KEEPS_WHAT_IS_ASKED)
        await page.route("**/*", answer)
        await page.clock.install()
        await page.goto("https://after.example/")
        yield page


def test_the_bar_fills_in_the_steps_own_time_and_then_just_stays(chromium: Chromium) -> None:
    async def look() -> None:
        async with phone(chromium, shown("agenda-step").source) as page:
            bar = page.locator("progress")
            assert await bar.is_visible()
            await page.clock.run_for(3 * 60_000)
            assert 49 < await bar.evaluate("bar => bar.value") < 52  # of six minutes
            await page.clock.run_for(30 * 60_000)
            assert await bar.evaluate("bar => bar.value") == 100
            assert await page.evaluate("window.asked") == ["screen"]

    chromium.run(look())


def test_without_javascript_there_is_no_bar_and_every_step_is_a_link(chromium: Chromium) -> None:
    async def look() -> None:
        async with phone(chromium, shown("agenda-step").source, java_script_enabled=False) as page:
            assert not await page.locator("progress").is_visible()
            assert await page.get_by_role("link", name="Next: What worked").is_visible()

    chromium.run(look())


@pytest.mark.parametrize(
    "state", ["agenda", "agenda-step", "agenda-last", "agenda-over", "tonight", "tonight-over"]
)
def test_what_is_touched_is_large_enough_for_a_thumb(chromium: Chromium, state: str) -> None:
    async def look() -> None:
        async with phone(chromium, shown(state).source) as page:
            links = page.locator("main nav a, main .actions a")
            sizes = [await one.bounding_box() for one in await links.all()]
            assert sizes
            assert all(one and one["height"] >= 44 and one["width"] >= 44 for one in sizes)
            assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    chromium.run(look())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", [name for name in EMAILS if name.startswith("check-in")])
def test_the_agenda_of_an_email_fits_one_scroll_of_a_phone(
    chromium: Chromium, which: str, scheme: str
) -> None:
    template, context = EMAILS[which]
    letter = Renderer(Path(TEMPLATES), SHARED).email(template, **(COMMON | context))
    screens = A_LITTLE_MORE if which == "check-in-look-back" else 1.0

    async def look() -> None:
        async with phone(chromium, letter.html, {}, color_scheme=scheme) as page:
            box = await page.locator(".agenda").bounding_box()
            assert box is not None
            assert box["height"] <= screens * PHONE["height"]
            assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    chromium.run(look())
