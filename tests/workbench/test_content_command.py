"""The commands: what is wrong in a line each, what there is in tables, items as they arrive."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from chalicelib.content.model import KINDS
from workbench.__main__ import main
from workbench.content.lint import check, lint
from workbench.content.shelf import FOLDER, LISTS, read_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

OWN = """
[[item]]
id = "gesture-ours-key"
act = "key"
sms = "Don't forget the key tonight."
email = "Hands are full at that hour. Open the door when you hear the key."
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["content", *arguments])


def as_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / "gesture.toml").write_text(OWN)
    return folder


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A practice's own items, most of them wrong in their format: a check takes seconds."""
    folder = tmp_path_factory.mktemp("own") / "practice"
    folder.mkdir()
    broken = OWN + OWN.replace("-key", "-lid") + 'cost = "lots"\nweather = "x"\n[[item]]\n'
    (folder / "gesture.toml").write_text(broken)
    (folder / "kind_word.toml").write_text("not = [toml")
    return run("check", "--overlay", str(folder))


def test_the_library_that_ships_breaks_no_rule() -> None:
    assert [fault.line() for fault in check()[1]] == []


def test_the_own_items_in_the_instructions_pass_and_retire_what_they_name(tmp_path: Path) -> None:
    readme = (FOLDER / "own" / "README.md").read_text()
    (example,) = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "gesture.toml").write_text(example)
    shelf, faults = read_shelf(own=tmp_path)
    assert faults == []
    ids = [item.id for item in shelf.items]
    assert "gesture-ourgroup-key" in ids
    assert "gesture-charger" not in ids
    assert [fault for fault in lint(shelf) if fault.item == "gesture-ourgroup-key"] == []


def test_an_own_item_is_held_to_the_same_rules_and_its_file_is_named(checked: Result) -> None:
    assert checked.exit_code == 1
    fault = 'practice/gesture.toml: gesture-ours-key: tone: nagging ("don\'t forget"); offer it'
    assert fault in checked.stdout
    assert re.search(r"\n\n[\d,]+ items, \d+ faults?: .*tone 1", checked.stdout)


def test_machines_get_the_same_faults(overlay: Path) -> None:
    found = as_json("check", "--overlay", str(overlay))
    mine = [fault for fault in found["faults"] if fault["item"] == "gesture-ours-key"]
    assert [fault["rule"] for fault in mine] == ["tone"]
    assert found["by_rule"]["tone"] == 1
    assert found["items"] > 500


def test_everything_wrong_with_a_file_is_listed_and_the_rest_is_still_checked(
    checked: Result,
) -> None:
    lines = checked.stdout.split("\n")
    assert [line.split(": ")[:3] for line in lines if ": format: " in line] == [
        ["practice/gesture.toml", "gesture-ours-lid", "format"],
        ["practice/gesture.toml", "gesture-ours-lid", "format"],
        ["practice/gesture.toml", "item 3", "format"],
        ["practice/kind_word.toml", "format", "cannot be read"],
    ]
    assert [line for line in lines if "gesture-ours-key: tone" in line]


def test_the_report_says_what_there_is_of_everything() -> None:
    found = as_json("report")
    assert found["lists"].keys() == {*LISTS}
    assert sum(each["items"] for each in found["lists"].values()) == found["items"]
    assert found["profiles"]["walked"] > 5000
    assert set(found["profiles"]["some"]) >= {"says nothing", "newborn", "no money", "solo"}
    assert {row["list"] for row in found["profiles"]["tightest"]} == {*LISTS} - {"reappraisals"}
    assert {"sms", "email"} <= found["grades"].keys()
    printed = run("report").stdout
    for title in ("What fits some of them", "Who has the least to spare", "Tags"):
        assert title in printed


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_shown_as_it_arrives(kind: str) -> None:
    item = next(item for item in read_shelf()[0].items if item.kind == kind)
    shown = " ".join(run("show", item.id).stdout.split())
    for text in (item.sms, item.email, item.plan, item.title, *item.questions):
        assert text.replace("{partner}", "Sam") in shown
    assert f"{kind}.toml: " in shown


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    result = run("show", "gesture-chargr")
    assert result.exit_code == 1
    assert "Did you mean gesture-charger" in result.output


def test_a_sample_is_blind_and_drawn_by_its_seed() -> None:
    drawn = run("sample", "20", "--seed", "7").stdout
    assert drawn == run("sample", "20", "--seed", "7").stdout
    assert drawn != run("sample", "20", "--seed", "8").stdout
    assert re.findall(r"^(\d+)\.$", drawn, re.MULTILINE) == [str(n) for n in range(1, 21)]
    assert not [item.id for item in read_shelf()[0].items if item.id in drawn]
    assert "{partner}" not in drawn
