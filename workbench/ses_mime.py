"""From a SendEmail request of SES v2 to the message that goes over the wire."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

MOST_HEADERS = 15
TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
# RFC 5322's hard limit. The usual 78 would turn a long List-Unsubscribe link into an
# RFC 2047 encoded word, which no mail program follows.
WIRE = policy.SMTP.clone(max_line_length=998)


class BadRequest(ValueError):  # noqa: N818 - SES's own name: BadRequestException
    """SES would not take this request; the message says why."""


def compose(request: dict[str, Any], message_id: str, at: datetime) -> bytes:
    """Build the whole message as it leaves SES, with its Message-ID and Date."""
    content = request.get("Content") or {}
    try:
        if "Simple" in content:
            email = _simple(request, content["Simple"])
        elif "Raw" in content:
            email = _raw(content["Raw"])
        else:
            raise BadRequest("Content must have Simple or Raw; this sink has no templates.")
        del email["Message-ID"], email["Date"]
        email["Message-ID"] = f"<{message_id}@email.amazonses.com>"
        email["Date"] = format_datetime(at)
        return email.as_bytes(policy=WIRE)
    except KeyError as error:
        raise BadRequest(f"The field {error} is missing.") from error
    except ValueError as error:  # a header with a newline in it, or one too many of its name
        raise BadRequest(str(error)) from error


def recipients(request: dict[str, Any], source: bytes) -> list[str]:
    """Give the bare addresses it goes to: the Destination's, or else those in the headers."""
    named = [each for group in request.get("Destination", {}).values() for each in group]
    if not named:
        email = message_from_bytes(source, EmailMessage, policy=policy.SMTP)
        named = [str(each) for name in ("To", "Cc") for each in email.get_all(name, [])]
    addresses = [address for _, address in getaddresses(named)]
    if not addresses or not all("@" in address for address in addresses):
        raise BadRequest("Missing or invalid destination: every recipient needs an address.")
    return addresses


def tags(request: dict[str, Any]) -> dict[str, list[str]]:
    """Give EmailTags as SES puts them into its events: each name with a list of values."""
    found = {tag["Name"]: [tag["Value"]] for tag in request.get("EmailTags", [])}
    for name, (value,) in found.items():
        if not (TAG.fullmatch(name) and TAG.fullmatch(value)):
            raise BadRequest(f"The tag {name}={value} may hold letters, digits, _ and - only.")
    return found


def _simple(request: dict[str, Any], simple: dict[str, Any]) -> EmailMessage:
    email = EmailMessage(policy=policy.SMTP)
    email["From"] = request["FromEmailAddress"]
    destination = request.get("Destination", {})
    for name, addresses in (
        ("To", destination.get("ToAddresses")),
        ("Cc", destination.get("CcAddresses")),
        ("Reply-To", request.get("ReplyToAddresses")),
    ):
        if addresses:
            email[name] = ", ".join(addresses)
    email["Subject"] = simple["Subject"]["Data"]
    headers = simple.get("Headers", [])
    if len(headers) > MOST_HEADERS:
        raise BadRequest(f"{len(headers)} headers; SES takes {MOST_HEADERS}.")
    for header in headers:
        email[header["Name"]] = header["Value"]
    _add_body(email, simple["Body"])
    for attachment in simple.get("Attachments", []):
        _attach(email, attachment)
    return email


def _add_body(email: EmailMessage, body: dict[str, Any]) -> None:
    parts = [
        (kind, body[name]["Data"])
        for name, kind in (("Text", "plain"), ("Html", "html"))
        if name in body
    ]
    if not parts:
        raise BadRequest("Body must have Text or Html.")
    (kind, content), *others = parts
    email.set_content(content, subtype=kind)
    for kind, content in others:
        email.add_alternative(content, subtype=kind)


def _attach(email: EmailMessage, attachment: dict[str, Any]) -> None:
    name = attachment["FileName"]
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    said = EmailMessage(policy=policy.SMTP)
    said["Content-Type"] = attachment.get("ContentType", guessed)  # parsed: it may have parameters
    content_id = attachment.get("ContentId")
    email.add_attachment(
        _decoded(attachment["RawContent"]),
        maintype=said.get_content_maintype(),
        subtype=said.get_content_subtype(),
        params=dict(said["Content-Type"].params),
        filename=name,
        disposition=attachment.get("ContentDisposition", "ATTACHMENT").lower(),
        cid=f"<{content_id}>" if content_id else None,
    )


def _raw(raw: dict[str, Any]) -> EmailMessage:
    return message_from_bytes(_decoded(raw["Data"]), EmailMessage, policy=policy.SMTP)


def _decoded(blob: str) -> bytes:
    try:
        return base64.b64decode(blob, validate=True)
    except binascii.Error as error:
        raise BadRequest("A blob is not base64.") from error
