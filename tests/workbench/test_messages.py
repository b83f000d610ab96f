from __future__ import annotations

import asyncio
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from tests.workbench.fakes import NOON, noon
from workbench.messages import Mailbox, MailboxError

if TYPE_CHECKING:
    from pathlib import Path


def an_email(to: str = "alex@example.com") -> bytes:
    email = EmailMessage()
    email["From"] = "After Bedtime <hello@example.org>"
    email["To"] = to
    email["Subject"] = "Tonight at 20:30 ☕"
    email["List-Unsubscribe"] = "<https://example.org/u/1>"
    email.set_content("Plain words, and a café\n")
    email.add_alternative("<p>Bright words</p>\n", subtype="html")
    email.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename="check-in.ics")
    return email.as_bytes()


def keep_an_email(mailbox: Mailbox, to: str = "alex@example.com") -> str:
    return mailbox.add_email(an_email(to), to=to, provider_id="ses-1").id


def keep_a_text(mailbox: Mailbox, to: str = "+12025550143") -> str:
    text = "Notice one thing"
    return mailbox.add_text(to=to, from_="+12025550100", text=text, provider_id="SM1").id


def test_an_email_is_kept_as_a_person_sees_it(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path, noon)
    keep_an_email(mailbox)
    (message,) = mailbox.all()
    assert message.subject == "Tonight at 20:30 ☕"
    assert message.text == "Plain words, and a café\n"
    assert message.html == "<p>Bright words</p>\n"
    assert message.headers["List-Unsubscribe"] == "<https://example.org/u/1>"
    assert message.attachments == ["check-in.ics"]
    assert message.at == NOON


def test_an_email_is_also_kept_byte_for_byte(tmp_path: Path) -> None:
    mailbox, sent = Mailbox(tmp_path, noon), an_email()
    message = mailbox.add_email(sent, to="alex@example.com", provider_id="ses-1")
    assert (tmp_path / "mail" / f"{message.id}.eml").read_bytes() == sent
    assert mailbox.source(message) == sent


def test_everything_is_there_after_a_restart_in_the_order_it_came(tmp_path: Path) -> None:
    before = Mailbox(tmp_path, noon)
    for number in range(12):
        keep_an_email(before) if number % 2 else keep_a_text(before)
    before.set_status(before.all()[3].id, "delivered")

    after = Mailbox(tmp_path, noon)

    assert after.all() == before.all()
    assert after.all()[3].status == "delivered"
    assert keep_a_text(after) > before.all()[-1].id


def test_ids_sort_as_the_messages_came(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path, noon)
    ids = [keep_a_text(mailbox) for _ in range(12)]
    assert ids == sorted(ids)


def test_an_address_is_found_in_any_case(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path, noon)
    kept = keep_an_email(mailbox, "Alex@Example.com")
    keep_an_email(mailbox, "sam@example.com")
    assert [message.id for message in mailbox.all("aLEX@example.COM")] == [kept]


def test_a_number_is_found_only_whole(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path, noon)
    kept = keep_a_text(mailbox, "+12025550143")
    keep_a_text(mailbox, "+120255501431")
    assert [message.id for message in mailbox.all("+12025550143")] == [kept]
    assert mailbox.all("12025550143") == []


def test_a_half_written_file_is_never_read(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path, noon)
    keep_a_text(mailbox)
    (tmp_path / "texts" / ".00000002.json.draft").write_text('{"id": "000')
    assert len(Mailbox(tmp_path, noon).all()) == 1


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "00000001.json").write_text('{"id": "000')
    with pytest.raises(MailboxError, match=r"texts/00000001\.json is no kept message"):
        Mailbox(tmp_path, noon)


def test_listeners_hear_of_every_message_and_status(tmp_path: Path) -> None:
    async def story() -> None:
        mailbox = Mailbox(tmp_path, noon)
        with mailbox.changed.listen() as first, mailbox.changed.listen() as second:
            kept = keep_a_text(mailbox)
            assert first.is_set()
            assert second.is_set()
            first.clear()
            mailbox.set_status(kept, "delivered")
            assert first.is_set()

    asyncio.run(story())
