"""What goes into the zip, and that packaging only what changed makes the very same zip."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.workbench.checkout import copy_of_the_checkout
from workbench.by_chalice import Package, PackageError
from workbench.package import package, package_whole
from workbench.sources import shipped
from workbench.watch import ours, problem_in
from workbench.wheelhouse import offline_pip

if TYPE_CHECKING:
    from pathlib import Path


def contents(packaged: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(packaged.zip) as archive:
        names = [entry.filename for entry in archive.infolist()]
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def test_templates_travel_beside_the_app_as_in_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "templates" / "sms").mkdir(parents=True)
    (tmp_path / "templates" / "sms" / "hello.txt").touch()
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "templates").symlink_to("../templates")
    assert "templates/sms/hello.txt" in shipped(tmp_path)


@pytest.mark.parametrize(
    "left_behind", ["__pycache__/x.cpython-311.pyc", ".DS_Store", ".x.py.swp", "x.py~"]
)
def test_what_programs_leave_behind_does_not_ship(tmp_path: Path, left_behind: str) -> None:
    path = tmp_path / "chalicelib" / left_behind
    path.parent.mkdir(parents=True)
    path.touch()
    assert shipped(tmp_path).keys() == {"app.py"}
    assert not ours(tmp_path, str(path))


def test_a_saved_source_is_watched_and_what_chalice_writes_is_not(tmp_path: Path) -> None:
    assert ours(tmp_path, str(tmp_path / "templates" / "sms" / "hello.txt"))
    assert ours(tmp_path, str(tmp_path / ".chalice" / "config.json"))
    assert not ours(tmp_path, str(tmp_path / ".chalice" / "deployments" / "x.zip"))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("app.py", "def x(:\n    pass\n", "app.py:1: invalid syntax"),
        ("a.toml", "[[item]\n", "a.toml: "),
        ("a.json", "{", "a.json: "),
        ("a.html", "{% if x %}\n", "a.html:1: "),
        ("a.txt", "{{ name", "a.txt:1: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    (tmp_path / name).write_text(text)
    assert (problem_in(tmp_path / name, tmp_path) or "").startswith(problem)


@pytest.mark.parametrize(
    ("name", "text"),
    [("app.py", "x = 1"), ("a.toml", "x = 1"), ("a.html", "{{ x }}"), ("a.css", "{")],
)
def test_a_file_that_can_be_read_has_no_problem(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert problem_in(tmp_path / name, tmp_path) is None
    assert problem_in(tmp_path / "deleted.py", tmp_path) is None


def test_packaging_asks_no_index_whatever_this_machine_is_set_up_for() -> None:
    env = offline_pip("wheels")
    pip = {name: value for name, value in env.items() if name.startswith("PIP_")}
    assert pip.pop("PIP_CONFIG_FILE") == "/dev/null"
    assert pip.pop("PIP_NO_INDEX") == "1"
    assert pip.pop("PIP_FIND_LINKS") == "wheels"
    assert pip == {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.mark.long
@pytest.mark.service
def test_packaging_what_changed_equals_packaging_anew(tmp_path: Path) -> None:
    root = copy_of_the_checkout(tmp_path)
    build = root / "build"
    text = root / "templates" / "sms" / "text.txt"
    text.parent.mkdir(exist_ok=True)
    text.write_text("hello")
    package("local", root, build)

    text.rename(text.with_stem("renamed"))  # Chalice's own cache takes this for no change
    (root / "chalicelib" / "added.py").write_text("ADDED = 1\n")
    (root / "app.py").write_text((root / "app.py").read_text() + "\nADDED = 1\n")
    quick = package("local", root, build)
    swapped, template = contents(quick), quick.template.read_text()
    again = package("local", root, build)
    assert again.zip.read_bytes() == quick.zip.read_bytes()

    anew = package_whole("local", root, build)
    whole = contents(anew)
    assert swapped.keys() == whole.keys()
    assert [name for name in whole if whole[name] != swapped[name]] == []
    assert template == anew.template.read_text()

    (root / "app.py").write_text("raise RuntimeError('a clear reason')\n")
    with pytest.raises(PackageError, match="a clear reason"):
        package("local", root, build)
