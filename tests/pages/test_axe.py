"""axe finds nothing on any page, in any state: labels, roles, order, contrast, size of targets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.screens import SCREENS, Screen, everywhere, in_every_state, looking, taking_turns

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "build/npm/node_modules/axe-core/axe.min.js"
# What is folded away is on the page, too: axe passes over what it cannot see.
RUN = """async () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const rules = { "target-size": { enabled: true } };
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html)]);
}"""
AT_ONCE = [Screen(360, "dark"), Screen(1280)]  # in turn; every state on every screen is `long`
CAUGHT = {
    "color-contrast": '<p style="color:#999;background:#fff">Pale words</p>',
    "label": "<input>",
    "target-size": '<p><a href="#a" style="display:block;height:8px;line-height:8px">One</a>'
    '<a href="#b" style="display:block;height:8px;line-height:8px">Two</a></p>',
    "button-name": "<button></button>",
    "image-alt": '<details><summary>More</summary><img src="data:,"></details>',
}


@cache
def axe() -> str:
    if not AXE.exists():
        pytest.fail("axe-core is not here: `make test` installs it, as requirements/npm says")
    return AXE.read_text()


async def violations(page: Page) -> Any:
    return await page.evaluate(RUN)


def test_axe_finds_nothing_on_any_page_in_any_state(chromium: Chromium) -> None:
    assert in_every_state(chromium, violations, taking_turns(AT_ONCE), first=axe()) == {}


@pytest.mark.long
def test_axe_finds_nothing_at_any_size_in_any_scheme(chromium: Chromium) -> None:
    assert in_every_state(chromium, violations, everywhere(SCREENS), first=axe()) == {}


def test_axe_would_find_it(chromium: Chromium) -> None:
    async def look() -> None:
        async with looking(chromium, Screen(360), first=axe()) as page:
            await page.goto("about:blank")
            for rule, html in CAUGHT.items():
                await page.set_content(
                    f"<html lang=en><title>T</title><main><h1>H</h1>{html}</main>"
                )
                assert rule in [found[0] for found in await violations(page)]

    chromium.run(look())
