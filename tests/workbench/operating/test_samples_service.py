"""send-me-everything beside the running service: one of each arrives by its own providers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.workbench.operating.terminal import run, said

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service

ADDRESSES = {"email": "everything@example.net", "sms": "+12025550187"}


# Texts go out at the pace of a number, so that ninety of them take their time.
@pytest.mark.parametrize("channel", ["email", pytest.param("sms", marks=pytest.mark.long)])
def test_everything_arrives_once_and_in_order(service: LocalService, channel: str) -> None:
    port = ("--port", str(service.ports.workbench))
    sent = said("send-me-everything", ADDRESSES[channel], *port)["sent"]
    found = service.api("GET", f"/api/messages?to={quote(ADDRESSES[channel])}")["messages"]
    assert [one["channel"] for one in found] == [channel] * sent
    assert sent > 20
    if channel == "email":
        marks = [one["subject"].partition("]")[0] for one in found]
        assert marks == [f"[sample {number} of {sent}" for number in range(1, sent + 1)]
        assert any("check-in.ics" in one["attachments"] for one in found)


def test_another_stage_is_asked_who_has_agreed(service: LocalService) -> None:
    there = ("--stage", "prod", "--table", "after-bedtime-local")
    account = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    env = {"AWS_ENDPOINT_URL": service.ports.aws_url, **account}
    ran = run("send-me-everything", "anybody@example.net", *there, env=env)
    assert ran.returncode == 1
    assert "we write to nobody who has not agreed" in ran.stderr
