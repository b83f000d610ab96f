"""What is counted adds up, and is told in words and on a page."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from tests.read_html import Document
from workbench.simulate.figures import Figures, Spread, cost, only, spread
from workbench.simulate.heat_map import calendar
from workbench.simulate.household import Violation
from workbench.simulate.page import page
from workbench.simulate.processes import simulate
from workbench.simulate.report import report
from workbench.simulate.run import Result
from workbench.simulate.scenario import OUTAGE, Interruption, Scenario

MONTH = Scenario(couples=4, days=30)


@cache
def lived() -> Result:
    return simulate(MONTH, 1, lambda _: None)


@pytest.mark.parametrize(
    ("counted", "wanted"),
    [
        ({}, None),
        ({5: 1}, Spread(5, 5, 5, 1)),
        ({1: 1, 9: 1}, Spread(1, 1, 9, 2)),
        ({0: 3, 4: 4, 9: 1}, Spread(0, 4, 9, 8)),
        ({2: 1, 1: 1, 7: 1}, Spread(1, 2, 7, 3)),
    ],
)
def test_a_spread_is_the_least_the_middle_and_the_most(
    counted: dict[int, int], wanted: Spread | None
) -> None:
    assert spread(counted) == wanted


def test_figures_of_two_processes_add_up() -> None:
    mine, theirs = Figures(couples=2, emails=3), Figures(couples=1, emails=4)
    mine.gaps, theirs.gaps = Counter({48: 2}), Counter({48: 1, 24: 1})
    mine.add(theirs)

    assert (mine.couples, mine.emails, mine.gaps) == (3, 7, Counter({48: 3, 24: 1}))
    assert only(Counter({("sms", 3): 2, ("email", 3): 9}), "sms") == {3: 2}


def test_what_it_costs_follows_from_segments_and_emails() -> None:
    projected = cost(Figures(segments=Counter(small=900, answer=100), emails=2000))

    assert projected.texts == pytest.approx((11.8, 12.8))
    assert projected.emails == pytest.approx((0.2, 0.32))


def test_every_message_is_on_one_day_and_at_one_time() -> None:
    figures = lived().figures
    sent = sum(figures.days.values())

    assert sent == sum(figures.minutes.values()) + sum(figures.answers_to_taps.values())
    texts = sum(times for (_, channel), times in figures.days.items() if channel == "sms")
    asked = figures.texts["confirm"] + figures.texts["answer"]
    assert texts == sum(figures.texts.values()) - asked
    assert figures.segments == figures.texts  # one each: no text takes more


def test_the_report_says_what_was_asked_for() -> None:
    told = report(MONTH, lived())

    for words in (
        "4 couples", "30 days from 2028-01-03, seed 1", "small note", "delivered", "agenda",
        "median", "earliest", "Between two small notes", "SMS segments", "Projected", "as shown",
        "promises broken", "settles in",
    ):  # fmt: skip
        assert words in told
    assert max(map(len, told.splitlines())) < 120


def test_a_report_of_nothing_is_a_report() -> None:
    assert "0 couples" in report(MONTH, Result())


def test_the_calendar_has_every_day_once_under_its_weekday() -> None:
    scenario = Scenario(days=365)
    weeks = [week for block in calendar(scenario, {}, ()).blocks for week in block]
    days = [day for week in weeks for day in week.days if day]

    assert [day.date for day in days] == [
        scenario.first + timedelta(days=ahead) for ahead in range(365)
    ]
    assert all(
        day is None or day.date.weekday() == at
        for week in weeks
        for at, day in enumerate(week.days)
    )
    assert [week.month for week in weeks if week.month][:3] == ["Jan", "Feb", "Mar"]


def test_a_busier_day_has_a_higher_level_and_an_interrupted_one_a_mark() -> None:
    start = datetime(2028, 1, 4, 23, tzinfo=UTC)
    outage = Interruption(OUTAGE, start, start + timedelta(hours=3))
    sent = {("2028-01-03", "sms"): 90, ("2028-01-03", "email"): 10, ("2028-01-05", "sms"): 26}
    found = calendar(Scenario(days=4), sent, [outage])
    days = [day for day in found.blocks[0][0].days if day]

    assert found.steps == (25, 50, 75, 100)
    assert [(day.sent, day.level, day.marks) for day in days] == [
        (100, 4, ()),
        (0, 0, (OUTAGE,)),
        (26, 2, (OUTAGE,)),
        (0, 0, ()),
    ]
    assert days[2].words == "Wed 5 Jan: 26 sent, an outage"


def test_the_page_asks_nobody_for_anything() -> None:
    shown = Document(page(MONTH, lived()))

    assert not shown.all("script", "link", "img", "iframe", "object", "embed")
    assert "http" not in page(MONTH, lived())
    assert "url(" not in page(MONTH, lived())


def test_the_page_says_each_day_in_words_and_in_a_table() -> None:
    html = page(MONTH, lived())

    assert html.count("<title>") == 1 + MONTH.days  # the page's own, and one a day
    assert "Every promise was kept." in html
    assert f'<td class="figure">{_sent_on(date(2028, 1, 5))}</td>' in html


def test_the_page_says_what_was_broken_and_how_to_see_it_again() -> None:
    broken = Violation(datetime(2028, 1, 9, tzinfo=UTC), "<sent> twice", 7, "c0ffee")
    html = page(MONTH, Result(lived().figures, [broken, broken]))

    assert "2 times a promise was broken." in html
    assert "and 1 more of this couple" in html
    assert "&lt;sent&gt; twice" in html
    assert "--seed 1 --days 30 --start 2028-01-03 --only 7" in html


def _sent_on(day: date) -> int:
    days = lived().figures.days
    return sum(times for (on, _), times in days.items() if on == day.isoformat())
