"""How old the children are: from a month of birth, or a tapped stage, to a stage today. Pure.

A stage is where an evening changes, by whole months of age:

- expecting: until the month in which the child is due.
- newborn: 0 to 7. Nights are broken, nobody has an evening. From about 8 months on most sleep
  through, or at least begin the night in their own bed at a time one can name.
- toddler: from 8 months to the fifth birthday. Bedtime is long; then there is an evening.
- school: 5 to 12 years. Mornings and homework; bedtime takes care of itself.
- teens: 13 to 18 years. They are up later than their parents.
- grown, from 19 on: no stage.

A stage that was tapped grows, too, as a typical child of that stage would. Of an expected child
and a newborn we take it that the news is fresh, of the others that they are in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from chalicelib.couples.model import Child, Couple, Partner, PartnerKey

YEAR = 12  # months
# Months of age at which each stage ends.
ENDS = {
    "expecting": 0,
    "newborn": 8,
    "toddler": 5 * YEAR,
    "school": 13 * YEAR,
    "teens": 19 * YEAR,
}
# Months of age that we take a child to have when its stage is tapped.
TYPICAL = {
    "expecting": -4,
    "newborn": 2,
    "toddler": 34,
    "school": 9 * YEAR,
    "teens": 16 * YEAR,
}
Span = tuple[str, str]  # from this month, "YYYY-MM", to before that one


def stage_of(child: Child, day: date) -> str:
    """The stage of a child on that day, "" when it is grown."""
    age = _number(month_of(day)) - _birth(child)
    return next((stage for stage, end in ENDS.items() if age < end), "")


def stages_said(partner: Partner, day: date) -> frozenset[str]:
    """The stages of the children that one partner named."""
    return frozenset(filter(None, (stage_of(child, day) for child in partner.children)))


def stages_for(couple: Couple, key: PartnerKey, day: date) -> frozenset[str]:
    """What fits one partner: what they said of the children, or else what the other said."""
    partner, other = couple.partner(key) or couple.a, couple.other(key)
    speaks = partner if partner.children or other is None else other
    return stages_said(speaks, day)


def newborn_in(partners: Iterable[Partner], day: date) -> bool:
    """Whether there is a newborn, whoever of them said so."""
    return any("newborn" in stages_said(partner, day) for partner in partners)


def newborn_spans(partners: Iterable[Partner], since: date) -> tuple[Span, ...]:
    """The months in which there is a newborn, past or to come, but for what ended before."""
    births = sorted({_birth(child) for partner in partners for child in partner.children})
    spans: list[tuple[int, int]] = []
    for birth in births:
        if spans and birth <= spans[-1][1]:
            spans[-1] = (spans[-1][0], birth + ENDS["newborn"])
        else:
            spans.append((birth, birth + ENDS["newborn"]))
    first = _number(month_of(since))
    return tuple((_month(start), _month(end)) for start, end in spans if end >= first)


def month_of(day: date) -> str:
    """ "YYYY-MM"."""
    return day.isoformat()[:7]


def months_later(month: str, months: int) -> str:
    return _month(_number(month) + months)


def _birth(child: Child) -> int:
    """The month of its birth, counted from the year 0; guessed from a tapped stage."""
    return _number(child.month) - TYPICAL.get(child.stage, 0)


def _number(month: str) -> int:
    return int(month[:4]) * YEAR + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // YEAR:04d}-{number % YEAR + 1:02d}"
