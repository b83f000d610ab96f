from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


def test_a_page_from_elsewhere_cannot_drive_the_workbench(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        body = {"twilio": "429"}
        status, answer = await workbench.post("/api/faults", body, Origin="https://evil.example")
        assert status == 403
        assert "may not drive the workbench" in answer["error"]
        status, _ = await workbench.post("/api/faults", body, Origin="null")
        assert status == 403
        assert (await workbench.get("/api/faults"))["twilio"] == "ok"
        status, _ = await workbench.post("/api/faults", body, Origin=workbench.url)
        assert status == 200

    run(tmp_path, story)


def test_a_page_from_elsewhere_cannot_plant_an_email(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        status, _ = await workbench.post(
            "/ses/v2/email/outbound-emails", {}, Origin="https://evil.example"
        )
        assert status == 403

    run(tmp_path, story)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8400", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/api/messages", "/", "/ses/v2/email/account"])
def test_another_host_name_is_refused(tmp_path: Path, host: str, path: str) -> None:
    async def story(workbench: Workbench) -> None:
        async with workbench.session.get(workbench.url + path, headers={"Host": host}) as response:
            assert response.status == 403

    run(tmp_path, story)
