"""One simulated couple as those who watch it see it, and its diary of what explains a change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from chalicelib.couples.model import Channel, PartnerKey
    from workbench.simulate.population import Family
    from workbench.simulate.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something that happened to a couple; `sk` names the delivery, if it was about one."""

    at: datetime
    name: str
    sk: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was not kept."""

    at: datetime
    what: str
    number: int | None = None  # of the couple, for --only
    couple_id: str = ""

    def words(self, scenario: Scenario) -> str:
        again = f"--seed {scenario.seed} --days {scenario.days} --start {scenario.first}"
        again += (
            f" --couples {scenario.couples}" if self.number is None else f" --only {self.number}"
        )
        return (
            f"{self.at:%Y-%m-%d %H:%M:%S}Z {self.couple_id or 'all couples'}: {self.what}\n"
            f"    again: python -m workbench simulate {again}"
        )


def first_of_each(violations: Iterable[Violation], scenario: Scenario) -> list[str]:
    """The first violation of each couple in words: what follows is often the same again."""
    by_couple: dict[str, list[Violation]] = {}
    for one in violations:
        by_couple.setdefault(one.couple_id, []).append(one)
    return [
        first.words(scenario) + (f"\n    and {len(rest)} more of this couple" if rest else "")
        for first, *rest in by_couple.values()
    ]


@dataclass(slots=True)
class Household:
    """`stopped` and `resting` are what its people said, whatever the service made of it."""

    id: str
    family: Family
    diary: list[Recorded] = field(default_factory=list)
    stopped: set[tuple[PartnerKey, Channel]] = field(default_factory=set)
    resting: dict[PartnerKey, date | None] = field(default_factory=dict)  # until which local date

    @property
    def number(self) -> int:
        return self.family.number

    def rests(self, key: PartnerKey, day: date) -> bool:
        until = self.resting.get(key)
        return key in self.resting and (until is None or day < until)
