"""The colours of the pages can be read, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).parents[2] / "templates/pages/static/style.css").read_text()
TEXT, EDGE = 4.5, 3.0
READ = [
    ("ink", "paper"), ("ink", "raised"), ("ink", "wash"),
    ("soft", "paper"), ("soft", "raised"), ("soft", "wash"),
    ("accent", "paper"), ("accent", "raised"), ("accent", "wash"),
    ("on-accent", "accent"), ("on-accent", "press"),
    ("error", "paper"), ("error", "error-wash"), ("ink", "error-wash"),
    ("good", "good-wash"),
    ("moonlight", "night"), ("moonlight", "dusk"), ("lamp", "night"), ("lamp", "dusk"),
    ("on-lamp", "lamp"),
]  # fmt: skip
EDGES = [("edge", "paper"), ("edge", "raised"), ("error", "raised"), ("accent", "paper")]


def scheme(start: str) -> dict[str, str]:
    block = STYLE[STYLE.index(start) :].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = scheme(":root {")
DARK = LIGHT | scheme("@media (prefers-color-scheme: dark) {\n  :root {")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(*pair, TEXT) for pair in READ] + [(*pair, EDGE) for pair in EDGES],
)
def test_what_is_to_be_read_stands_out(
    colours: dict[str, str], front: str, back: str, least: float
) -> None:
    assert contrast(colours[front], colours[back]) >= least


def test_both_schemes_have_colours_of_their_own() -> None:
    assert len(LIGHT) > len(READ) // 2
    assert LIGHT["paper"] != DARK["paper"]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
