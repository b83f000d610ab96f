"""Who asked for less motion gets none (WCAG 2.2, 2.3.3)."""

from __future__ import annotations

import re

from tests.pages.showing import TEMPLATES

STYLE = (TEMPLATES / "pages/static/style.css").read_text()
WELCOME = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]|\{[^{}]*\})*\}")
MOVES = re.compile(r"\b(?:transition|animation|scroll-behavior)[\w-]*:")


def test_nothing_moves_but_where_motion_is_welcome() -> None:
    assert WELCOME.search(STYLE)
    assert MOVES.findall(WELCOME.sub("", STYLE)) == []
