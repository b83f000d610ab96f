"""SES's sending events, in the shape in which its configuration sets publish them to SNS.

The shapes are those of "Contents of event data that Amazon SES publishes to Amazon SNS"
in the SES developer guide.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.messages import Message

DELAYED_UNTIL_GIVEN_UP = timedelta(hours=14)
SIMULATOR = re.compile(r"(\w+)(\+[^@]*)?@simulator\.amazonses\.com", re.IGNORECASE)

# What follows a message to one of the mailbox simulator's addresses, in order.
SIMULATED: dict[str, tuple[str, ...]] = {
    "bounce": ("send", "bounce"),
    "complaint": ("send", "delivery", "complaint"),
    "suppressionlist": ("send", "suppressed"),
}

# The status a message has once the event happened.
STATUS = {
    "send": "sent",
    "delivery": "delivered",
    "delay": "delayed",
    "bounce": "bounced",
    "soft_bounce": "bounced_softly",
    "suppressed": "bounced",
    "complaint": "complaint",
}


def kinds_for(address: str) -> tuple[str, ...]:
    """Say what happens to a message to `address`, in order."""
    simulated = SIMULATOR.fullmatch(address)
    found = SIMULATED.get(simulated[1].lower()) if simulated else None
    return found or ("send", "delivery")


def event(kind: str, message: Message, at: datetime) -> dict[str, Any]:
    """Give the event that tells of `kind` (a key of STATUS) happening to `message` at `at`."""
    event_type, detail_name, detail = _DETAILS[kind](message.to.split(", "), at)
    return {"eventType": event_type, "mail": _mail(message), detail_name: detail}


def stamp(moment: datetime) -> str:
    """Write a time as SES does: 2026-11-22T21:00:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _mail(message: Message) -> dict[str, Any]:
    headers = message.headers
    return {
        "timestamp": stamp(message.at),
        "source": message.from_,
        "sendingAccountId": "000000000000",
        "messageId": message.provider_id,
        "destination": message.to.split(", "),
        "headersTruncated": False,
        "headers": [{"name": name, "value": value} for name, value in headers.items()],
        "commonHeaders": {
            "from": [message.from_],
            "to": message.to.split(", "),
            "messageId": message.provider_id,
            "subject": message.subject,
        },
        "tags": message.details.get("tags", {}),
    }


Detail = tuple[str, str, dict[str, Any]]  # eventType, the detail's name in the event, the detail


def _send(_to: list[str], _at: datetime) -> Detail:
    return "Send", "send", {}


def _delivery(to: list[str], at: datetime) -> Detail:
    detail = {
        "timestamp": stamp(at),
        "processingTimeMillis": 512,
        "recipients": to,
        "smtpResponse": "250 2.0.0 OK",
        "remoteMtaIp": "127.0.0.1",
        "reportingMTA": "a8-1.smtp-out.amazonses.com",
    }
    return "Delivery", "delivery", detail


def _delay(to: list[str], at: datetime) -> Detail:
    why = {"status": "4.4.1", "diagnosticCode": "smtp; 421 4.4.1 Unable to connect to remote host"}
    detail = {
        "timestamp": stamp(at),
        "delayType": "TransientCommunicationFailure",
        "expirationTime": stamp(at + DELAYED_UNTIL_GIVEN_UP),
        "delayedRecipients": [{"emailAddress": address, **why} for address in to],
    }
    return "DeliveryDelay", "deliveryDelay", detail


def _bounced(
    bounce_type: str, sub_type: str, status: str, diagnosis: str
) -> Callable[[list[str], datetime], Detail]:
    why = {"action": "failed", "status": status, "diagnosticCode": diagnosis}

    def detail(to: list[str], at: datetime) -> Detail:
        bounce = {
            "feedbackId": _feedback_id(),
            "bounceType": bounce_type,
            "bounceSubType": sub_type,
            "bouncedRecipients": [{"emailAddress": address, **why} for address in to],
            "timestamp": stamp(at),
            "reportingMTA": "dns; amazonses.com",
        }
        return "Bounce", "bounce", bounce

    return detail


def _complaint(to: list[str], at: datetime) -> Detail:
    detail = {
        "feedbackId": _feedback_id(),
        "complaintSubType": None,
        "complainedRecipients": [{"emailAddress": address} for address in to],
        "timestamp": stamp(at),
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": stamp(at),
    }
    return "Complaint", "complaint", detail


def _feedback_id() -> str:
    return f"{uuid.uuid4().hex[:16]}-{uuid.uuid4()}-000000"


_DETAILS: dict[str, Callable[[list[str], datetime], Detail]] = {
    "send": _send,
    "delivery": _delivery,
    "delay": _delay,
    "bounce": _bounced("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown"),
    "soft_bounce": _bounced("Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full"),
    "suppressed": _bounced(
        "Permanent", "Suppressed", "5.1.1", "Amazon SES did not send: on the suppression list"
    ),
    "complaint": _complaint,
}
