"""Tables for a terminal: the first column to the left, numbers to the right."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows may be shorter than the head; one without cells leaves a line free."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip_longest(*lines, fillvalue="")]
    return "\n".join(_line(line, widths) for line in lines)


def short(value: float) -> str:
    """Three digits say enough: 0.0123, 1.23, 12.3, 1,234."""
    if value == 0 or abs(value) >= 100:  # noqa: PLR2004 (from here on no decimals)
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    if not cells:
        return ""
    first, *numbers = cells
    padded = [first.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]
    return GAP.join(padded).rstrip()
