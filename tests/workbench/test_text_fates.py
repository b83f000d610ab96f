"""What became of a text, told as Twilio tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twilio.request_validator import RequestValidator

from tests.workbench.running import ACCOUNT, TOKEN, run
from tests.workbench.sdks import ALEX, send_text
from workbench.api import STATUSES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


async def a_text(workbench: Workbench) -> str:
    """Sent and delivered; its sender was told of both. Returns its id."""
    url = f"{workbench.service.public_url}/webhooks/twilio/status?d=token"
    await send_text(workbench, status_callback=url)
    workbench.service.posts.clear()
    return workbench.mailbox.all(ALEX)[0].id


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_told_by_a_signed_callback(tmp_path: Path, status: str) -> None:
    async def story(workbench: Workbench) -> None:
        kept = await a_text(workbench)
        answer = await workbench.post("/api/events", {"id": kept, "type": status})
        assert answer == (200, {"published": status, "id": kept})
        (post,) = workbench.service.posts
        assert post.form["MessageStatus"] == post.form["SmsStatus"] == status
        assert post.form["AccountSid"] == ACCOUNT
        assert "ErrorCode" not in post.form
        url, signature = workbench.service.public_url + post.path, "X-Twilio-Signature"
        assert RequestValidator(TOKEN).validate(url, post.form, post.headers[signature])
        assert workbench.mailbox.all()[0].status == status

    run(tmp_path, story)


def test_a_failure_carries_its_code_until_it_is_none(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        kept = await a_text(workbench)
        failed = {"id": kept, "type": "undelivered", "code": "30005"}
        await workbench.post("/api/events", failed)
        assert workbench.service.posts[0].form["ErrorCode"] == "30005"
        assert workbench.mailbox.all()[0].details["error_code"] == 30005
        await workbench.post("/api/events", {"id": kept, "type": "delivered"})
        assert "ErrorCode" not in workbench.service.posts[1].form
        assert workbench.mailbox.all()[0].details["error_code"] is None

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"type": "bounce"}, "choose one of queued, sending, sent"),
        ({"type": "failed", "code": "no such number"}, "no code of Twilio's"),
    ],
)
def test_what_twilio_never_tells_is_refused(
    tmp_path: Path, wanted: dict[str, str], says: str
) -> None:
    async def story(workbench: Workbench) -> None:
        kept = await a_text(workbench)
        status, answer = await workbench.post("/api/events", {"id": kept, **wanted})
        assert status == 400
        assert says in answer["error"]
        assert workbench.service.posts == []

    run(tmp_path, story)


def test_nobody_is_told_of_a_text_that_came_in(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        status, answer = await workbench.post("/api/events", {"id": "00000001", "type": "sent"})
        assert (status, answer["error"][:20]) == (400, "Nobody asked to be t")

    run(tmp_path, story)
