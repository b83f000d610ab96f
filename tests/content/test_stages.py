"""How old the children are: by month, at every edge, and growing by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.content.model import STAGES
from chalicelib.content.stages import (
    month_of,
    months_later,
    newborn_in,
    newborn_spans,
    stage_of,
    stages_for,
)
from chalicelib.couples.model import Child
from tests.content.living import MONDAY, couple
from tests.couples.children import born, tapped

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = DAYS.map(month_of)
CHILDREN = st.builds(Child, MONTHS, st.sampled_from(("", *STAGES)))
ORDER = (*STAGES, "")


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2025-02-28", "expecting"),
        ("2025-03-01", "newborn"),
        ("2025-10-31", "newborn"),
        ("2025-11-01", "toddler"),
        ("2030-02-28", "toddler"),
        ("2030-03-01", "school"),
        ("2038-02-28", "school"),
        ("2038-03-01", "teens"),
        ("2044-02-29", "teens"),
        ("2044-03-01", ""),
    ],
)
def test_a_child_of_march_2025_is(day: str, stage: str) -> None:
    assert stage_of(Child("2025-03"), date.fromisoformat(day)) == stage


@pytest.mark.parametrize("stage", STAGES)
def test_a_tapped_stage_is_what_was_tapped_and_grows_out_of_it(stage: str) -> None:
    child = Child(month_of(MONDAY), stage)
    assert stage_of(child, MONDAY) == stage
    assert stage_of(child, MONDAY + timedelta(days=365 * 8)) != stage


@pytest.mark.parametrize(
    ("stage", "grown", "into"),
    [
        ("expecting", "2027-03", "newborn"),
        ("expecting", "2027-11", "toddler"),
        ("newborn", "2027-05", "toddler"),
        ("toddler", "2029-01", "school"),
        ("school", "2030-11", "teens"),
        ("teens", "2029-11", ""),
    ],
)
def test_a_stage_tapped_in_november_2026_grows(stage: str, grown: str, into: str) -> None:
    (child,) = tapped(stage)
    first = date.fromisoformat(f"{grown}-01")
    assert stage_of(child, first) == into
    assert stage_of(child, first - timedelta(days=1)) != into


@settings(deadline=None)
@given(CHILDREN, DAYS, DAYS)
def test_nobody_grows_younger(child: Child, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert ORDER.index(stage_of(child, earlier)) <= ORDER.index(stage_of(child, later))


@settings(deadline=None)
@given(st.lists(CHILDREN, max_size=5).map(tuple), DAYS, DAYS)
def test_there_is_a_newborn_in_just_the_months_that_planning_is_told(
    children: tuple[Child, ...], since: date, day: date
) -> None:
    partner = replace(couple().a, children=children)
    spans = newborn_spans([partner], since)
    assert list(spans) == sorted(spans)
    assert all(ends < begins for (_, ends), (begins, _) in pairwise(spans))
    if day >= since:
        told = any(begins <= month_of(day) < ends for begins, ends in spans)
        assert told == newborn_in([partner], day)


def test_what_one_said_counts_for_them_and_what_the_other_said_only_if_they_are_silent() -> None:
    silent, school = couple().a, replace(couple().a, children=born("2018-03"))
    both = replace(couple(), a=silent, b=school)
    assert stages_for(both, "a", MONDAY) == stages_for(both, "b", MONDAY) == {"school"}
    each = replace(both, a=replace(silent, children=tapped("teens")))
    assert stages_for(each, "a", MONDAY) == {"teens"}
    assert stages_for(each, "b", MONDAY) == {"school"}
    grown = replace(both, a=replace(silent, children=born("1999-01")))
    assert stages_for(grown, "a", MONDAY) == set()
    waiting = replace(both, b=replace(school, admitted=False))
    assert stages_for(waiting, "a", MONDAY) == set()


@pytest.mark.parametrize(
    ("month", "months", "then"), [("2026-11", 2, "2027-01"), ("2026-01", -1, "2025-12")]
)
def test_months_are_counted_over_the_year(month: str, months: int, then: str) -> None:
    assert months_later(month, months) == then
