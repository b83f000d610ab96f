"""The zip says what the checkout says: the library is compiled, own items and all."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from chalicelib.content.library import load
from chalicelib.content.model import KINDS
from workbench.errors import WorkbenchError
from workbench.sources import ROOT, shipped
from workbench.zipped import CONTENT, zipped

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[[item]]
id = "gesture-ours-key"
act = "key"
sms = "Open the door."
email = "Hands are full at that hour. Open the door."
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The library of this checkout, with an operator's own item."""
    content = tmp_path / CONTENT
    (content / "own").mkdir(parents=True)
    for kind in KINDS:
        (content / f"{kind}.toml").write_bytes((ROOT / CONTENT / f"{kind}.toml").read_bytes())
    (content / "own" / "gesture.toml").write_text(OWN)
    (content / "own" / "README.md").write_text("How to write your own.")
    (tmp_path / "app.py").write_text("")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "templates").symlink_to("../templates")
    return tmp_path


def unpacked(contents: dict[str, bytes], folder: Path) -> Path:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_the_zip_and_the_checkout_have_equal_libraries(checkout: Path, tmp_path: Path) -> None:
    home = unpacked(zipped(checkout), tmp_path / "unpacked")
    in_zip, written = load(home / CONTENT), load(checkout / CONTENT)
    for kind in KINDS:
        assert in_zip.kept(kind) == written.kept(kind)
    assert in_zip.item("gesture-ours-key") is not None


def test_what_people_write_stays_at_home_and_all_else_ships_as_it_is(checkout: Path) -> None:
    names = {name for name in zipped(checkout) if name.startswith(CONTENT)}
    assert names == {f"{CONTENT}/{kind}.json" for kind in KINDS}
    others = {name: path for name, path in shipped().items() if not name.startswith(CONTENT)}
    ours = zipped()
    assert {name: path.read_bytes() for name, path in others.items()}.items() <= ours.items()


def test_a_library_that_cannot_be_used_is_not_packaged(checkout: Path) -> None:
    (checkout / CONTENT / "own" / "gesture.toml").write_text(OWN + 'weather = "x"\n')
    with pytest.raises(WorkbenchError, match=r"own/gesture\.toml: gesture-ours-key: unknown field"):
        zipped(checkout)


def test_what_is_compiled_is_read_without_a_toml_parser(checkout: Path, tmp_path: Path) -> None:
    home = unpacked(zipped(checkout), tmp_path / "unpacked")
    code = (
        "import sys; from pathlib import Path; from chalicelib.content.library import load\n"
        f"assert load(Path({str(home / CONTENT)!r})).item('gesture-ours-key')\n"
        "sys.exit('tomllib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - ours
    assert done.returncode == 0
