"""`pictures`: the main pages as pictures, small enough to keep: docs/pictures/ and docs/pages.md.

Made in a checkout only: the people in them live in tests/, and so does the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.progress import step
from workbench.small_png import smaller
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Route, ViewportSize

DOCS = ROOT / "docs"
PHONE: ViewportSize = {"width": 360, "height": 740}
SCHEMES = ("light", "dark")
MOST, MOST_TOGETHER = 60_000, 1_000_000  # bytes
HEAD = """# The pages

What people see, on a phone of 360 pixels, by day and by night. Made by `make pictures` from one
story on one day; every other state is in `tests/pages/sample_pages.py`.
"""


@click.command()
def pictures() -> None:
    """Take the pictures of the pages in docs/ anew."""
    from tests.pages.pictured import PICTURES, story

    with step("Living through the first weeks"):
        pages = {name: page.body for name, page in story().items()}
    with step(f"Taking {len(PICTURES) * len(SCHEMES)} pictures"):
        taken = {name: smaller(picture) for name, picture in _taken(pages)}
    _fit(taken)
    _keep(taken, DOCS)
    (DOCS / "pages.md").write_text(page_of(PICTURES))
    print(f"  {DOCS / 'pages.md'}, {sum(map(len, taken.values())) // 1000} KB of pictures")


def page_of(pictures: Mapping[str, str]) -> str:
    """docs/pages.md: each page with its sentence and its two pictures."""
    parts = [HEAD]
    for name, says in pictures.items():
        title = name.replace("-", " ").capitalize()
        shown = [f"![{title}, {scheme}](pictures/{name}-{scheme}.png)" for scheme in SCHEMES]
        parts.append(f"## {title}\n\n{says}\n\n{' '.join(shown)}\n")
    return "\n".join(parts)


def _taken(pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import QUIETLY, chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)
        for scheme in SCHEMES:
            yield from _in(browser, scheme, pages)
        browser.close()


def _in(browser: Browser, scheme: str, pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    context = browser.new_context(
        viewport=PHONE,
        color_scheme=scheme,  # type: ignore[arg-type]
        timezone_id="America/New_York",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.route("**/*", lambda route: _answer(route, pages))
    for name in sorted(pages):
        page.goto(f"https://afterbedtime.test/{name}")
        yield f"{name}-{scheme}", page.screenshot()
    context.close()


def _answer(route: Route, pages: Mapping[str, str]) -> None:
    from chalicelib.pages.assets import asset
    from chalicelib.pages.web import Reply

    before, static, after = route.request.url.partition("/static/")
    name = (after if static else before.rpartition("/")[2]).partition("?")[0]
    templates = ROOT / "templates"
    reply = asset(templates, name) if static else Reply(pages.get(name, ""))
    route.fulfill(body=reply.body, status=reply.status, headers=dict(reply.all_headers()))


def _fit(taken: Mapping[str, bytes]) -> None:
    large = [name for name, picture in taken.items() if len(picture) > MOST]
    if large or sum(map(len, taken.values())) > MOST_TOGETHER:
        raise click.ClickException(f"Too heavy to keep: {', '.join(large) or 'all together'}.")


def _keep(taken: Mapping[str, bytes], docs: Path) -> None:
    folder = docs / "pictures"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        if old.stem not in taken:
            old.unlink()
    for name, picture in taken.items():
        (folder / f"{name}.png").write_bytes(picture)
