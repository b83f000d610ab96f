"""Reads the QR code that a card shows, as a phone would: from black and white squares."""

from __future__ import annotations

import re

import numpy as np

PATH = re.compile(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]* stroke="#000"')
SIDE = re.compile(r'viewBox="0 0 (\d+) \1"')
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")
PIXELS = 4  # a module


def codes_of(page: str) -> list[str]:
    """What the codes of a page say, each from its own drawing and nothing else."""
    drawings = re.findall(r"<svg[^>]*>.*?</svg>", page, re.DOTALL)
    return [said(_squares(one)) for one in drawings if PATH.search(one)]


def said(picture: np.ndarray) -> str:
    """What the one code in a grey picture says (rows of 0, black, to 255)."""
    import zxingcpp

    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(picture))
    return str(found.text)


def _squares(svg: str) -> np.ndarray:
    """Strokes of one unit's height: absolute and relative moves, and horizontal lines."""
    side, path = SIDE.search(svg), PATH.search(svg)
    assert side is not None
    assert path is not None
    modules = np.full((int(side[1]), int(side[1])), 255, dtype=np.uint8)
    x = y = 0.0
    for step, first, second in STEP.findall(path[1] or path[2]):
        if step == "h":
            modules[int(y), int(x) : int(x + float(first))] = 0
            x += float(first)
        else:
            x, y = (
                (float(first), float(second))
                if step == "M"
                else (x + float(first), y + float(second))
            )
    return modules.repeat(PIXELS, axis=0).repeat(PIXELS, axis=1)
