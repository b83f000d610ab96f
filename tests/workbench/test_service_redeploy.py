"""Saving a file while the service runs: the new version is there soon, or the old one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.local_service import eventually, running
from tests.workbench.checkout import copy_of_the_checkout

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.service

SECONDS = 30.0  # a generous limit; it takes two or three

ADDED = """

@app.route("/added")
def added() -> dict[str, str]:
    return {"status": "added"}
"""


def test_a_saved_route_is_deployed_and_a_broken_file_is_named_and_not(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    app = copy_of_the_checkout(checkout) / "app.py"
    before = app.read_text()
    with running(tmp_path / "state", None, "--watch", checkout=checkout) as service:
        assert service.get("/added").status == 403  # as API Gateway says "no such route"

        app.write_text(before + ADDED)
        assert eventually(lambda: "Redeployed in" in service.said(), SECONDS), service.said()
        assert service.get("/added").json() == {"status": "added"}

        app.write_text(before + ADDED + "def broken(:\n")
        assert eventually(lambda: "Not redeployed" in service.said(), SECONDS), service.said()
        assert "app.py:" in service.said()
        assert service.get("/added").status == 200

        app.write_text(before + ADDED + "raise RuntimeError('said at import')\n")
        assert eventually(lambda: "said at import" in service.said(), SECONDS), service.said()
        assert service.get("/added").status == 200
