"""SES's other side, here: brings a person's answer to an email, as a receipt rule would.

The mail goes into the stack's bucket and the notification to its topic, in SES's shape ("Contents
of notifications for Amazon SES email receiving"). The rule itself is all that is pretended: the
local AWS has none.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from workbench.reply_mime import compose
from workbench.ses_events import stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workbench.messages import Mailbox, Message
    from workbench.service import Service

CHECKS = ("spam", "virus", "spf", "dkim", "dmarc")


@dataclass(frozen=True, slots=True)
class Inbound:
    """Hands answers to the service."""

    service: Service
    mailbox: Mailbox
    now: Callable[[], datetime]

    async def reply(self, mail: Message, words: str) -> Message:
        """Answer a kept email as whoever got it. The service's own answer comes as an email."""
        to = parseaddr(mail.headers["Reply-To"])[1]
        sender, message_id = mail.to.split(", ")[0], uuid.uuid4().hex
        source = compose(mail, sender=sender, to=to, words=words, at=self.now(), name=message_id)
        kept = self.mailbox.add_email(source, to=to, provider_id=message_id, direction="in")
        told = notification(message_id, sender=sender, to=to, headers=kept.headers, at=self.now())
        await self.service.receive_email(source, told)
        return kept


def notification(
    message_id: str,
    *,
    sender: str,
    to: str,
    headers: dict[str, str],
    at: datetime,
    **verdicts: str,
) -> dict[str, Any]:
    """What SES publishes of a mail that a rule put into S3; `verdicts`: dmarc="FAIL", ..."""
    checks = {f"{one}Verdict": {"status": verdicts.get(one, "PASS")} for one in CHECKS}
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": stamp(at),
            "source": sender,
            "messageId": message_id,
            "destination": [to],
            "headersTruncated": False,
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
            "commonHeaders": {
                "returnPath": sender,
                "from": [headers.get("From", sender)],
                "to": [to],
                "messageId": headers.get("Message-ID", ""),
                "subject": headers.get("Subject", ""),
            },
        },
        "receipt": {
            "timestamp": stamp(at),
            "processingTimeMillis": 312,
            "recipients": [to],
            **checks,
            "action": {
                "type": "S3",
                "topicArn": "",
                "bucketName": "",
                "objectKeyPrefix": "",
                "objectKey": message_id,
            },
        },
    }
