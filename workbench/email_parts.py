"""What a person sees of an email: its subject, text, HTML, headers and attachments' names."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


def read(source: bytes) -> dict[str, Any]:
    """Read a whole RFC 5322 message into the fields that a kept message has."""
    email = message_from_bytes(source, EmailMessage, policy=policy.SMTP)
    return {
        "from_": str(email["From"]),
        "subject": str(email["Subject"]),
        "text": _body(email, "plain"),
        "html": _body(email, "html"),
        "headers": {name: str(value) for name, value in email.items()},
        "attachments": [part.get_filename("attachment") for part in email.iter_attachments()],
    }


def _body(email: EmailMessage, kind: str) -> str:
    part = email.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
