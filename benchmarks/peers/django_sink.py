"""A Django email backend that writes the MIME, as the SMTP backend does, into our sink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend

from benchmarks.sinks import Sink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

sink = Sink()


class SinkBackend(BaseEmailBackend):
    """Takes everything."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for one in email_messages:
            sink.take(one.to[0], one.message().as_bytes(linesep="\r\n"))
        return len(email_messages)
