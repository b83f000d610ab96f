"""What goes into the zip and what does not, and that the reasons are written where one looks."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from pathlib import PurePosixPath

import pytest

from chalicelib.content.model import KINDS
from tests.packaged import packaged
from tests.reading_imports import ROOT

RUNTIME_HAS = {"boto3", "chalice"}  # Lambda brings the one, Chalice vendors the other


def project() -> list[str]:
    """The packages that pyproject.toml declares for the service."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return [re.split(r"[=<>~!\[; ]", line)[0].lower() for line in declared]


def locked() -> dict[str, str]:
    """The packages of requirements.txt with their versions."""
    text = (ROOT / "requirements.txt").read_text()
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", text, re.MULTILINE))


def test_the_project_declares_what_it_imports() -> None:
    assert {"boto3", "chalice", "jinja2", "twilio"} <= set(project())


def test_the_zip_gets_every_package_but_what_lambda_and_chalice_bring() -> None:
    assert set(project()) - locked().keys() == RUNTIME_HAS
    assert not RUNTIME_HAS & locked().keys()
    assert not {name for name in locked() if name.startswith(("boto", "s3transfer"))}


def test_the_lock_says_why_something_is_missing_and_every_line_has_hashes() -> None:
    text = (ROOT / "requirements.txt").read_text()
    for missing in RUNTIME_HAS:
        assert re.search(rf"^# Not here: {missing}: .{{15,}}", text, re.MULTILINE), missing
    entries = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash=\S+[^\n]*)+", text, re.MULTILINE)
    assert len(entries) == len(locked())


def test_templates_travel_by_a_link_that_holds_in_every_clone() -> None:
    link = ROOT / "vendor" / "templates"
    assert link.is_symlink()
    assert str(link.readlink()) == "../templates"
    assert (link / "pages" / "base.html").is_file()


@pytest.mark.service
def test_the_zip_holds_the_service_and_nothing_of_the_workbench() -> None:
    with zipfile.ZipFile(packaged().zip) as archive:
        names = archive.namelist()
    top = {name.split("/")[0] for name in names}
    assert {"app.py", "chalicelib", "templates", "chalice", "jinja2", "twilio", "tzdata"} <= top
    assert not {"workbench", "tests", "boto3", "botocore", "vendor", ".chalice", "docs"} & top
    assert not [name for name in names if name.endswith(".DS_Store")]
    content = {name for name in names if name.startswith("templates/content/")}
    assert content == {f"templates/content/{kind}.json" for kind in KINDS}


@pytest.mark.service
def test_everything_of_ours_brings_its_bytecode_and_nothing_that_is_gone_does() -> None:
    with zipfile.ZipFile(packaged().zip) as archive:
        names = set(archive.namelist())
    compiled = {source_of(name) for name in names if name.endswith(".pyc")}
    assert compiled <= names
    assert {
        one for one in names if one.startswith("chalicelib/") and one.endswith(".py")
    } <= compiled
    assert "app.py" in compiled


def source_of(name: str) -> str:
    """Where the source of this bytecode lies: a/b.py of a/__pycache__/b.cpython-311.pyc."""
    path = PurePosixPath(name)
    return str(path.parent.parent / f"{path.name.split('.')[0]}.py")


@pytest.mark.service
def test_the_zip_fits_what_lambda_takes() -> None:
    zipped = packaged().zip.stat().st_size
    with zipfile.ZipFile(packaged().zip) as archive:
        unzipped = sum(entry.file_size for entry in archive.infolist())
    sys.stdout.write(f"\nzip {zipped / 1e6:.1f} MB, unzipped {unzipped / 1e6:.1f} MB\n")
    assert zipped < 50e6
    assert unzipped < 250e6
