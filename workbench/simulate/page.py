"""The figures of a simulation as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.html_page import html_page
from workbench.simulate import report
from workbench.simulate.figures import Figures, only
from workbench.simulate.heat_map import calendar
from workbench.simulate.household import first_of_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.simulate.run import Result
    from workbench.simulate.scenario import Scenario

HALF_HOUR, HALF_HOURS = 30, 48
MOST_VIOLATIONS = 50


def page(scenario: Scenario, result: Result) -> str:
    """HTML that asks nobody for anything."""
    figures = result.figures
    interruptions = scenario.interruptions()
    return html_page(
        __file__,
        "page.html",
        headline=report.headline(scenario, figures),
        broken=first_of_each(result.violations, scenario)[:MOST_VIOLATIONS],
        broken_in_all=len(result.violations),
        calendar=calendar(scenario, figures.days, interruptions),
        interruptions=interruptions,
        clocks=list(_clocks(figures)),
        weeks=[
            (words, _bars(only(figures.weekly, channel)))
            for channel, words in report.CHANNEL_WORDS.items()
        ],
        tables=_tables(scenario, result),
    )


def _tables(scenario: Scenario, result: Result) -> list[tuple[str, list[str], list[report.Row]]]:
    """Each with a title, its column heads and its rows."""
    figures = result.figures
    by_week, by_clock, gaps = report.weeks(figures), report.times(figures), report.gaps(figures)
    return [
        ("Slots and notices", ["what", "outcome", "times", "share"], report.outcomes(figures)),
        ("Shown, then sent", ["slot", "times", "share"], report.previews(result)),
        ("A person\u2019s week", ["messages", *by_week[0][1:]], by_week[1:]),
        ("Local time of day", ["messages", *by_clock[0][1:]], by_clock[1:]),
        ("Between two small notes of one person", list(gaps[0]) if gaps else [], gaps[1:]),
        ("Projected cost, at list prices", ["", "", ""], report.costs(scenario, figures)),
        ("Repeats on the default rhythm", ["", "", ""], report.repeats(figures)),
        ("What happened", ["event", "times"], report.events(figures)),
    ]


def _clocks(figures: Figures) -> Iterator[tuple[str, list[tuple[str, int, float]]]]:
    """A channel's messages by local half hour: the words for it, the number, its height in %."""
    for channel, words in report.CHANNEL_WORDS.items():
        counts = [0] * HALF_HOURS
        for minute, times in only(figures.minutes, channel).items():
            counts[minute // HALF_HOUR] += times
        most = max(counts) or 1
        told = [
            (report.clock(number * HALF_HOUR), times, 100 * times / most)
            for number, times in enumerate(counts)
        ]
        yield words, told


def _bars(counted: dict[int, int]) -> list[tuple[int, int, float]]:
    """A value, how often, and that in percent of the most frequent one."""
    most = max(counted.values(), default=1)
    return [(value, counted[value], 100 * counted[value] / most) for value in sorted(counted)]
