"""The calendar file over real HTTP: what an agenda's reader finds attached."""

from __future__ import annotations

import asyncio
from contextlib import closing
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest

from tests.content.reading_calendars import READERS
from tests.delivery.evenings import EMAIL
from tests.delivery.sundays import SUNDAY
from tests.delivery.test_ses_sender import sender_with
from tests.delivery.wire import LETTER, envelope
from tests.workbench.running import run
from tests.workbench.sdks import ses
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.delivery.model import Envelope
    from tests.workbench.running import Workbench


def agenda() -> Envelope:
    """The very agenda that the service composes."""
    world = World()
    world.couple(EMAIL)
    world.until(SUNDAY)
    return world.email.sent[-1]


@pytest.mark.parametrize("reader", READERS)
def test_the_calendar_file_arrives_as_it_was_written(tmp_path: Path, reader: str) -> None:
    composed = agenda()

    async def story(workbench: Workbench) -> None:
        with closing(ses(workbench)) as client:
            await asyncio.to_thread(sender_with(client).send, composed)
        await workbench.quiet()
        (kept,) = workbench.mailbox.all("alex@example.com")
        mail: Any = message_from_bytes(workbench.mailbox.source(kept), policy=policy.default)
        (part,) = mail.iter_attachments()
        assert part.get_filename() == "check-in.ics"
        assert part.get_content_type() == "text/calendar"
        assert (part.get_param("method"), part.get_content_charset()) == ("PUBLISH", "utf-8")
        assert part.get_payload(decode=True) == composed.message.attachments[0].content.encode()
        event = READERS[reader](part.get_payload(decode=True).decode())
        assert event.summary == "After Bedtime: check-in"
        assert kept.text.split() == composed.message.text.split()

    run(tmp_path, story)


def test_an_email_without_a_file_names_none() -> None:
    class Client:
        """Keeps what it was asked."""

        def __init__(self) -> None:
            self.asked: dict[str, Any] = {}

        def send_email(self, **asked: Any) -> dict[str, str]:
            self.asked = asked
            return {"MessageId": "1"}

    client = Client()
    sender_with(client).send(envelope(LETTER))
    assert "Attachments" not in client.asked["Content"]["Simple"]
    sender_with(client).send(agenda())
    (file,) = client.asked["Content"]["Simple"]["Attachments"]
    assert file["FileName"] == "check-in.ics"
    assert file["RawContent"].startswith(b"BEGIN:VCALENDAR\r\n")
