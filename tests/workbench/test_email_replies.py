"""An email is answered from the pretend mailbox as a mail program does, and comes in as by SES."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from chalicelib.mail_in.letter import read
from chalicelib.mail_in.receipt import read as read_receipt
from tests.workbench.running import keep_email, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench

TO = "r-abc@reply.example.org"
SOURCE = (
    f"From: After Bedtime <hello@example.org>\r\nTo: alex@example.com\r\nReply-To: {TO}\r\n"
    "Message-ID: <1@email.amazonses.com>\r\nSubject: A minute\r\n\r\nDo this.\r\nStop: x\r\n"
).encode()


def kept(workbench: Workbench) -> str:
    return workbench.mailbox.add_email(SOURCE, to="alex@example.com", provider_id="ses-1").id


def test_what_comes_in_is_a_real_reply_and_what_ses_says_of_it(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        status, _ = await workbench.post("/api/replies", {"id": kept(workbench), "body": "Soup!"})
        assert status == 200
        ((source, told),) = workbench.service.mails
        mail = message_from_bytes(source, EmailMessage, policy=policy.default)
        assert (mail["From"], mail["To"]) == ("alex@example.com", TO)
        assert mail["Subject"] == "Re: A minute"
        assert mail["In-Reply-To"] == mail["References"] == "<1@email.amazonses.com>"
        text = mail.get_body(("plain",))
        assert text is not None
        assert "> Do this." in text.get_content()
        assert read(source, ("hello@example.org",)).own.words == "Soup!"
        receipt = read_receipt(json.dumps(told))
        assert receipt is not None
        assert receipt.refusal() is None
        assert receipt.recipients == (TO,)

    run(tmp_path, story)


def test_it_is_kept_but_in_nobodys_mailbox(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/replies", {"id": kept(workbench), "body": "Soup!"})
        theirs = (await workbench.get("/api/messages?to=alex@example.com"))["messages"]
        assert [one["direction"] for one in theirs] == ["out"]
        (mine,) = (await workbench.get(f"/api/messages?to={TO}"))["messages"]
        assert (mine["direction"], mine["status"]) == ("in", "received")

    run(tmp_path, story)


def test_an_email_without_a_reply_address_takes_none(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        status, said = await workbench.post(
            "/api/replies", {"id": keep_email(workbench), "body": "Soup!"}
        )
        assert status == 400
        assert "no Reply-To" in said["error"]
        assert workbench.service.mails == []

    run(tmp_path, story)
