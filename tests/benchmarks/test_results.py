"""The shape of a benchmark's result: stable, complete, and nothing in it about whose machine."""

from __future__ import annotations

import json
import platform
from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.prices import day, microdollars
from benchmarks.printed import short, table
from benchmarks.results import Aim, Figure, figure


def test_a_figure_is_the_least_the_middle_and_the_most() -> None:
    assert figure([3, 1, 2], "ms") == Figure(1, 2, 3, "ms")
    assert figure([0.123456, 7.0], "ms") == Figure(0.1235, 3.562, 7, "ms")


@pytest.mark.parametrize(("found", "verdict"), [(1.1, "met"), (1.2, "met"), (1.21, "missed")])
def test_an_aim_is_met_up_to_its_limit(found: float, verdict: str) -> None:
    assert Aim("grows", found, 1.2).verdict == verdict


def test_a_result_says_what_it_ran_on_and_is_always_written_the_same_way(tmp_path: Path) -> None:
    figures = {"one": {"cpu": figure([1, 2], "ms")}}
    path = results.write("sample", figures, [Aim("grows", 1, 1.2)], folder=tmp_path, runs=2)
    text = path.read_text()
    result = json.loads(text)

    assert path == tmp_path / "sample.json"
    assert list(result) == ["benchmark", "machine", "versions", "runs", "figures", "aims"]
    assert set(result["machine"]) == {"cpu", "cores", "memory_gb", "os"}
    assert set(result["versions"]) == {"python", "boto3", "commit"}
    assert result["figures"]["one"]["cpu"] == {"min": 1, "median": 1.5, "max": 2, "unit": "ms"}
    assert result["aims"] == [{"aim": "grows", "found": 1, "at_most": 1.2, "verdict": "met"}]
    results.write("sample", figures, [Aim("grows", 1, 1.2)], folder=tmp_path, runs=2)
    assert path.read_text() == text


def test_a_result_does_not_name_the_machine_or_a_path_of_it(tmp_path: Path) -> None:
    text = results.write("sample", {}, folder=tmp_path).read_text()

    assert f'"{platform.node()}"' not in text
    assert str(Path.home()) not in text
    assert str(results.ROOT) not in text


def test_each_figure_has_a_line_of_its_own(tmp_path: Path) -> None:
    figures = {"one": {"cpu": figure([1, 2], "ms")}}
    lines = results.write("sample", figures, folder=tmp_path).read_text().splitlines()

    assert '      "cpu": { "min": 1, "median": 1.5, "max": 2, "unit": "ms" }' in lines


def test_a_table_has_its_numbers_to_the_right() -> None:
    printed = table(["", "ms", "calls"], [["tick", "1.5", "116"], [], ["a scan", "20"]])

    assert printed.splitlines() == ["         ms  calls", "tick    1.5    116", "", "a scan   20"]


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.01234, "0.0123"), (1.2345, "1.23"), (12.345, "12.3"), (2086.5, "2,086")],
)
def test_three_digits_are_enough(value: float, said: str) -> None:
    assert short(value) == said


def test_prices_are_those_of_the_list() -> None:
    assert microdollars(reads=8, writes=3, queue_calls=1) == pytest.approx(1 + 1.875 + 0.4)
    # 1,440 quiet minutes at 1, and 10 slots that cost 2 each
    assert day(quiet=1, busy=201, slots_in_busy=100, slots_a_day=10) == pytest.approx(1460e-6)
