"""An operator's machine has no emulator, no browser and no test: the commands need none of them.

It has what requirements/operator.txt locks: the service's own dependencies, and the group
"operator" of pyproject.toml.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from typing import TYPE_CHECKING

from tests.workbench.operating.terminal import python
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Whole folders: their commands, and all that those are made of. Each is there, or is to come.
FOLDERS = ("operating", "stages", "doctor", "deploying")
ABSENT = ("ministack", "playwright", "pytest", "hypothesis", "watchfiles", "mypy", "sklearn",
          "uv", "textstat", "rapidfuzz")  # fmt: skip
OURS = {"workbench", "chalicelib", "app"}
IMPORT_ALL = """
import sys
from importlib import import_module

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
for name in {modules!r}:
    import_module(name)
print("\\n".join(sys.modules))
"""


def files() -> list[Path]:
    found = (ROOT / "workbench" / folder for folder in FOLDERS)
    return [ROOT / "workbench" / "__main__.py", *(f for one in found for f in one.rglob("*.py"))]


def module(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@cache
def installed() -> frozenset[str]:
    """Distributions that an operator has, with what those require on any machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["operator"]]
    found: set[str] = set()
    while wanted:
        needs = wanted.pop()
        name = _name(needs)
        if name in found or "extra ==" in needs:
            continue
        found.add(name)
        try:
            wanted += requires(name) or []
        except PackageNotFoundError:  # it is for another kind of machine
            continue
    return frozenset(found)


def _name(requirement: str) -> str:
    """As PEP 503 writes a name."""
    said = re.match(r"[\w.-]+", requirement)
    assert said is not None
    return re.sub(r"[-_.]+", "-", said[0]).lower()


def missing(names: set[str]) -> set[str]:
    """Of these top-level modules, those that nothing an operator has brings along."""
    brought = packages_distributions()
    others = names - sys.stdlib_module_names - OURS
    return {
        one for one in others
        if one in brought and not {_name(dist) for dist in brought[one]} & installed()
    }  # fmt: skip


def imports(file: Path) -> Iterator[str]:
    """Top-level names that a file imports, also inside of its functions."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_every_command_is_imported_where_the_emulator_and_the_tests_are_not() -> None:
    ran = python(IMPORT_ALL.format(absent=ABSENT, modules=[module(one) for one in files()]))
    assert ran.returncode == 0, ran.stderr
    imported = ran.stdout.splitlines()
    assert {"workbench.operating.person", "workbench.operating.cost"} <= set(imported)
    assert missing({one.partition(".")[0] for one in imported}) == set()
    assert not [one for one in imported if one.startswith(("workbench.run", "workbench.emulator"))]


def test_what_a_function_imports_is_there_as_well() -> None:
    assert missing({name for file in files() for name in imports(file)}) == set()


def test_the_check_can_fail() -> None:
    assert missing({"pytest", "playwright", "json", "boto3", "click"}) == {"pytest", "playwright"}
    ran = python(IMPORT_ALL.format(absent=ABSENT, modules=["pytest"]))
    assert "No module named 'pytest'" in ran.stderr


def test_what_the_page_has_one_make_is_none_of_ours_to_lint_or_to_keep(tmp_path: Path) -> None:
    """docs/commands.md has an operator make an environment in the checkout."""
    (named,) = re.findall(r"-m venv (\S+)", (ROOT / "docs" / "commands.md").read_text())
    assert f"{named}/" in (ROOT / ".gitignore").read_text().splitlines()
    for folder in (named, "ours"):
        (tmp_path / folder / "lib").mkdir(parents=True)
        (tmp_path / folder / "lib" / "other.py").write_text("import os\n")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert {line.partition("/")[0] for line in ran.stdout.splitlines() if "F401" in line} == {
        "ours"
    }
