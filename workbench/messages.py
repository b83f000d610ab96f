"""Everything that was sent and received: emails as .eml files, texts as JSON, kept on disk."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from workbench import email_parts
from workbench.changes import Changes
from workbench.errors import WorkbenchError
from workbench.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class MailboxError(WorkbenchError):
    """A kept file is damaged; the message names it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One email or text, as a person would see it, and what its provider knows of it."""

    id: str  # sortable: the order of arrival
    channel: str  # "sms" | "email"
    direction: str  # "out" | "in", seen from the service
    to: str  # several email addresses are joined by ", "
    from_: str
    at: datetime  # the service's time
    status: str
    provider_id: str  # Twilio's SID or SES's message id
    subject: str = ""
    text: str = ""
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    attachments: list[str] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)  # email tags, error code, callback

    def as_json(self) -> dict[str, Any]:
        fields = {name.rstrip("_"): getattr(self, name) for name in self.__slots__}
        return {**fields, "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Message:
        known = {**fields, "from_": fields["from"], "at": datetime.fromisoformat(fields["at"])}
        return cls(**{name: known[name] for name in cls.__slots__ if name in known})


class Mailbox:
    """All messages, oldest first. What was kept before a restart is there after it."""

    def __init__(
        self, folder: Path, now: Callable[[], datetime], changed: Changes | None = None
    ) -> None:
        self.folder = folder
        self.changed = changed or Changes()
        self._now = now
        kept = [*folder.glob("mail/*.json"), *folder.glob("texts/*.json")]
        messages = sorted(map(_read, kept), key=attrgetter("id"))
        self._messages = {message.id: message for message in messages}

    def add_text(
        self,
        *,
        to: str,
        from_: str,
        text: str,
        provider_id: str,
        status: str = "queued",
        direction: str = "out",
        details: dict[str, Any] | None = None,
    ) -> Message:
        return self._keep(
            Message(
                id=self._next_id(),
                channel="sms",
                direction=direction,
                to=to,
                from_=from_,
                at=self._now(),
                status=status,
                provider_id=provider_id,
                text=text,
                details=details or {},
            )
        )

    def add_email(
        self,
        source: bytes,
        *,
        to: str,
        provider_id: str,
        direction: str = "out",
        details: dict[str, Any] | None = None,
    ) -> Message:
        """Keep `source`, a whole RFC 5322 message, for the envelope's recipients `to`."""
        message = Message(
            id=self._next_id(),
            channel="email",
            direction=direction,
            to=to,
            at=self._now(),
            status="sent" if direction == "out" else "received",
            provider_id=provider_id,
            details=details or {},
            **email_parts.read(source),
        )
        write_atomically(self._path(message, "eml"), source)
        return self._keep(message)

    def all(self, to: str | None = None) -> list[Message]:
        """Give the messages, oldest first; `to`: an email in any case, or an exact number."""
        messages = list(self._messages.values())
        if to is None:
            return messages
        wanted = to.casefold()
        return [each for each in messages if wanted in each.to.casefold().split(", ")]

    def get(self, message_id: str) -> Message | None:
        return self._messages.get(message_id)

    def by_provider_id(self, provider_id: str) -> Message | None:
        found = (each for each in self._messages.values() if each.provider_id == provider_id)
        return next(found, None)

    def source(self, message: Message) -> bytes:
        """Give an email as it went over the wire."""
        return self._path(message, "eml").read_bytes()

    def set_status(self, message_id: str, status: str, **details: Any) -> Message:
        message = self._messages[message_id]
        return self._keep(replace(message, status=status, details={**message.details, **details}))

    def _keep(self, message: Message) -> Message:
        text = json.dumps(message.as_json(), ensure_ascii=False, indent=1)
        write_atomically(self._path(message, "json"), text.encode())
        self._messages[message.id] = message
        self.changed.notify()
        return message

    def _path(self, message: Message, kind: str) -> Path:
        folder = "mail" if message.channel == "email" else "texts"
        return self.folder / folder / f"{message.id}.{kind}"

    def _next_id(self) -> str:
        return f"{int(next(reversed(self._messages), '0')) + 1:08d}"


def _read(path: Path) -> Message:
    try:
        return Message.from_json(json.loads(path.read_bytes()))
    except (ValueError, TypeError, KeyError) as error:
        raise MailboxError(f"{path} is no kept message; move it away and start again.") from error
