"""The W3C's checker finds no error in the HTML of any page, in any state."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.pages.sample_pages import STATES
from tests.pages.showing import shown

pytestmark = pytest.mark.long

CHECKER = Path(__file__).parents[2] / "build/npm/node_modules/vnu-jar/build/dist/vnu.jar"
WRONG = "<!doctype html><html lang=en><title>Wrong</title><p><div id=a></div><i id=a>"


def errors_in(folder: Path) -> list[tuple[str, str]]:
    """What the checker says of the files there: (the file's name without its ending, what)."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("the checker needs Java: `make test-all` installs default-jre-headless by apt")
    if not CHECKER.exists():
        pytest.fail("vnu-jar is not here: `make test-all` installs it, as requirements/npm says")
    command = [java, "-jar", str(CHECKER), "--errors-only", "--format", "json", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    messages = json.loads(said.stderr)["messages"]  # 1 is "there are errors", and JSON says which
    return [(Path(one["url"]).stem, one["message"]) for one in messages]


def test_no_page_in_any_state_has_an_error_and_the_checker_knows_one(tmp_path: Path) -> None:
    for state in STATES:
        (tmp_path / f"{state}.html").write_text(shown(state).source)
    (tmp_path / "wrong on purpose.html").write_text(WRONG)
    found = errors_in(tmp_path)
    assert len([state for state, _ in found if state.startswith("wrong")]) > 1
    assert [one for one in found if not one[0].startswith("wrong")] == []
