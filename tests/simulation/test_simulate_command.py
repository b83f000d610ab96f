"""The command as somebody types it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from workbench.simulate.command import simulate

if TYPE_CHECKING:
    from pathlib import Path


def typed(*words: str) -> Result:
    return CliRunner().invoke(simulate, words)


@pytest.fixture
def html(tmp_path: Path) -> Path:
    return tmp_path / "made" / "page.html"


def test_it_writes_a_page_and_the_figures_and_says_how_long_it_took(html: Path) -> None:
    figures = html.with_name("figures.json")
    told = typed(
        *("--couples", "2", "--days", "20", "--processes", "1"),
        *("--html", str(html), "--json", str(figures)),
    )

    assert told.exit_code == 0
    assert "2 couples" in told.stdout
    assert "It took" in told.stdout
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    found = json.loads(figures.read_text())
    assert (found["figures"]["couples"], found["violations"]) == (2, [])
    assert found["scenario"]["seed"] == 1


def test_without_a_terminal_progress_comes_in_lines_on_the_other_stream(html: Path) -> None:
    told = typed("--couples", "1", "--days", "5", "--processes", "1", "--html", str(html))

    assert told.stderr.splitlines()[-1] == "simulated 100 %"
    assert "simulated" not in told.stdout


def test_one_couple_can_be_looked_at_alone(html: Path) -> None:
    told = typed("--only", "3", "--days", "5", "--start", "2027-03-01", "--html", str(html))

    assert told.exit_code == 0
    assert "1 couple (" in told.stdout
    assert "from 2027-03-01" in told.stdout


@pytest.mark.parametrize("words", [("--couples", "0"), ("--days", "0"), ("--start", "soon")])
def test_what_makes_no_sense_is_refused(words: tuple[str, str]) -> None:
    assert typed(*words).exit_code == 2
