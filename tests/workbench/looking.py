"""A pair of eyes on the workbench page: a browser tab, and what a test does with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from tests.workbench.running import Workbench, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page

    from tests.browser import Chromium

ALEX, SAM = "+12025550143", "+12025550144"
SENDER = "+12025550100"
PEOPLE = [
    {"name": "Alex", "phone": ALEX, "email": "alex@example.com"},
    {"name": "Sam", "phone": SAM, "email": "sam@example.com"},
]
EMAIL = """From: After Bedtime <hello@example.org>
To: {to}
{more}Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=part

--part
Content-Type: text/plain

Plain words, https://example.org/plain.
--part
Content-Type: text/html

<html><head></head><body>{html}</body></html>
--part--
"""


@dataclass(frozen=True)
class Look:
    """One tab on a running workbench."""

    tab: Page
    workbench: Workbench

    def phone(self, name: str) -> Locator:
        return self.tab.get_by_role("region", name=f"{name}, phone")

    def mailbox(self, name: str) -> Locator:
        return self.tab.get_by_role("region", name=f"{name}, mailbox")

    def text(self, to: str, text: str, status: str = "delivered") -> None:
        self.workbench.mailbox.add_text(
            to=to, from_=SENDER, text=text, provider_id="SM1", status=status
        )

    def email(
        self,
        to: str,
        subject: str = "Tonight",
        html: str = "<p>Bright words</p>",
        reply_to: str = "",
    ) -> None:
        more = f"Reply-To: {reply_to}\n" if reply_to else ""
        source = EMAIL.format(to=to, subject=subject, html=html, more=more).encode()
        details = {"tags": {}, "configuration_set": "local"}
        self.workbench.mailbox.add_email(source, to=to, provider_id="ses-1", details=details)

    async def run(self, script: str, argument: object = None) -> Any:
        """Evaluate JavaScript in the page; it may import the page's modules."""
        return await self.tab.evaluate(script, argument)

    async def sees(self, where: Locator, text: str) -> None:
        await expect(where).to_contain_text(text)


Story = Callable[[Look], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Looker:
    """Plays a story before a fresh tab on a workbench of its own."""

    chromium: Chromium
    folder: Path

    def __call__(self, story: Story, *, couple: bool = True, width: int = 1440) -> None:
        """With `couple`, Alex and Sam have signed up before."""
        if couple:
            made = json.dumps({"couple": "c0ffee", "people": PEOPLE})
            (self.folder / "sample.json").write_text(made)
        self.chromium.run(self._play(story, width))

    async def _play(self, story: Story, width: int) -> None:
        context = await self.chromium.browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        async with running(self.folder) as workbench, context:
            tab = await context.new_page()
            tab.set_default_timeout(5_000)
            await tab.goto(workbench.url)
            await story(Look(tab, workbench))
