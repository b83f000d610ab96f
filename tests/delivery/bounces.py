"""What providers report of a message that was sent, in their own shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.delivery.receipts import Receipt, from_ses, from_twilio
from chalicelib.delivery.ses import tag_of

if TYPE_CHECKING:
    from chalicelib.delivery.model import Envelope


def bounce(envelope: Envelope, kind: str = "Permanent") -> Receipt:
    tags = {"delivery": [tag_of(envelope.key)], "attempt": [envelope.attempt]}
    detail = {"bounceType": kind, "bounceSubType": "General"}
    receipt = from_ses({"eventType": "Bounce", "mail": {"tags": tags}, "bounce": detail})
    assert receipt is not None
    return receipt


def complaint(envelope: Envelope) -> Receipt:
    tags = {"delivery": [tag_of(envelope.key)], "attempt": [envelope.attempt]}
    receipt = from_ses({"eventType": "Complaint", "mail": {"tags": tags}})
    assert receipt is not None
    return receipt


def undelivered(envelope: Envelope, code: str) -> Receipt:
    form = {"MessageStatus": "undelivered", "ErrorCode": code}
    receipt = from_twilio(envelope.key, envelope.attempt, form)
    assert receipt is not None
    return receipt
