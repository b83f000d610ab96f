"""Mail that a machine sent: auto-replies, lists, bounces. It is neither kept nor answered. Pure.

RFC 3834 asks of whoever answers mail by itself that nothing automatic is ever answered: two such
machines would write to each other for ever. RFC 2369 and 2919 are the headers of lists, RFC 3462
that of bounces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import EmailMessage

BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
# Not of any RFC: what Exchange, cPanel, Postfix' vacation and others write.
WRITTEN_BY_MACHINES = {"x-autoreply", "x-autorespond", "x-auto-reply", "x-loop"}
REPORT = {"multipart/report", "message/delivery-status", "message/disposition-notification"}
METHOD = re.compile(rb"^METHOD:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
PUBLISH = "PUBLISH"  # what our own calendar files say: somebody may forward one


def automatic(mail: EmailMessage) -> str | None:
    """Why nobody typed this mail, as a word for the log; None if somebody may have."""
    for name, raw in mail.raw_items():
        found = _header(name.lower(), str(raw).strip().lower())
        if found:
            return found
    kinds = {part.get_content_type() for part in mail.walk()}
    if kinds & REPORT:
        return "report"
    return "calendar" if _methods(mail.walk()) - {PUBLISH} else None


def _header(name: str, value: str) -> str | None:
    if name == "auto-submitted" and value.partition(";")[0].strip() != "no":
        return "auto_submitted"
    if name == "precedence" and value in BULK:
        return "precedence"
    if name.startswith("list-"):
        return "list"
    if name == "x-auto-response-suppress" and value != "none":
        return "suppress"
    if name == "return-path" and value == "<>":
        return "null_sender"
    return "autoreply" if name in WRITTEN_BY_MACHINES and value not in {"", "no"} else None


def _methods(parts: Iterable[EmailMessage]) -> set[str]:
    """Of calendar files: REPLY is what a phone sends when somebody taps "Accept" (RFC 5546)."""
    found = set()
    for part in parts:
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            said = METHOD.search(content) if isinstance(content, bytes) else None
            method = said[1].decode() if said else str(part.get_param("method") or PUBLISH)
            found.add(method.upper())
    return found
