"""Rows as a table. On a terminal its last column wraps below itself, and breaks no word.

What is read by another program, or kept in a file, has a line for each row, however long.
"""

from __future__ import annotations

import sys
import textwrap
from datetime import UTC
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

WIDTH = 100
ENDLESS = sys.maxsize
GAP = "  "
NARROWEST = 20  # what is left to the last column, however wide the others are


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Numbers are put to the right, all else to the left. `width`: else as wide as stdout is."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    to_the_right = [_numbers(column) for column in zip(*rows, strict=True)] or [False] * len(head)
    before = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    last = max((width or wide_as(sys.stdout)) - before, NARROWEST)
    lines = []
    for row in (head, *rows):
        cells = [
            cell.rjust(wide) if right else cell.ljust(wide)
            for cell, wide, right in zip(row[:-1], widths, to_the_right, strict=False)
        ]
        wrapped = _wrapped(row[-1], last)
        if to_the_right[-1]:
            wrapped = [wrapped[0].rjust(widths[-1])]
        lines += [GAP.join([*cells, wrapped[0]]), *(" " * before + more for more in wrapped[1:])]
    return "\n".join(line.rstrip() for line in lines)


def wide_as(out: IO[str]) -> int:
    """How many columns a table may take there."""
    return WIDTH if out.isatty() else ENDLESS


def minute(moment: datetime | None) -> str:
    """A moment in UTC, to the minute."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else "-"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 couple", "2 couples"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _wrapped(words: str, width: int) -> list[str]:
    """A word stays whole, even if it is longer than there is room: it may be searched for."""
    return textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False) or [""]


def _numbers(column: Sequence[str]) -> bool:
    told = [cell.replace(",", "").replace(".", "", 1) for cell in column if cell != "-"]
    return bool(told) and all(cell.isdecimal() for cell in told)
