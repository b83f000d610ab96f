"""The pictures in docs/: small, of the pages that are told there, and of this story."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.pages.pictured import PICTURES, story
from workbench.pictures import DOCS, MOST, MOST_TOGETHER, SCHEMES, page_of
from workbench.small_png import SIGNATURE, smaller

SKY, LAMP = (29, 35, 56), (243, 194, 122)


def test_docs_show_each_page_by_day_and_by_night() -> None:
    assert (DOCS / "pages.md").read_text() == page_of(PICTURES)
    kept = {file.stem: file.stat().st_size for file in (DOCS / "pictures").glob("*.png")}
    assert kept.keys() == {f"{name}-{scheme}" for name in PICTURES for scheme in SCHEMES}
    assert max(kept.values()) < MOST
    assert sum(kept.values()) < MOST_TOGETHER


def test_the_story_comes_past_each_of_them_and_is_the_same_each_time() -> None:
    pages = story()
    assert pages.keys() == PICTURES.keys()
    assert {page.status for page in pages.values()} == {200}
    assert len({page.title for page in pages.values()}) == len(pages)
    assert {name: page.body for name, page in story().items()} == {
        name: page.body for name, page in pages.items()
    }


@pytest.mark.parametrize("kind", range(5))
def test_a_picture_keeps_its_pixels_whatever_its_lines_were_filtered_by(kind: int) -> None:
    pixels = [[SKY, SKY, LAMP], [SKY, LAMP, SKY]]
    assert shown(smaller(screenshot(pixels, kind))) == pixels


def test_what_is_no_screenshot_is_refused() -> None:
    with pytest.raises(ValueError, match="no plain PNG"):
        smaller(smaller(screenshot([[SKY]], 0)))


def screenshot(pixels: list[list[tuple[int, int, int]]], kind: int) -> bytes:
    """A PNG as Chromium takes it, each line with this filter."""
    head = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 2, 0, 0, 0)
    above, lines = bytes(3 * len(pixels[0])), b""
    for row in pixels:
        line = bytes(part for pixel in row for part in pixel)
        lines += bytes([kind]) + bytes(
            (
                one
                - guess(
                    kind, line[at - 3] if at > 2 else 0, above[at], above[at - 3] if at > 2 else 0
                )
            )
            & 255
            for at, one in enumerate(line)
        )
        above = line
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")
    return SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + b"\0\0\0\0" for name, content in parts
    )


def guess(kind: int, left: int, up: int, corner: int) -> int:
    """PNG 9.2 and 9.4."""
    straight = left + up - corner
    paeth = min((left, up, corner), key=lambda one: abs(straight - one))
    return (0, left, up, (left + up) // 2, paeth)[kind]


def shown(picture: bytes) -> list[list[tuple[int, ...]]]:
    """The pixels of a PNG with a palette and no filters."""
    width, height = struct.unpack(">II", picture[16:24])
    at = picture.index(b"PLTE")
    size = struct.unpack(">I", picture[at - 4 : at])[0]
    colours = [tuple(picture[at + 4 + 3 * n : at + 7 + 3 * n]) for n in range(size // 3)]
    lines = zlib.decompress(picture[picture.index(b"IDAT") + 4 :])
    rows = [lines[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]
    return [[colours[one] for one in row] for row in rows]
