"""Somebody without a finger or a mouse, who goes through the pages by Tab, Space and Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.pages.screens import Screen
    from tests.world import World

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

    async def presses(self, wanted: Locator, *, leads_on: bool = True) -> None:
        """A link or a button, which leads to another page; or what only unfolds."""
        await self.goes_to(wanted)
        if leads_on:
            await self.enter()
        else:
            await self.page.keyboard.press("Enter")

    async def enter(self) -> None:
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name)

    async def words(self) -> str:
        return await self.page.get_by_role("main").inner_text()

    async def sees(self, heading: str) -> None:
        assert await self.page.get_by_role("heading", level=1).inner_text() == heading
        wide = await self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.screen.width, "no page scrolls sideways"
