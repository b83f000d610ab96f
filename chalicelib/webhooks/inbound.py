"""An inbound text's webhook, and the TwiML that answers it in the same breath."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from chalicelib.content.sms_text import segments
from chalicelib.invocation import count
from chalicelib.replies.said import Inbound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.replies.waiting import Waiting

logger = logging.getLogger(__name__)

UNKNOWN_MEDIA = "application/octet-stream"


def answer_to(form: Mapping[str, str], replies: Waiting, now: datetime) -> str:
    """TwiML; an empty answer is an empty <Response/>."""
    words = replies.handle(inbound_of(form), now)
    # No more than that: what somebody's text meant is theirs, too.
    logger.info("a text came in", extra={"outcome": "answered" if words else "no_answer"})
    if words:  # Twilio sends and bills it like any other; the ceilings do not see it (ADR 23)
        count("segments", segments(words))
    return twiml(words)


def inbound_of(form: Mapping[str, str]) -> Inbound:
    """What came. Of pictures and voice only the kind: where they lie is not even read."""
    enclosed = form.get("NumMedia", "0") not in {"", "0"}
    return Inbound(
        id=form.get("MessageSid", ""),
        sender=form.get("From", ""),
        text=form.get("Body", ""),
        opted=form.get("OptOutType", ""),
        media=form.get("MediaContentType0", UNKNOWN_MEDIA) if enclosed else "",
    )


def twiml(words: str) -> str:
    from twilio.twiml.messaging_response import MessagingResponse

    response = MessagingResponse()
    if words:
        response.message(words)
    return str(response)
