"""The pages in Chromium, at every size and in both schemes."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tests.pages.sample_pages import STATES
from tests.pages.web_server import samples

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence

    from playwright.async_api import Page

    from tests.browser import Chromium

WIDTHS = {360: 740, 1280: 800}  # with their heights


class Screen(NamedTuple):
    """How somebody looks at a page."""

    width: int
    scheme: Any = "light"
    script: bool = True

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}{'' if self.script else ' without script'}"


SCREENS = [Screen(*one) for one in product(WIDTHS, ("light", "dark"))]
Views: TypeAlias = "Mapping[Screen, Iterable[str]]"  # which states are looked at on which screen
# Each size, each scheme, and scripts on and off: once in `make test`. The rest is `long`.
AT_ONCE = [Screen(360, "light"), Screen(1280, "dark", script=False)]


@asynccontextmanager
async def looking(
    chromium: Chromium, screen: Screen, *, height: int = 0, first: str = "", **options: Any
) -> AsyncIterator[Page]:
    """A tab with cookies of its own; `first` is script that runs before each page's own."""
    context = await chromium.browser.new_context(
        viewport={"width": screen.width, "height": height or WIDTHS.get(screen.width, 740)},
        color_scheme=screen.scheme,
        java_script_enabled=screen.script,
        **options,
    )
    async with context:
        if first:
            await context.add_init_script(first)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        yield page


def everywhere(screens: Iterable[Screen], states: Iterable[str] = STATES) -> Views:
    """Each state on each screen."""
    return dict.fromkeys(screens, states)


def taking_turns(screens: Sequence[Screen]) -> Views:
    """Each state once; its neighbours, mostly of the same page, on the other screens."""
    states = list(STATES)
    return {screen: states[turn :: len(screens)] for turn, screen in enumerate(screens)}


def in_every_state(
    chromium: Chromium, look: Callable[[Page], Awaitable[object]], views: Views, **options: Any
) -> dict[str, object]:
    """What `look` finds, by screen and state. Nothing, "" and {} are nothing found."""
    found: dict[str, object] = {}

    async def walk(screen: Screen, url: str) -> None:
        async with looking(chromium, screen, **options) as page:
            for state in views[screen]:
                await page.goto(url + state)
                if seen := await look(page):
                    found[f"{screen}: {state}"] = seen

    async def all_screens(url: str) -> None:  # side by side: each has a process of its own
        await asyncio.gather(*(walk(screen, url) for screen in views))

    with samples() as url:
        chromium.run(all_screens(url))
    return found
