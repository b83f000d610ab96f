"""axe finds nothing on any page, in any state: labels, roles, order, contrast, size of targets."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import browser
from tests.pages.screens import SCREENS, Screen, in_every_state, looking

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "build/npm/node_modules/axe-core/axe.min.js"
# What is folded away is on the page, too: axe passes over what it cannot see.
RUN = """async () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const rules = { "target-size": { enabled: true } };
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html)]);
}"""
AT_ONCE = [Screen(360, "dark"), Screen(1280)]  # each size and scheme once; the rest is `long`
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


def test_axe_finds_nothing_on_any_page_in_any_state() -> None:
    assert in_every_state(violations, AT_ONCE, first=axe()) == {}


@pytest.mark.long
def test_axe_finds_nothing_at_the_other_sizes_either() -> None:
    assert (
        in_every_state(violations, [one for one in SCREENS if one not in AT_ONCE], first=axe())
        == {}
    )


def test_axe_would_find_it() -> None:
    async def look() -> None:
        async with browser() as chromium, looking(chromium, Screen(360), first=axe()) as page:
            await page.goto("about:blank")
            for rule, html in CAUGHT.items():
                await page.set_content(
                    f"<html lang=en><title>T</title><main><h1>H</h1>{html}</main>"
                )
                assert rule in [found[0] for found in await violations(page)]

    asyncio.run(look())
