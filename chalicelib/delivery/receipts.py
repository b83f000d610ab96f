"""What providers report afterwards, in any order, any number of times: forward only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from chalicelib.couples.model import Contact
from chalicelib.delivery.errors import BAD_NUMBERS, OPTED_OUT
from chalicelib.delivery.ses import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import ContactState, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.model import LedgerKey
    from chalicelib.delivery.store import Ledger

ReceiptState = Literal["sent", "delivered", "failed"]

TWILIO_STATES: Mapping[str, ReceiptState] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
SES_STATES: Mapping[str, ReceiptState] = {
    "Send": "sent",
    "Delivery": "delivered",
    "Bounce": "failed",
    "Complaint": "failed",
    "Reject": "failed",
    "Rendering Failure": "failed",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says became of one attempt."""

    key: LedgerKey
    attempt: str
    state: ReceiptState
    code: str = ""
    contact_becomes: ContactState | None = None


def from_twilio(key: LedgerKey, attempt: str, form: Mapping[str, str]) -> Receipt | None:
    """A status callback; None for a status that moves nothing."""
    state = TWILIO_STATES.get(form.get("MessageStatus", ""))
    if state is None:
        return None
    code = form.get("ErrorCode", "")
    becomes: ContactState | None = None
    if code.isdigit():
        becomes = "unreachable" if int(code) in BAD_NUMBERS else None
        becomes = "stopped" if int(code) == OPTED_OUT else becomes
    return Receipt(key, attempt, state, code, becomes)


def from_ses(event: Mapping[str, Any]) -> Receipt | None:
    """An SES event; None for one that moves nothing or is not about a delivery of ours."""
    state = SES_STATES.get(event.get("eventType", ""))
    tags = event.get("mail", {}).get("tags", {})
    try:
        key, attempt = key_of(tags["delivery"][0]), str(tags["attempt"][0])
    except (KeyError, IndexError, ValueError):
        return None
    if state is None:
        return None
    if event["eventType"] == "Complaint":
        return Receipt(key, attempt, "failed", "complaint", "stopped")
    if event["eventType"] == "Bounce":
        bounce = event.get("bounce", {})
        hard = bounce.get("bounceType") == "Permanent"
        code = f"{bounce.get('bounceType')}/{bounce.get('bounceSubType')}"
        return Receipt(key, attempt, "failed", code, "unreachable" if hard else None)
    return Receipt(key, attempt, state)


@dataclass(frozen=True, slots=True)
class Receipts:
    """Moves deliveries, and takes addresses out of use that are no use any more."""

    ledger: Ledger
    couples: Couples
    contacts: Contacts
    preferences: Preferences

    def apply(self, receipt: Receipt, now: datetime) -> None:
        """Reads first and writes only if it moves something; unknown ids change nothing."""
        facts = {"code": receipt.code, "receipt_at": now.isoformat()}
        moved = self.ledger.receipt(receipt.key, receipt.attempt, receipt.state, facts)
        if moved and receipt.contact_becomes is not None:
            self._retire(receipt, receipt.contact_becomes, now)

    def _retire(self, receipt: Receipt, state: ContactState, now: datetime) -> None:
        delivery = self.ledger.find(receipt.key)
        if delivery is None or not receipt.key.pk.startswith("COUPLE#"):
            return
        couple_id = receipt.key.pk.removeprefix("COUPLE#")
        key = cast("PartnerKey", receipt.key.sk.split("#")[1])
        couple = self.couples.get(couple_id, consistent=True)
        partner = couple.partner(key) if couple else None
        contact = partner.contact(delivery["channel"]) if partner else None
        if contact is None or contact.state != "confirmed":
            return
        # They may have another address by now, of which this says nothing.
        if self.contacts.hashed(contact.channel, contact.address) == delivery.get("contact"):
            self.contacts.mark(couple_id, key, Contact(contact.channel, contact.address), state)
            self.preferences.refresh(couple_id, now)
