"""Where messages end: in this process, taken whole, counted, and thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.delivery.model import Envelope, Message

LEAST = 500  # bytes: a nudge with its footer is never shorter
LEAST_TEXT = 20


@dataclass
class Sink:
    """Takes messages. One without words would be quick to send, and is refused."""

    taken: int = 0
    to: set[str] = field(default_factory=set)

    def take(self, to: str, content: bytes, least: int = LEAST) -> str:
        """Returns an id, as a provider does."""
        if len(content) < least:
            raise AssertionError(f"a message of {len(content)} bytes")
        self.taken += 1
        self.to.add(to)
        return f"taken-{self.taken}"

    def send(self, envelope: Envelope) -> str:
        """A Sender of ours: SES's Simple content and Twilio's form need no MIME."""
        message = envelope.message
        content = f"{message.subject}{message.text}{message.html}".encode()
        return self.take(message.to, content, LEAST if message.html else LEAST_TEXT)


def mime(message: Message, sender: str) -> bytes:
    """The message as the standard library writes it, for all who send MIME."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = message.subject, sender, message.to
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail.as_bytes()
