from __future__ import annotations

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from tests.workbench.running import run
from tests.workbench.sdks import LONG_LINK, send_email, ses

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


def test_an_email_is_kept_whole(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        message_id = await send_email(workbench)
        (message,) = workbench.mailbox.all("alex@example.com")
        assert message.provider_id == message_id
        email = message_from_bytes(
            workbench.mailbox.source(message), EmailMessage, policy=policy.SMTP
        )
        assert email["From"] == "After Bedtime <hello@example.org>"
        assert email["To"] == "alex@example.com"
        assert email["Subject"] == "Tonight at 20:30 ☕"
        assert email["Message-ID"] == f"<{message_id}@email.amazonses.com>"
        assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message.text == "Plain café words\n"
        assert message.html == "<p>Bright café words</p>\n"
        (attachment,) = email.iter_attachments()
        assert attachment.get_content_type() == "text/calendar"
        assert attachment["Content-Type"].params["method"] == "REQUEST"
        assert attachment.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

    run(tmp_path, story)


def test_a_long_unsubscribe_link_stays_a_link(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await send_email(workbench)
        (message,) = workbench.mailbox.all()
        source = workbench.mailbox.source(message)
        assert f"List-Unsubscribe: <{LONG_LINK}>\r\n".encode() in source

    run(tmp_path, story)


def test_a_raw_message_is_kept_too(tmp_path: Path) -> None:
    raw = b"From: hello@example.org\r\nTo: Sam <sam@example.com>\r\nSubject: Hi\r\n\r\nWords\r\n"

    async def story(workbench: Workbench) -> None:
        await send_email(workbench, Destination={}, Content={"Raw": {"Data": raw}})
        (message,) = workbench.mailbox.all("sam@example.com")
        assert (message.subject, message.text) == ("Hi", "Words\n")

    run(tmp_path, story)


def test_the_account_says_its_quota_and_what_of_it_is_used(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await send_email(workbench)
        client = ses(workbench)
        account = await asyncio.to_thread(client.get_account)
        client.close()
        assert account["SendQuota"]["SentLast24Hours"] == 1
        assert account["SendQuota"]["MaxSendRate"] > 0
        assert account["SendingEnabled"]

    run(tmp_path, story)
