"""Every check sees what it is there for: each has an illness that it calls a failure."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.workbench.doctor import ill_deployment, ill_email, ill_running, ill_texts
from tests.workbench.doctor.ill import SITE, Ill, told
from tests.workbench.doctor.world import World, well
from workbench.doctor.catalogue import every
from workbench.doctor.checks.settings import variable
from workbench.doctor.examine import examine
from workbench.doctor.patient import DEFAULTS
from workbench.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.doctor.check import Check
    from workbench.doctor.findings import Finding

ILLNESSES: tuple[Ill, ...] = (
    *ill_deployment.ILLNESSES,
    *ill_running.ILLNESSES,
    *ill_email.ILLNESSES,
    *ill_texts.ILLNESSES,
)
PACKAGE = "account: package"  # a file, and no answer of anybody: its illness is below
BY_NAME = {one.name: one for one in every()}


def needed_for(name: str) -> list[Check]:
    """A check, after those that it stands on."""
    one = BY_NAME[name]
    return [*(needed_for(one.after.name) if one.after else []), one]


def finding(world: World, name: str) -> Finding:
    return list(examine(world.patient(), needed_for(name)))[-1]


def test_a_stage_that_is_well_is_found_well() -> None:
    found = list(examine(well().patient(), every()))
    assert {one.state for one in found if one.name != PACKAGE} == {"ok"}, found
    assert [one.do for one in found if one.do] == []


@pytest.mark.parametrize("one", ILLNESSES, ids=str)
def test_an_illness_is_found_and_called_by_its_name(one: Ill) -> None:
    found = finding(well().but(*one.changes), one.check)
    assert (found.state, one.words in f"{found.says} {found.do}") == (one.state, True), found
    assert found.state == "skipped" or found.do, "whoever is told of an illness is told what to do"


def test_every_check_has_an_illness_that_it_calls_a_failure() -> None:
    fails = {one.check for one in ILLNESSES if one.state == "fail"} | {PACKAGE}
    assert [name for name in BY_NAME if name not in fails] == []


def test_names_are_unique_and_nothing_is_looked_at_before_what_it_stands_on() -> None:
    seen: set[str] = set()
    for one in every():
        assert one.name not in seen
        assert one.after is None or one.after.name in seen
        assert not (one.early and one.after and not one.after.early)
        seen.add(one.name)


def test_a_family_in_the_folder_is_in_the_catalogue() -> None:
    files = {file.stem for file in (ROOT / "workbench" / "doctor" / "checks").glob("[a-z]*.py")}
    assert {one.look.__module__.rpartition(".")[2] for one in every()} == files


def test_a_package_that_lambda_takes_is_ok_and_no_zip_is_not(tmp_path: Path) -> None:
    file = tmp_path / "deployment.zip"
    world = World(well().said, package=file)
    assert finding(world, PACKAGE).state == "skipped"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("app.py", "x" * 1_000_000)
    assert "1.0 MB unpacked" in finding(world, PACKAGE).says
    file.write_bytes(b"no zip")
    assert finding(world, PACKAGE).state == "fail"


def test_a_package_too_large_unpacked_fails_however_small_it_is_packed(tmp_path: Path) -> None:
    file = tmp_path / "deployment.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("zeros", b"")
        packed.filelist[0].file_size = 270_000_000  # as its table of contents will say
    found = finding(World(well().said, package=file), PACKAGE)
    assert (found.state, "270.0 MB unpacked" in found.says) == ("fail", True)


def test_what_we_take_for_defaults_is_what_the_template_does() -> None:
    template = (ROOT / ".chalice" / "resources.yaml").read_text()
    for name, default in DEFAULTS.items():
        line = re.search(rf"^  {name}: .*Default: \"?([\w,]*)", template, re.MULTILINE)
        assert line is not None
        assert line[1] == default


@pytest.mark.parametrize("parameter", sorted(well().said["parameters"].keys() - {"AlarmEmail"}))
def test_a_parameter_is_the_variable_that_the_template_makes_of_it(parameter: str) -> None:
    template = (ROOT / ".chalice" / "resources.yaml").read_text()
    assert f"{variable(parameter)}: !Ref {parameter}\n" in template


def test_without_a_domain_the_pages_are_where_the_stack_was_told() -> None:
    world = well().but(told("PublicUrl"), told("Channels", "email"))
    assert finding(world, "settings: complete").state == "ok"
    assert finding(world, "settings: https").state == "ok"
    assert finding(world, "website: answers").says == f"{SITE} answers"


def test_a_stage_on_a_local_aws_is_held_against_its_file_unless_make_run_made_it() -> None:
    other = well().but(told("HelpLine", "112"))
    found = {
        stage: finding(replace(other, stage=stage, local=True), "stack: as described")
        for stage in ("local", "dev")
    }
    assert {stage: one.state for stage, one in found.items()} == {"local": "skipped", "dev": "warn"}
    assert "another HelpLine" in found["dev"].says


def test_a_stage_without_texts_has_nothing_to_do_with_twilio() -> None:
    world = well().but(told("Channels", "email"), told("TwilioAccountSid"), (("twilio",), {}))
    found = {one.name: one for one in examine(world.patient(), every())}
    assert {found[name].state for name in found if name.startswith(("twilio", "regis"))} == {
        "skipped"
    }
    assert found["website: webhook"].state == "skipped"
    assert not [one for one in found.values() if one.state == "fail"]


def test_a_stage_without_emails_has_nothing_to_do_with_ses() -> None:
    world = well().but(told("Channels", "sms"), (("aws", "sesv2"), {}), (("dns",), {}))
    found = {one.name: one for one in examine(world.patient(), every())}
    assert {found[name].state for name in found if name.startswith(("ses", "dns"))} == {"skipped"}
    assert not [one for one in found.values() if one.state == "fail"]


def test_the_document_has_a_line_on_each_family() -> None:
    rows = re.findall(r"^\| ([\w ]+) \|", (ROOT / "docs" / "doctor.md").read_text(), re.MULTILINE)
    assert {one.name.partition(":")[0] for one in every()} <= set(rows)
