"""Words to send on, on a phone: its share sheet, its texts, its mail, its clipboard. No scripts?
Then by the links that are there anyway.

What goes is the message that the page shows, to nobody in particular: the person picks whom.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from playwright.async_api import expect

from tests.pages.screens import Screen, looking
from tests.pages.stories import ALEX, ALEX_PHONE, signed_up, with_phone
from tests.pages.web_server import a_service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

INVITATION, THANKS = "invitation", "thanks"
WORDS = 'Sam did "all of bedtime" & the dishes, 100% alone + tea'
# What a phone's browser has, and headless Chromium has not. It keeps what it is given.
SHARE = """
  window.shared = [];
  navigator.share = (given) => { window.shared.push(given); return Promise.resolve(); };
"""
SHARE_REFUSED = """
  navigator.share = () => Promise.reject(new DOMException("no", "%s"));
"""
NO_CLIPBOARD = """
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));
"""


@dataclass(frozen=True)
class Sending:
    """A page with something to send on."""

    page: Page

    async def message(self) -> str:
        return (await self.page.locator("blockquote").inner_text()).strip()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def href(self, name: str) -> str:
        link = self.page.get_by_role("link", name=name, exact=True)
        return str(await link.get_attribute("href"))

    async def copied(self) -> str:
        return str(await self.page.evaluate("navigator.clipboard.readText()"))


@asynccontextmanager
async def sending(
    chromium: Chromium, what: str = INVITATION, *, first: str = "", script: bool = True
) -> AsyncIterator[Sending]:
    """Alex, at 360 px, who has just made a link, or kept a thank-you on the first evening."""
    with a_service() as world:
        alex = with_phone(world) if what == INVITATION else signed_up(world)
        name, _, value = alex.cookie.partition("=")
        url = world.settings.public_url
        async with looking(chromium, Screen(360, script=script), first=first) as page:
            await page.context.add_cookies([{"name": name, "value": value, "url": url}])
            await page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
            if what == INVITATION:
                await page.goto(f"{url}/me")
                await page.get_by_role("button", name="Make a link to send on").click()
            else:
                await page.goto(f"{url}/welcome")
                await page.get_by_label("glad of?").fill(WORDS)
                await page.get_by_role("button", name="Keep it").click()
            await page.locator("blockquote").wait_for()
            yield Sending(page)


@pytest.mark.parametrize("what", [INVITATION, THANKS])
def test_the_share_sheet_gets_the_message_and_nothing_else(chromium: Chromium, what: str) -> None:
    async def story() -> None:
        async with sending(chromium, what, first=SHARE) as alex:
            await alex.button("Share").click()
            assert await alex.page.evaluate("window.shared") == [{"text": await alex.message()}]
            await expect(alex.page.locator("#share-said")).to_be_empty()

    chromium.run(story())


def test_closing_the_share_sheet_does_nothing_and_a_broken_one_copies(chromium: Chromium) -> None:
    async def story(error: str) -> tuple[str, str, str]:
        async with sending(chromium, first=SHARE_REFUSED % error) as alex:
            await alex.page.evaluate("navigator.clipboard.writeText('what was there')")
            await alex.button("Share").click()
            said = alex.page.locator("#share-said")
            if error != "AbortError":
                await expect(said).not_to_be_empty()
            return await said.inner_text(), await alex.copied(), await alex.message()

    said, copied, _ = chromium.run(story("AbortError"))
    assert (said, copied) == ("", "what was there")
    said, copied, message = chromium.run(story("NotAllowedError"))
    assert said.startswith("Copied.")
    assert copied == message


@pytest.mark.parametrize(("what", "script"), [(INVITATION, True), (THANKS, False)])
def test_a_text_and_an_email_are_begun_with_the_message_to_nobody_yet(
    chromium: Chromium, what: str, *, script: bool
) -> None:
    async def story() -> None:
        async with sending(chromium, what, script=script) as alex:
            message = await alex.message()
            text, mail = await alex.href("Text it"), await alex.href("Email it")
            assert text.startswith("sms:?&body="), "what phones of both makers understand"
            assert unquote(text.removeprefix("sms:?&body=")) == message
            parts = urlsplit(mail)
            assert (parts.scheme, parts.path) == ("mailto", "")
            asked = dict(parse_qsl(parts.query, strict_parsing=True))
            assert asked.keys() == {"subject", "body"}
            assert asked["body"] == message
            for href in (text, mail):
                assert not {"+", " ", '"', "\n"} & set(href), "a plus would be read as a plus"
                for private in (ALEX, ALEX_PHONE, "csrf", "New_York"):
                    assert private not in unquote(href)
            for name in ("Text it", "Email it"):
                box = await alex.page.get_by_role("link", name=name).bounding_box()
                assert box is not None
                assert box["height"] >= 44
            assert await alex.page.evaluate("document.documentElement.scrollWidth") == 360

    chromium.run(story())


def test_without_javascript_nothing_is_offered_that_would_not_work(chromium: Chromium) -> None:
    async def story() -> None:
        async with sending(chromium, script=False) as alex:
            assert not await alex.page.locator("[data-share]").is_visible()
            assert not await alex.page.locator("[data-copy]").is_visible()
            alone = alex.page.get_by_role("main").locator("a.wrap")
            assert await alone.is_visible(), "to press and hold"
            assert (await alone.inner_text()) in await alex.message()

    chromium.run(story())


def test_who_has_no_share_sheet_is_not_offered_one(chromium: Chromium) -> None:
    async def story() -> None:
        async with sending(chromium, first="delete Navigator.prototype.share;") as alex:
            assert not await alex.button("Share").is_visible()
            assert await alex.button("Copy").is_visible()

    chromium.run(story())


def test_the_message_is_copied_and_where_that_is_blocked_the_page_says_how(
    chromium: Chromium,
) -> None:
    async def story(first: str) -> tuple[str, str, str]:
        async with sending(chromium, first=first) as alex:
            await alex.page.evaluate("document.body.focus()")
            await alex.button("Copy").click()
            said = alex.page.locator("#share-said")
            await expect(said).not_to_be_empty()
            return await said.inner_text(), await alex.copied(), await alex.message()

    said, copied, message = chromium.run(story(""))
    assert (said, copied) == ("Copied. Paste it wherever you two talk.", message)
    said, _, _ = chromium.run(story(NO_CLIPBOARD))
    assert said == "Copying is blocked here. Press and hold the message to copy it."
