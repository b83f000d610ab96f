"""From the first page to the last, by keyboard alone: with scripts and without, small and large."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser import browser
from tests.pages.screens import AT_ONCE, SCREENS, Screen, looking
from tests.pages.stories import ALEX
from tests.pages.visitor import newest_link
from tests.pages.web_server import a_service

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.world import World

pytestmark = pytest.mark.browser

ALL = [one._replace(script=script) for one in SCREENS for script in (True, False)]
MOST = 150  # stops of Tab on the way to a field or a button
HAS_FOCUS = "one => one === document.activeElement"


@dataclass(frozen=True)
class Person:
    """Somebody at a keyboard, who looks at each page that comes."""

    page: Page
    world: World
    screen: Screen

    async def opens(self, path: str) -> None:
        await self.page.goto(self.world.settings.public_url + path)

    async def goes_to(self, wanted: Locator) -> None:
        for _ in range(MOST):
            if await wanted.evaluate(HAS_FOCUS):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {wanted}")

    async def types(self, label: str, text: str) -> None:
        await self.goes_to(self.page.get_by_label(label, exact=True))
        await self.page.keyboard.type(text)

    async def ticks(self, wanted: Locator) -> None:
        await self.goes_to(wanted)
        await self.page.keyboard.press("Space")

    async def presses(self, wanted: Locator) -> None:
        """What leads to another page: a link or a button."""
        await self.goes_to(wanted)
        await self.enter()

    async def enter(self) -> None:
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name)

    async def sees(self, heading: str) -> None:
        assert await self.page.get_by_role("heading", level=1).inner_text() == heading
        wide = await self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.screen.width, "no page scrolls sideways"


async def signs_up(person: Person) -> None:
    """The first page, a form sent too early, the form again, and the link that came."""
    await person.opens("/")
    await person.presses(person.link("Sign up in a minute"))
    await person.sees("Sign up")
    await person.types("Your first name", "Alex")
    await person.enter()
    summary = person.page.locator(".summary")
    if person.screen.script:
        assert await summary.evaluate(HAS_FOCUS), "what went wrong is read out first"
    await person.goes_to(summary.get_by_role("link").first)
    await person.page.keyboard.press("Enter")
    await person.page.keyboard.type(ALEX)
    await person.ticks(person.page.get_by_label("Yes, write to me"))
    await person.presses(person.button("Send me the link"))
    await person.sees("Now check your inbox")
    await person.page.goto(newest_link(person.world, "confirm"))
    await person.presses(person.button("Yes, this is my"))
    await person.sees("You are in, Alex")


async def settles_in(person: Person) -> None:
    """What helps, and what comes; then a day less, on the own page."""
    await person.goes_to(person.page.get_by_role("radio").first)
    await person.page.keyboard.press("ArrowDown")  # Tab comes to the first, arrows go on from there
    assert await person.page.get_by_label("A newborn").is_checked()
    await person.presses(person.button("Save"))
    assert await person.page.get_by_role("status").first.is_visible()
    await person.opens("/me")
    await person.sees("Hello, Alex")
    await person.ticks(person.page.get_by_role("checkbox", name="Monday"))
    await person.presses(person.button("Save").last)
    assert "Saved" in await person.page.get_by_role("status").first.inner_text()
    assert not await person.page.get_by_role("checkbox", name="Monday").is_checked()


async def leaves(person: Person) -> None:
    """What is theirs, then the question, the tick and the end."""
    await person.opens("/export")
    await person.opens("/erase")
    await person.ticks(person.page.get_by_label("I am sure"))
    await person.presses(person.button("Erase everything that is mine"))
    await person.sees("You have left")
    await person.opens("/me")
    await person.sees("A fresh link")


async def lives_it(screen: Screen) -> None:
    with a_service() as world:
        async with browser() as chromium, looking(chromium, screen) as page:
            person = Person(page, world, screen)
            for chapter in (signs_up, settles_in, leaves):
                await chapter(person)


@pytest.mark.parametrize("screen", AT_ONCE, ids=str)
def test_somebody_comes_settles_in_and_leaves_by_keyboard(screen: Screen) -> None:
    asyncio.run(lives_it(screen))


@pytest.mark.long
@pytest.mark.parametrize("screen", [one for one in ALL if one not in AT_ONCE], ids=str)
def test_somebody_does_so_on_every_other_screen(screen: Screen) -> None:
    asyncio.run(lives_it(screen))
