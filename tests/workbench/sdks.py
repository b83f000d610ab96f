"""The real SDKs, pointed at the workbench as the service points them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tests.workbench.running import ACCOUNT, SENDER, TOKEN

if TYPE_CHECKING:
    from tests.workbench.running import Workbench

ALEX = "+12025550143"
PATIENCE = 20.0  # seconds: a slow machine is no failure
LONG_LINK = "https://example.org/unsubscribe/" + "x" * 300
SIMPLE: dict[str, Any] = {
    "Subject": {"Data": "Tonight at 20:30 ☕"},
    "Body": {"Text": {"Data": "Plain café words"}, "Html": {"Data": "<p>Bright café words</p>"}},
    "Headers": [
        {"Name": "List-Unsubscribe", "Value": f"<{LONG_LINK}>"},
        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
    ],
    "Attachments": [
        {
            "FileName": "check-in.ics",
            "RawContent": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "ContentType": "text/calendar; method=REQUEST; charset=utf-8",
        }
    ],
}


def ses(workbench: Workbench, patience: float = PATIENCE) -> Any:
    return boto3.client(
        "sesv2",
        endpoint_url=f"{workbench.url}/ses",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=patience),
    )


async def send_email(
    workbench: Workbench,
    to: str = "alex@example.com",
    *,
    patience: float = PATIENCE,
    **changes: Any,
) -> str:
    request = {
        "FromEmailAddress": "After Bedtime <hello@example.org>",
        "Destination": {"ToAddresses": [to]},
        "Content": {"Simple": SIMPLE},
        "EmailTags": [{"Name": "delivery", "Value": "a-1"}],
        "ConfigurationSetName": "after-bedtime-local",
        **changes,
    }
    client = ses(workbench, patience)
    try:
        answer = await asyncio.to_thread(client.send_email, **request)
    finally:
        client.close()
    await workbench.quiet()
    return str(answer["MessageId"])


def twilio(workbench: Workbench, token: str = TOKEN, patience: float = PATIENCE) -> Client:
    client = Client(ACCOUNT, token, http_client=TwilioHttpClient(timeout=patience))
    client.api.base_url = f"{workbench.url}/twilio"
    return client


async def send_text(
    workbench: Workbench, to: str = ALEX, *, patience: float = PATIENCE, **changes: Any
) -> Any:
    request = {"from_": SENDER, "body": "After Bedtime: notice one thing", **changes}
    client = twilio(workbench, patience=patience)
    try:
        message = await asyncio.to_thread(client.messages.create, to, **request)
    finally:
        client.http_client.session.close()
    await workbench.quiet()
    return message
