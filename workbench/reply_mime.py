"""An answer as a mail program on a phone writes it: own words, a signature, the whole original."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.messages import Message

WIRE = policy.SMTP.clone(max_line_length=998)
SIGNATURE = "Sent from my pretend mailbox"


def compose(mail: Message, *, sender: str, to: str, words: str, at: datetime, name: str) -> bytes:
    """The whole message as it reaches SES. `name` makes its Message-ID."""
    email = EmailMessage(policy=policy.SMTP)
    email["Return-Path"] = f"<{sender}>"
    email["From"], email["To"] = sender, to
    email["Subject"] = mail.subject if mail.subject.startswith("Re: ") else f"Re: {mail.subject}"
    email["Date"] = format_datetime(at)
    email["Message-ID"] = f"<{name}@mailbox.example>"
    answered = mail.headers.get("Message-ID", "")
    if answered:
        email["In-Reply-To"] = email["References"] = answered
    heading = f"On {mail.at:%a, %d %b %Y at %H:%M}, {mail.from_} wrote:"
    quoted = "\n".join(f"> {line}".rstrip() for line in mail.text.splitlines())
    email.set_content(f"{words}\n\n-- \n{SIGNATURE}\n\n{heading}\n{quoted}\n")
    email.add_alternative(
        f'<div dir="ltr">{escape(words)}</div><br>-- <br>{SIGNATURE}<br>'
        f'<div class="gmail_quote"><div class="gmail_attr">{escape(heading)}<br></div>'
        f"<blockquote>{mail.html or escape(mail.text)}</blockquote></div>",
        subtype="html",
    )
    return email.as_bytes(policy=WIRE)
