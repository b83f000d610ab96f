"""Nobody reads the same twice in a year of the default rhythm, nor in six months of every day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chalicelib.content.dates import BESIDE, DATE
from chalicelib.couples.model import PATTERN
from workbench.content.profiles import described, profiles, tightest, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.content.shelf import Shelf

FORTNIGHTS = 26
WEEKS = 52
SIX_MONTHS = 182  # days


def needed() -> dict[str, int]:
    """How many of each list somebody may need, whatever step of the pattern they start at."""
    year = {kind: FORTNIGHTS * PATTERN.count(kind) for kind in PATTERN}
    daily = [
        Counter(PATTERN[(start + day) % len(PATTERN)] for day in range(SIX_MONTHS))
        for start in range(len(PATTERN))
    ]
    small = {kind: max(of_year, *(each[kind] for each in daily)) for kind, of_year in year.items()}
    small[DATE] *= 1 + BESIDE  # a date's note offers so many
    return small | dict.fromkeys(("openers", "closers", "topics"), WEEKS)


def enough_for_everybody(shelf: Shelf) -> Iterator[tuple[str, str]]:
    fits = walk(shelf.items, profiles())
    for name, least in needed().items():
        fit = tightest(fits, name)
        if (found := fit.counts[name]) < least:
            short = sum(each.counts[name] < least for each in fits)
            says = (
                f"{found} fit where {least} are needed ({described(fit.profile)}); "
                f"{short:,} of {len(fits):,} profiles have too few. "
                f"Write {least - found} that fit everybody."
            )
            yield name, says
