"""Couples live for a while on the virtual clock: every promise holds, each time the same way."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from workbench.simulate.processes import simulate
from workbench.simulate.run import Result
from workbench.simulate.scenario import Scenario

TWO_MONTHS = Scenario(couples=12, days=60)
THREE_WEEKS = Scenario(couples=3, days=21)


@cache
def lived(scenario: Scenario, processes: int = 1) -> Result:
    return simulate(scenario, processes, lambda _: None)


def broken(scenario: Scenario, result: Result) -> list[str]:
    return [one.words(scenario) for one in result.violations]


def counted(scenario: Scenario, processes: int = 1) -> dict[str, Any]:
    return lived(scenario, processes).figures.as_json()


def test_two_months_keep_every_promise() -> None:
    result = lived(TWO_MONTHS)

    assert broken(TWO_MONTHS, result) == []
    assert result.figures.couples == TWO_MONTHS.couples


def test_two_months_are_about_something() -> None:
    figures = lived(TWO_MONTHS).figures

    assert figures.preview["as shown"] > 400
    assert figures.preview["an outage"] > 0
    assert {channel for _, channel in figures.days} == {"sms", "email"}
    assert figures.people > figures.couples
    for name in ("edits the rhythm", "pauses", "texts STOP", "texts thanks", "joins"):
        assert figures.events[name] > 0


def test_the_same_seed_makes_the_same_year_in_any_number_of_processes() -> None:
    assert counted(THREE_WEEKS, processes=2) == counted(THREE_WEEKS)


def test_another_seed_makes_another_year() -> None:
    other = Scenario(couples=THREE_WEEKS.couples, days=THREE_WEEKS.days, seed=2)

    assert counted(other) != counted(THREE_WEEKS)


def test_one_couple_alone_lives_as_it_does_among_others() -> None:
    alone = [lived(Scenario(days=THREE_WEEKS.days, only=number)) for number in THREE_WEEKS.numbers]
    together = Result()
    for one in alone:
        together.add(one)

    assert together.figures.as_json() == counted(THREE_WEEKS)


def test_progress_tells_of_every_day_of_every_couple() -> None:
    days: list[int] = []
    simulate(Scenario(couples=3, days=4), 1, days.append)
    assert days == [3, 3, 3, 3]


@pytest.mark.long
def test_a_year_keeps_every_promise() -> None:
    year = Scenario(couples=100, days=365)
    assert broken(year, simulate(year, 2, lambda _: None)) == []
