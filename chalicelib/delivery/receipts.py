"""What providers report afterwards, in any order, any number of times: forward only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from chalicelib.couples.model import Contact
from chalicelib.delivery.errors import BAD_NUMBERS, OPTED_OUT, OURS
from chalicelib.delivery.model import Report
from chalicelib.delivery.outcomes import COMPLAINT, say_receipt
from chalicelib.delivery.ses import key_of
from chalicelib.delivery.slots import asks, slot_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import ContactState, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.slot import Slot
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.model import LedgerKey, State
    from chalicelib.delivery.slots import Asked
    from chalicelib.delivery.store import Ledger
    from chalicelib.table import Item

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
UNSETTLED = ("claimed", "in_doubt", "unknown")
ENDED = ("delivered", "failed")
SOFT = ("Transient", "Undetermined")
SOFT_BOUNCES = 3


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says became of one attempt."""

    key: LedgerKey
    attempt: str
    state: ReceiptState
    code: str = ""
    contact_becomes: ContactState | None = None

    @property
    def soft(self) -> bool:
        return self.code.startswith(SOFT)

    @property
    def ours(self) -> bool:
        """Our own account or configuration is why. Twilio may take a text, and say so then."""
        return self.state == "failed" and self.code.isdigit() and int(self.code) in OURS

    def report(self, now: datetime) -> Report:
        # A soft bounce of what was delivered is an automatic reply (AWS on soft bounces: General).
        final: tuple[State, ...] = ("delivered",) if self.soft else ()
        facts = {"code": self.code, "receipt_at": now.isoformat()}
        return Report(self.state, facts, final, self.contact_becomes)


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
        return Receipt(key, attempt, "failed", COMPLAINT, "stopped")
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
    put_fallback: Callable[[Slot], None]
    heard: Callable[[str, str, PartnerKey, bool], None]
    passed_on: Callable[[LedgerKey, bool], None]  # ... and whether it arrived
    asked: Asked

    def apply(self, receipt: Receipt, now: datetime) -> None:
        """Reads first and writes only if it moves something; unknown ids change nothing.

        The ledger moves last: a receipt whose consequences failed halfway comes again, and they
        can all be done twice.
        """
        report = receipt.report(now)
        was = self.ledger.awaiting(receipt.key, receipt.attempt, report)
        if was is None:
            say_receipt(receipt, None)
            return
        if receipt.key.pk.startswith("COUPLE#"):
            self._follow_up(receipt, was, now)
        self.ledger.receipt(receipt.key, was, report)
        say_receipt(receipt, was)

    def _follow_up(self, receipt: Receipt, delivery: Item, now: datetime) -> None:
        if delivery["state"] in UNSETTLED and receipt.state != "failed":
            self._settled(receipt.key, delivery, now)
        becomes = receipt.contact_becomes or self._worn_out(receipt, delivery)
        self.passed_on(receipt.key, receipt.state != "failed")
        if becomes is not None:
            self._retire(receipt, delivery, becomes, now)

    def _settled(self, key: LedgerKey, delivery: Item, now: datetime) -> None:
        """An agenda, or a question, of which nobody knew whether it went out has gone out."""
        if asks(delivery) and now.isoformat() < delivery["open_until"]:
            self.asked(*_whose(key), key.sk.split("#")[2], delivery)
        if delivery.get("kind") == "check_in":
            couple_id, reader = _whose(key)
            self.heard(couple_id, delivery["week"], reader, delivery["only_copy"])

    def _worn_out(self, receipt: Receipt, delivery: Item) -> ContactState | None:
        """Three soft bounces of one address in a row are as good as a hard one."""
        if not receipt.soft:
            return None
        couple_id, partner = _whose(receipt.key)
        others = [
            one.get("code", "")
            for one in self.ledger.newest(couple_id, partner)
            if one["SK"] != receipt.key.sk
            and one.get("contact") == delivery.get("contact")
            and one["state"] in ENDED
        ]
        before = [code.startswith(SOFT) for code in others[: SOFT_BOUNCES - 1]]
        return "unreachable" if len(before) == SOFT_BOUNCES - 1 and all(before) else None

    def _retire(self, receipt: Receipt, delivery: Item, state: ContactState, now: datetime) -> None:
        couple_id, key = _whose(receipt.key)
        couple = self.couples.get(couple_id, consistent=True)
        partner = couple.partner(key) if couple else None
        contact = partner.contact(delivery["channel"]) if partner else None
        # They may have another address by now, of which this says nothing.
        if contact is None or self._hashed(contact) != delivery.get("contact"):
            return
        if contact.state in {"confirmed", "unreachable"} and receipt.code != COMPLAINT:
            self._fall_back(receipt.key, delivery, now)
        if contact.state == "confirmed":
            self.contacts.mark(couple_id, key, Contact(contact.channel, contact.address), state)
        self.preferences.refresh(couple_id, now)

    def _fall_back(self, key: LedgerKey, delivery: Item, now: datetime) -> None:
        """What did not reach them goes by their other channel, as long as it is worth anything."""
        slot = slot_from(key, delivery)
        if slot is not None and now < slot.times.good_until:
            self.put_fallback(slot)

    def _hashed(self, contact: Contact) -> str:
        return self.contacts.hashed(contact.channel, contact.address)


def _whose(key: LedgerKey) -> tuple[str, PartnerKey]:
    """Couple and partner of a delivery."""
    return key.pk.removeprefix("COUPLE#"), cast("PartnerKey", key.sk.split("#")[1])
