"""What SES says of an email that it received: the envelope, and what its own checks found. Pure.

Only this says who sent a mail. Whatever stands in the mail itself, anybody can write there, even
headers that look like SES's. Shapes: SES developer guide, "Contents of notifications for Amazon
SES email receiving".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NULL_SENDERS = {"", "<>", "mailer-daemon@amazonses.com"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One email received."""

    id: str  # SES's own
    at: datetime  # when SES took it
    object_key: str  # in the bucket
    return_path: str  # the envelope's sender, "" for none
    recipients: tuple[str, ...]  # the envelope's
    senders: tuple[str, ...]  # From, as SES reads it
    dmarc: str  # "PASS", "FAIL", "GRAY", "PROCESSING_FAILED"
    spam: str
    virus: str

    def refusal(self) -> str | None:
        """Why it cannot count, whatever it says; None if it may."""
        if self.spam == "FAIL" or self.virus == "FAIL":
            return "spam_or_virus"
        if self.dmarc != "PASS":
            return "dmarc"
        # RFC 3834, 2: nothing is ever answered to the null sender, which is what bounces have.
        if self.return_path.lower() in NULL_SENDERS:
            return "null_sender"
        return None


def read(text: str) -> Receipt | None:
    """The receipt in a message of the topic; None if it tells of something else."""
    try:
        told: Any = json.loads(text)
    except ValueError:  # SNS and SES send words of their own when a topic is set up
        return None
    if not isinstance(told, dict) or told.get("notificationType") != "Received":
        return None
    receipt, mail = told["receipt"], told["mail"]
    if "objectKey" not in receipt.get("action", {}):
        return None
    return Receipt(
        id=mail["messageId"],
        at=datetime.fromisoformat(mail["timestamp"]),
        object_key=receipt["action"]["objectKey"],
        return_path=mail.get("source") or "",
        recipients=_texts(receipt.get("recipients")),
        senders=_texts(mail.get("commonHeaders", {}).get("from")),
        dmarc=_status(receipt, "dmarcVerdict"),
        spam=_status(receipt, "spamVerdict"),
        virus=_status(receipt, "virusVerdict"),
    )


def _status(receipt: Mapping[str, Any], verdict: str) -> str:
    return str(receipt.get(verdict, {}).get("status", ""))


def _texts(values: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(str(one) for one in values or ())
