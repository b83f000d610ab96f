"""A minute of planning costs what is due, not who is there: by counters, never by seconds."""

from __future__ import annotations

import pytest

from benchmarks.minute import Minute, count
from benchmarks.results import figure
from benchmarks.tick_figures import aims, figures_of

FEW, MANY = 200, 1000
DUE = 100


@pytest.fixture(scope="module")
def few() -> Minute:
    return count(FEW)


@pytest.fixture(scope="module")
def many() -> Minute:
    return count(MANY)


def test_a_tick_among_a_thousand_couples_keeps_its_aims(many: Minute) -> None:
    for counts in many.tick.busy:
        assert counts.reads <= 2 + 0.1 * DUE
        assert counts.writes <= 3 * DUE


def test_more_couples_change_nothing(few: Minute, many: Minute) -> None:
    assert many.tick == few.tick
    assert [aim.says for aim in aims([few, many]) if aim.verdict != "met"] == []


def test_with_nothing_due_a_tick_reads_two_units_and_writes_none(many: Minute) -> None:
    first, *others = many.tick.quiet
    assert [counts.reads for counts in others] == [2] * 4
    assert first.reads <= 3  # the number of shards, which the process keeps
    assert sum(counts.writes for counts in many.tick.quiet) == 0


def test_the_peer_reads_everybody(few: Minute, many: Minute) -> None:
    (less,), (more,) = few.scan.busy, many.scan.busy
    assert more.reads / less.reads == pytest.approx(MANY / FEW, rel=0.1)
    assert (less.writes, more.writes) == (0, 0)


def test_both_ways_find_the_same_hundred_again_on_recorded_answers(many: Minute) -> None:
    ticking = many.ticking()
    ticking.plan()
    ticking.plan()
    many.naive()


def test_every_figure_is_there_for_both_ways(many: Minute) -> None:
    for passed in (many.tick, many.scan):
        figures = figures_of(passed, many.slots_a_week, [3.0, 1.0, 2.0], [5.0])
        assert figures["cpu"] == figure([1.0, 2.0, 3.0], "ms")
        assert figures["calls"].min <= figures["calls"].median <= figures["calls"].max
        assert figures["price of a day"].median > 0
