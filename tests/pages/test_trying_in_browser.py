"""The next two weeks in a real browser: they follow what is tapped, and nothing is saved."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

import pytest

from chalicelib.pages.web import Visit
from tests.pages.screens import Screen, looking
from tests.pages.showing import TEMPLATES
from tests.pages.stories import signed_up
from tests.pages.visitor import answer
from tests.world import World

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from tests.browser import Chromium
    from tests.pages.visitor import Visitor

pytestmark = pytest.mark.browser

SITE = "https://afterbedtime.test"


async def serve(page: Page, person: Visitor) -> None:
    """What the site answers to this person, under its own policy."""

    async def go(route: Route) -> None:
        asked = route.request
        path = asked.url.removeprefix(SITE).partition("#")[0].partition("?")[0]
        if path.startswith("/static/"):
            name = path.rpartition("/")[2]
            file = TEMPLATES / "pages" / "static" / name
            await route.fulfill(body=file.read_text(), content_type=mimetypes.guess_type(name)[0])
            return
        visit = Visit(asked.method, cookie=person.cookie, body=asked.post_data or "")
        reply = answer(person.world.site, visit, path)
        await route.fulfill(status=reply.status, body=reply.body, headers=reply.all_headers())

    await page.route("**/*", go)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_two_weeks_follow_what_is_tapped_and_nothing_is_saved(
    chromium: Chromium, *, scripts: bool
) -> None:
    world = World()
    person = signed_up(world)
    before = world.everything()

    async def tap() -> None:
        async with looking(chromium, Screen(360, script=scripts)) as page:
            await serve(page, person)
            await page.goto(f"{SITE}/me")
            by_hand = page.get_by_role("button", name="Show me my two weeks first")
            assert await by_hand.is_visible() is not scripts
            await page.get_by_role("checkbox", name="Saturday").check(force=True)
            if not scripts:
                await by_hand.click()
            ahead = page.locator("#ahead")
            await ahead.get_by_text("Not saved yet.").wait_for()
            assert "Sat 28 Nov" in await ahead.inner_text()
            assert await page.get_by_role("checkbox", name="Saturday").is_checked()

    chromium.run(tap())
    assert world.everything() == before
