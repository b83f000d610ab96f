"""The notice that somebody asked, in a session by text, to change where things come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from chalicelib.content.words import clock_words, date_words
from chalicelib.delivery.model import Draft, Notice, Refusal

if TYPE_CHECKING:
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Couple, Partner
    from chalicelib.delivery.letters import Writer

UNLOCKING = "unlocking"


class Scheduling(Protocol):
    """What the notice asks of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class UnlockingDesk:
    """What composing it needs."""

    contacts: Contacts
    writer: Writer
    scheduling: Scheduling


def unlocking(
    notice: Notice, couple: Couple, desk: UnlockingDesk, now: datetime
) -> Draft | Refusal:
    """To the phone: whoever has it can still say no."""
    partner = couple.partner(notice.partner)
    if partner is None or partner.unlocked_from != notice.cause:
        return Refusal("dropped", "taken back")
    contact = partner.contact("sms")
    if contact is None or contact.state != "confirmed":
        return Refusal("skipped", "the channel is not confirmed")
    if not desk.scheduling.may_text(partner, now):
        return Refusal("later", "outside their hours for texts")
    local = datetime.fromisoformat(notice.cause).astimezone(ZoneInfo(partner.zone))
    at = f"{date_words(local)}, {clock_words(f'{local:%H:%M}')}"
    message = desk.writer.to_partner("unlocking", couple, notice.partner, contact, at=at)
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    return Draft(message, {"channel": "sms", "contact": hashed}, couple.version)
