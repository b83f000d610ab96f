"""An inbound text's webhook, and the TwiML that answers it in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.replies.handle import Inbound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.replies.handle import Replies


def answer_to(form: Mapping[str, str], replies: Replies, now: datetime) -> str:
    """TwiML; an empty answer is an empty <Response/>."""
    from twilio.twiml.messaging_response import MessagingResponse

    inbound = Inbound(
        id=form.get("MessageSid", ""),
        sender=form.get("From", ""),
        text=form.get("Body", ""),
        opted=form.get("OptOutType", ""),
    )
    response = MessagingResponse()
    words = replies.handle(inbound, now)
    if words:
        response.message(words)
    return str(response)
