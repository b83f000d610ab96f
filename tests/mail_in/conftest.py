"""What the log says of a mail."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, "chalicelib")
    return lambda: [
        ", ".join([one.getMessage(), *([one.reason] if hasattr(one, "reason") else [])])
        for one in caplog.records
    ]
