from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientConnectionError
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.workbench.running import run
from tests.workbench.sdks import SIMPLE, send_email, ses

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


@pytest.mark.parametrize(
    ("fault", "code", "status"),
    [("throttle", "TooManyRequestsException", 429), ("reject", "MessageRejected", 400)],
)
def test_faults_are_the_errors_botocore_knows(
    tmp_path: Path, fault: str, code: str, status: int
) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": fault, "count": 1})
        with pytest.raises(ClientError) as caught:
            await send_email(workbench)
        assert caught.value.response["Error"]["Code"] == code
        assert caught.value.response["Error"]["Message"]
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
        assert await send_email(workbench)
        assert len(workbench.mailbox.all()) == 1

    run(tmp_path, story)


def test_a_stalled_request_outlasts_its_client_and_keeps_nothing(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": "timeout", "count": 1})
        with pytest.raises(ReadTimeoutError):
            await send_email(workbench, patience=0.3)
        assert workbench.mailbox.all() == []

    run(tmp_path, story)


def test_a_stalled_request_does_not_keep_the_workbench_from_closing(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": "timeout", "count": 1})
        url = f"{workbench.url}/ses/v2/email/outbound-emails"
        stalled = asyncio.create_task(workbench.session.post(url, json={}))
        while (await workbench.get("/api/faults"))["ses"] == "timeout":
            pass  # the request has not arrived yet
        await workbench.server.close()
        with pytest.raises(ClientConnectionError):
            await stalled

    started = time.monotonic()
    run(tmp_path, story)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"Destination": {}}, "destination"),
        ({"Destination": {"ToAddresses": ["nobody"]}}, "destination"),
        ({"Content": {}}, "Content must have"),
        ({"Content": {"Simple": {**SIMPLE, "Body": {}}}}, "Text or Html"),
        ({"Content": {"Simple": {**SIMPLE, "Headers": SIMPLE["Headers"] * 8}}}, "16 headers"),
        ({"EmailTags": [{"Name": "to", "Value": "alex@example.com"}]}, "tag to=alex@example.com"),
        (
            {"Content": {"Simple": {**SIMPLE, "Subject": {"Data": "Hi\nBcc: all@example.com"}}}},
            "linefeed or carriage return",
        ),
    ],
)
def test_what_ses_would_not_take_is_a_bad_request(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    async def story(workbench: Workbench) -> None:
        with pytest.raises(ClientError, match=says) as caught:
            await send_email(workbench, **changes)
        assert caught.value.response["Error"]["Code"] == "BadRequestException"
        assert workbench.mailbox.all() == []

    run(tmp_path, story)


def test_an_operation_the_sink_does_not_have_says_so(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        client = ses(workbench)
        with pytest.raises(ClientError, match="This SES has no POST /ses/v2/email/list-identities"):
            await asyncio.to_thread(client.list_email_identities)
        client.close()

    run(tmp_path, story)
