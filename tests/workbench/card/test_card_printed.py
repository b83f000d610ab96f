"""A card on paper: nothing is cut off, its code can be read from a picture, and it is one page."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.browser import chromium as its_program
from tests.workbench.card.drawn import said
from tests.workbench.card.test_card import LONG, settings
from workbench.card.command import card_page
from workbench.card.printing import print_pdf
from workbench.card.sheet import Sheet
from workbench.card.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.browser import Chromium

pytestmark = pytest.mark.browser

PAPERS = [Sheet("a5"), Sheet("letter", four=True)]  # the narrowest, and the smallest cards
# The longest that settings and space allow, so that what fits here fits everywhere.
CROWDED = {
    "PublicUrl": LONG,
    "OperatorName": "The Springfield Centre for Couples, Parents and Families",
    "HelpLine": "988, or 1-800-799-7233, or text START to 88788, any hour it is",
}
OUTSIDE = """() => [...document.querySelectorAll('.card')].flatMap((card) => {
  const place = card.getBoundingClientRect();
  return [...card.querySelectorAll('*')].filter((one) => {
    const its = one.getBoundingClientRect();
    return its.left < place.left || its.right > place.right + 0.5
      || its.top < place.top || its.bottom > place.bottom + 0.5;
  }).map((one) => one.textContent);
})"""
GREY = """async (png) => {
  const blob = await (await fetch('data:image/png;base64,' + png)).blob();
  const drawn = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d');
  canvas.drawImage(drawn, 0, 0);
  const all = canvas.getImageData(0, 0, drawn.width, drawn.height).data;
  const pixels = Array.from({ length: all.length / 4 }, (_, at) => all[4 * at + 1]);
  return [drawn.width, drawn.height, pixels];
}"""


async def grey(page: Page, picture: bytes) -> np.ndarray:
    found: list[Any] = await page.evaluate(GREY, base64.b64encode(picture).decode())
    width, height, values = found
    return np.array(values, dtype=np.uint8).reshape(height, width)


def test_nothing_is_cut_off_and_a_picture_of_the_code_can_be_read(
    tmp_path: Path, chromium: Chromium
) -> None:
    async def look() -> None:
        page = await chromium.browser.new_page(color_scheme="dark")
        await page.emulate_media(media="print")
        for number, sheet in enumerate(PAPERS):
            file = tmp_path / f"{number}.html"
            file.write_text(card_page(words_of(settings(**CROWDED)), sheet))
            await page.goto(file.as_uri())
            assert await page.evaluate(OUTSIDE) == []
            codes = await page.locator(".code").all()
            assert len(codes) == sheet.cards
            picture = await codes[-1].screenshot()
            assert said(await grey(page, picture)) == f"{LONG}/signup"
        await page.close()

    chromium.run(look())


def test_the_pdf_is_one_page_of_the_paper(tmp_path: Path) -> None:
    file, pdf = tmp_path / "card.html", tmp_path / "card.pdf"
    file.write_text(card_page(words_of(settings(**CROWDED)), Sheet("letter", four=True)))
    print_pdf(file, pdf, its_program())
    printed = pdf.read_bytes()
    assert re.findall(rb"/Type\s*/Page\b", printed) == [b"/Type /Page"]
    assert b"/MediaBox [0 0 612 792]" in printed  # points: letter
