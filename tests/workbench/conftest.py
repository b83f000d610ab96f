"""Each test of the page gets a tab and a workbench of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.looking import Looker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser import Chromium


@pytest.fixture
def look(chromium: Chromium, tmp_path: Path) -> Looker:
    return Looker(chromium, tmp_path)
