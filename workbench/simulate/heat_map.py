"""The days of a simulation as a calendar: blocks of weeks, each day with how much was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.content.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.simulate.scenario import Interruption, Scenario

WEEK, WEEKS_A_BLOCK = 7, 14
LEVELS = 4  # besides "nothing"


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `level` 0 is nothing, the highest the busiest days."""

    date: date
    sent: int
    level: int
    marks: tuple[str, ...]  # interruptions on that day

    @property
    def words(self) -> str:
        told = f"{date_words(self.date)}: {self.sent:,} sent"
        return ", ".join((told, *self.marks))


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday; None outside the simulation. `month` if one begins in it."""

    monday: date
    days: tuple[Day | None, ...]
    month: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Blocks of weeks, and what each level stands for."""

    blocks: tuple[tuple[Week, ...], ...]
    steps: tuple[int, ...]  # the most that the levels from 1 on show


def calendar(
    scenario: Scenario, days: Mapping[tuple[str, str], int], interruptions: Sequence[Interruption]
) -> Calendar:
    """`days`: messages by local date and channel."""
    sent: Counter[date] = Counter()
    for (day, _), times in days.items():
        sent[date.fromisoformat(day)] += times
    steps = _steps(sent.values())
    last = scenario.first + timedelta(days=scenario.days - 1)
    weeks = []
    monday = scenario.first - timedelta(days=scenario.first.weekday())
    while monday <= last:
        dates = [monday + timedelta(days=ahead) for ahead in range(WEEK)]
        cells = tuple(
            _day(day, sent[day], steps, interruptions) if scenario.first <= day <= last else None
            for day in dates
        )
        weeks.append(Week(monday, cells, _month(dates, scenario.first)))
        monday += timedelta(days=WEEK)
    blocks = range(0, len(weeks), WEEKS_A_BLOCK)
    return Calendar(tuple(tuple(weeks[at : at + WEEKS_A_BLOCK]) for at in blocks), steps)


def _steps(counts: Iterable[int]) -> tuple[int, ...]:
    """Even steps, but for the few busiest days: one of them would make all others look alike."""
    ordered = sorted(counts) or [0]
    usual = ordered[-1 - len(ordered) // 50]
    even = [-(-usual * level // LEVELS) for level in range(1, LEVELS)]
    return (*even, ordered[-1])


def _day(day: date, sent: int, steps: Sequence[int], interruptions: Iterable[Interruption]) -> Day:
    level = 0 if sent == 0 else 1 + sum(sent > step for step in steps[:-1])
    marks = {one.name for one in interruptions if one.start.date() <= day <= one.end.date()}
    return Day(day, sent, level, tuple(sorted(marks)))


def _month(dates: Sequence[date], first: date) -> str:
    begins = next((day for day in dates if day.day == 1 or day == first), None)
    return f"{begins:%b}" if begins else ""
