"""What we say to run next leads to where one is: the same stage, port and table."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from chalicelib.control import Control
from tests.workbench.doctor.world import well
from tests.workbench.operating.asking import MemoryScan
from tests.world import World
from workbench.__main__ import main
from workbench.again import command
from workbench.doctor.checks.service import hold
from workbench.operating.place import Place
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHOLE = "python -m workbench"
ELSEWHERE = 9640


@pytest.mark.parametrize(
    ("stage", "port", "table", "says"),
    [
        ("local", 8400, None, "--stage local"),
        ("local", 8400, "after-bedtime-local", "--stage local"),
        ("local", ELSEWHERE, None, "--stage local --port 9640"),
        ("prod", ELSEWHERE, None, "--stage prod"),  # a port is of this machine
        ("prod", 8400, "restored", "--stage prod --table restored"),
    ],
)
def test_a_command_is_said_with_where_it_is_to_run(
    stage: str, port: int, table: str | None, says: str
) -> None:
    assert command("shards raise --to 8", stage, port=port, table=table) == (
        f"python -m workbench shards raise --to 8 {says}"
    )


@pytest.mark.parametrize("words", [["hold", "a test"], ["hold", "--show"]], ids=" ".join)
def test_a_hold_on_another_port_is_ended_there(words: list[str]) -> None:
    world = World()
    Control(world.table).hold("a test", world.clock())
    scan = MemoryScan(world.memory)
    name = "after-bedtime-local"
    place = Place("local", name, world.table, scan, world.clock, port=ELSEWHERE)
    said = CliRunner().invoke(main, words, obj=place).output
    assert said.endswith("\nTo go on: python -m workbench resume --stage local --port 9640\n")


def test_the_doctor_says_it_as_well() -> None:
    world = World()
    Control(world.table).hold("a test", world.clock())
    healthy = well().patient()
    patient = replace(healthy, settings=replace(healthy.settings, stage="local"), port=ELSEWHERE)
    patient.__dict__["table"] = world.table
    found = hold.look(patient)
    assert "python -m workbench resume --stage local --port 9640" in str(found)


def test_no_sentence_spells_a_command_by_itself() -> None:
    """Or it would forget where it was run. What describes a file may name its command."""
    folders = (ROOT / "workbench" / name for name in ("operating", "doctor", "card", "deploying"))
    files = [file for folder in folders for file in folder.rglob("*.py")]
    assert len(files) > 50
    assert [f"{file.name}: {one}" for file in files for one in spelt(file)] == []
    assert list(spelt(ROOT / "workbench" / "again.py")) == [WHOLE]


def spelt(file: Path) -> Iterator[str]:
    """Texts in the code that hold a whole command, but for what describes it."""
    tree = ast.parse(file.read_text())
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for one in texts:
        if isinstance(one.value, str) and WHOLE in one.value and id(one) not in described:
            yield one.value
