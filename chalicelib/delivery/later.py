"""The notice that brings a small note back once, because they texted LATER."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.delivery.model import Draft, LedgerKey, Notice, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.model import Item
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.delivery.store import Ledger

LATER = "later"


class Scheduling(Protocol):
    """What the notice asks of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class LaterDesk:
    """What composing it needs."""

    ledger: Ledger
    find: Callable[[str], Item | None]
    contacts: Contacts
    writer: Writer
    scheduling: Scheduling


@dataclass(frozen=True, slots=True)
class LaterNews:
    """replies.later.BringBack on the send queue. Its cause is the date: that comes back once."""

    queue: NoticeQueue

    def __call__(
        self, couple_id: str, key: PartnerKey, day: str, at: datetime, until: datetime
    ) -> None:
        notice = Notice(keys.couple_pk(couple_id), key, LATER, day, until)
        self.queue.put_notice(notice, not_before=at)


def later(notice: Notice, couple: Couple, desk: LaterDesk, now: datetime) -> Draft | Refusal:
    """The very note of that date, by text, if they still want notes at all."""
    key = notice.partner
    partner = dict(couple.partners()).get(key)
    if partner is None or not partner.small.on:
        return Refusal("dropped", "no small notes wanted")
    contact = partner.contact("sms")
    if partner.paused_on(now.astimezone(ZoneInfo(partner.zone)).date()):
        return Refusal("skipped", "paused")
    if contact is None or contact.state != "confirmed":
        return Refusal("skipped", "the channel is not confirmed")
    if not desk.scheduling.may_text(partner, now):
        return Refusal("skipped", "outside their hours for texts")
    note = _note(notice, desk)
    if not note:
        return Refusal("dropped", "gone from the library")
    message = (
        desk.writer.nudge(note[0], couple, key, contact)
        if len(note) == 1
        else desk.writer.date(note, couple, key, contact, date.fromisoformat(notice.cause), "")
    )
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    return Draft(message, {"channel": "sms", "contact": hashed}, couple.version)


def _note(notice: Notice, desk: LaterDesk) -> list[Item]:
    """What that date's slot said, on whichever channel it went in the end; a date's ideas."""
    sk = keys.delivery_sk(notice.partner, notice.cause, "small")
    for one in (sk, keys.fallback_sk(sk)):
        delivery = desk.ledger.find(LedgerKey(notice.pk, one)) or {}
        if "item" in delivery:
            ids = delivery.get("ideas") or [delivery["item"]]
            return [item for each in ids if (item := desk.find(each))]
    return []
