"""What a partner says of the children: from the form to what is kept, and back. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chalicelib.content.model import STAGES
from chalicelib.content.stages import (
    month_of,
    months_later,
    newborn_in,
    stage_of,
    stages_said,
)
from chalicelib.couples.model import Child

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from chalicelib.couples.model import Couple, Partner

LAST_DUE = 10  # months ahead
OLDEST = 30 * 12  # months ago
IN_WORDS = {
    "expecting": "a baby on the way",
    "newborn": "a newborn",
    "toddler": "a toddler",
    "school": "a child at school",
    "teens": "a teenager",
}
# A month field sends the first; where a browser has none, people type the second, too.
_WRITTEN = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})"),
)


def month_in(text: str, today: date) -> str | None:
    """The month that was given, "YYYY-MM"; None if it cannot be that of a child's birth."""
    found = next((match for form in _WRITTEN if (match := form.fullmatch(text.strip()))), None)
    if found is None or not 1 <= int(found["m"]) <= 12:  # noqa: PLR2004 - months
        return None
    month, now = f"{found['y']}-{int(found['m']):02d}", month_of(today)
    return month if months_later(now, -OLDEST) <= month <= months_later(now, LAST_DUE) else None


def children_from(
    stages: Collection[str], months: Iterable[str], before: Partner, today: date
) -> tuple[Child, ...]:
    """Who the children are, with what was ticked and typed.

    A stage that was ticked before and has grown stays with the month in which it was tapped.
    """
    standing = {stage_of(child, today): child for child in before.children if child.stage}
    now = month_of(today)
    tapped = (standing.get(stage, Child(now, stage)) for stage in STAGES if stage in stages)
    return (*map(Child, sorted(set(months))), *tapped)


def shown(couple: Couple, partner: Partner, today: date) -> dict[str, Any]:
    """The part of the page about children. Nothing of what the other said but that it is slow."""
    tapped = [child for child in partner.children if child.stage]
    months = [child.month for child in partner.children if not child.stage]
    said = stages_said(partner, today)
    others = [one for _, one in couple.partners()]
    return {
        "stages": [stage for stage in STAGES if stage in {stage_of(one, today) for one in tapped}],
        "born": months,
        "now": [words for stage, words in IN_WORDS.items() if stage in said] if months else [],
        "newborn": newborn_in([*others, partner], today),
        "newborn_pace": partner.small.newborn_pace,
    }
