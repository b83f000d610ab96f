"""An email as it came: who wrote it, what they wrote themselves, and what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, Any, cast

from chalicelib.mail_in.automatic import automatic
from chalicelib.mail_in.html_text import seen
from chalicelib.mail_in.own_words import Own, own

if TYPE_CHECKING:
    from collections.abc import Collection

MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,250}>")  # RFC 5322, 3.6.4: one, and no blank in it
# Re: as mail programs write it, each in its language; then Fwd: likewise.
ANSWERS = re.compile(r"(?:re|aw|sv|antw|rif|res|odp|vs|ynt)\s*:", re.IGNORECASE)
HANDS_ON = re.compile(
    r"(?:(?:re|aw|sv)\s*:\s*)*(?:fwd?|wg|tr|rv|enc|doorst|vb|vl|i)\s*:", re.IGNORECASE
)
LONGEST_SUBJECT = 120  # characters
LONGEST_HEADER = 2_000  # characters; the standard library's parser takes the square of them
MOST_DASHES = 1_000  # lines that may part a mail; a real one has a handful
# What the standard library's parser raises for headers and bodies that are not as they should be.
BROKEN = (
    MessageError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
)


class Bounded(EmailPolicy):
    """Reads the beginning of a header that goes on and on."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST_HEADER])


class UnreadableError(Exception):
    """Not an email that can be read; nobody's words are in the message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What there is to know of it."""

    senders: tuple[str, ...]  # the addresses in From
    message_id: str  # "" if it has none that can be quoted
    subject: str  # only that of an answer, "Re: ..."; else ""
    automatic: str | None  # why nobody typed it
    own: Own
    media: str  # the type of the first thing enclosed, "" for none


def read(source: bytes, ours: Collection[str]) -> Letter:
    """Raises UnreadableError."""
    if source.count(b"\n--") > MOST_DASHES:
        raise UnreadableError("unreadable, parts")
    try:
        mail = message_from_bytes(source, EmailMessage, policy=Bounded())
        return _read(cast("EmailMessage", mail), ours)
    except BROKEN as error:
        raise UnreadableError(f"unreadable, {type(error).__name__}") from None


def _read(mail: EmailMessage, ours: Collection[str]) -> Letter:
    subject = " ".join(str(mail["Subject"] or "").split())
    enclosed = [part.get_content_type() for part in mail.iter_attachments()]
    whole = own(_text(mail), ours)
    handed_on = whole.forwarded or bool(HANDS_ON.match(subject)) or "message/rfc822" in enclosed
    return Letter(
        senders=_senders(mail),
        message_id=_message_id(mail),
        subject=subject[:LONGEST_SUBJECT] if ANSWERS.match(subject) else "",
        automatic=automatic(mail),
        own=Own(whole.words, handed_on),
        media=_media(mail, enclosed),
    )


def _senders(mail: EmailMessage) -> tuple[str, ...]:
    """Of the one From there is: two of them are nobody's, nor is one that is cut short."""
    found = [str(value) for name, value in mail.raw_items() if name.lower() == "from"]
    if len(found) != 1 or len(found[0]) > LONGEST_HEADER:
        return ()
    return tuple(one.addr_spec for one in mail["From"].addresses)


def _message_id(mail: EmailMessage) -> str:
    raw = next((str(v) for name, v in mail.raw_items() if name.lower() == "message-id"), "")
    return raw.strip() if MESSAGE_ID.fullmatch(raw.strip()) else ""


def _text(mail: EmailMessage) -> str:
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    words = _content(plain) if plain is not None else ""
    return words if words.strip() or html is None else seen(_content(html))


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content(errors="replace"))
    except LookupError:  # a character set that nobody knows
        content = part.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _media(mail: EmailMessage, enclosed: list[str]) -> str:
    if not mail.is_multipart() and mail.get_content_maintype() != "text":
        return mail.get_content_type()
    return next((one for one in enclosed if not one.startswith("text/calendar")), "")
