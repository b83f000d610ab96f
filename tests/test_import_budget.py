"""Cold start is a feature: each handler imports what it needs, and importing the app needs nothing.

Every case runs in a process of its own, with the real boto3 and Twilio SDK against providers on
this machine. What is forbidden to whom is the table in handler_cases.py.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.handler_cases import CASES, NOBODY, SCENE, Case, clock_offset
from tests.handler_scene import SANG
from tests.in_lambda import Home, Ran, checkout, run, unzipped
from tests.pretend_aws import providers
from tests.reading_imports import ROOT
from tests.world import ENV

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return checkout(tmp_path_factory.mktemp("checkout"))


def called(home: Home, folder: Path, *cases: Case, more: Mapping[str, str] = {}) -> Ran:
    """Run these cases in one process at the scene's time; each must give its answer."""
    offset = folder / "clock"
    offset.write_text(str(clock_offset(time.time())))
    with providers(SCENE.items, {"/mails/mail-1": SANG}) as server:
        env = {**ENV, **server.env(), "CLOCK_FILE": str(offset), **cases[0].env, **more}
        ran = run(home, [case.call for case in cases], env)
        answers = [one.get("statusCode", _timeless(one)) if one else one for one in ran.answers]
        assert answers == [case.answer for case in cases]
        assert {case.asked for case in cases} - {""} <= set(server.asked)
    return ran


def _timeless(figures: dict[str, int]) -> dict[str, int]:
    """Without how late it was: on a slow machine the minute began a while ago."""
    return {name: times for name, times in figures.items() if name != "planning_lag"}


def test_importing_the_app_needs_no_setting_no_network_and_no_package(home: Home) -> None:
    ran = run(home)
    third_party = {one.partition(".")[0] for one in ran.at_import} - sys.stdlib_module_names
    assert third_party == {"app", "chalice", "chalicelib", "__main__"}
    assert not [one for one in ran.at_import if one.startswith("chalicelib.delivery")]
    sys.stdout.write(f"\n{'importing the app':20} {len(ran.at_import)} modules\n")


def over_budget(case: Case, ran: Ran) -> dict[str, list[str]]:
    """The packages that a case may not import and did, with their modules."""
    forbidden = {package: ran.imported(package) for package in (*NOBODY, *case.never)}
    return {package: modules for package, modules in forbidden.items() if modules}


@pytest.mark.parametrize("name", CASES)
def test_a_handler_imports_what_it_needs(name: str, home: Home, tmp_path: Path) -> None:
    case = CASES[name]
    ran = called(home, tmp_path, case)
    sys.stdout.write(f"\n{name:20} {len(ran.modules)} modules\n")
    assert over_budget(case, ran) == {}
    assert [package for package in case.needs if not ran.imported(package)] == []


def test_every_function_has_its_budget() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    functions = {"app", *config["lambda_functions"]}
    assert {case.call["handler"] for case in CASES.values()} == functions


def test_an_import_that_is_added_where_all_pass_by_is_over_everyones_budget(tmp_path: Path) -> None:
    home = checkout(tmp_path / "checkout")
    wiring = tmp_path / "checkout" / "chalicelib" / "wiring.py"
    wiring.write_text(f"{wiring.read_text()}\nimport twilio.rest\n")
    ran = called(home, tmp_path, CASES["a minute"])
    assert over_budget(CASES["a minute"], ran).keys() == {"twilio", "requests"}


@pytest.mark.service
def test_the_zip_alone_runs_everything_on_a_machine_its_compiled_parts_are_not_for(
    tmp_path: Path,
) -> None:
    home = unzipped(tmp_path / "zip")
    brought = set(home.path[0].rglob("*.pyc"))
    run(home)
    called(home, tmp_path, *(case for case in CASES.values() if not case.env))
    called(home, tmp_path, CASES["an email"])
    called(home, tmp_path, CASES["an email in"])
    compiled = set(home.path[0].rglob("*.pyc")) - brought
    assert compiled == set()  # the zip brings the bytecode of all that is ever imported
