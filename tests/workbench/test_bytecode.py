"""The zip brings bytecode, so that a cold start compiles nothing."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING

from workbench.bytecode import bytecode

if TYPE_CHECKING:
    from pathlib import Path

TAG = sys.implementation.cache_tag
FILES = {"app.py": b"SAYS = 'compiled'\n", "kitchen/tea.py": b"HOT = True\n", "a.txt": b"no code"}


def test_each_python_file_has_its_own_where_python_looks_for_it() -> None:
    names = bytecode(FILES).keys()
    assert names == {f"__pycache__/app.{TAG}.pyc", f"kitchen/__pycache__/tea.{TAG}.pyc"}


def test_python_takes_it_without_asking_how_old_its_source_is(tmp_path: Path) -> None:
    made = bytecode(FILES)
    for name, content in {**FILES, **made, "app.py": b"SAYS = 'read anew'\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    asked = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import app; print(app.SAYS)"
    said = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-c", asked], capture_output=True, check=True
    )
    assert said.stdout.strip() == b"compiled"


def test_the_same_files_make_the_same_bytecode_and_so_the_same_version() -> None:
    assert bytecode(FILES) == bytecode(dict(reversed(FILES.items())))


def test_it_says_which_python_it_is_for_so_that_another_reads_the_source() -> None:
    assert all(content.startswith(MAGIC_NUMBER) for content in bytecode(FILES).values())


def test_what_python_cannot_read_has_none_and_stops_nothing() -> None:
    made = bytecode({**FILES, "template.py": b"def {{ name }}():\n"})
    assert made == bytecode(FILES)


def test_twilios_other_products_have_none() -> None:
    products = ("twilio/rest/__init__.py", "twilio/rest/api/v1.py", "twilio/rest/chat/v1.py")
    made = bytecode(dict.fromkeys(products, b"SMS = 1\n"))
    assert not [name for name in made if "chat" in name]
    assert len(made) == len(products) - 1
