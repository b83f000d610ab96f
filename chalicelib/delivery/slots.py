"""A due slot on its way out: is it still wanted, what does it say, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from chalicelib import keys
from chalicelib.couples.model import CHANNELS, Contact
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.model import Draft, LedgerKey, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import (
        Channel,
        ContactState,
        Couple,
        Partner,
        PartnerKey,
        Rhythm,
    )
    from chalicelib.couples.preferences import Preferences
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.invitation import Invitations
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import SendError
    from chalicelib.delivery.small_notes import SmallNotes
    from chalicelib.delivery.store import Ledger
    from chalicelib.table import Item


class Scheduling(Protocol):
    """What a slot is held against: does anybody still want it, and may they be texted now."""

    def wanted(self, couple: Couple, slot: Slot) -> SlotTimes | None: ...
    def unplanned(self, existing: Sequence[Item], slot: Slot) -> Sequence[Item]: ...
    def may_text(self, partner: Partner, now: datetime) -> bool: ...


class Asked(Protocol):
    """A text went out that asks which date they would like: from now on its digits mean that."""

    def __call__(
        self, couple_id: str, key: PartnerKey, day: str, record: Mapping[str, Any]
    ) -> None: ...


SLOT_PARTS = 4  # DELIVERY#partner#date#rhythm


@dataclass(frozen=True, slots=True)
class SlotDesk:
    """What composing a slot needs."""

    notes: SmallNotes
    ledger: Ledger
    agendas: Agendas
    invitations: Invitations
    writer: Writer
    contacts: Contacts
    preferences: Preferences
    scheduling: Scheduling
    asked: Asked
    put_fallback: Callable[[Slot], None]


@dataclass(frozen=True, slots=True)
class SlotErrand:
    """One slot (delivery.send.Errand). As a `fallback` it goes by the partner's other channel."""

    slot: Slot
    desk: SlotDesk
    fallback: bool = False

    @property
    def key(self) -> LedgerKey:
        key = slot_key(self.slot)
        return LedgerKey(key.pk, keys.fallback_sk(key.sk)) if self.fallback else key

    @property
    def couple_id(self) -> str:
        return self.slot.couple_id

    @property
    def good_until(self) -> datetime:
        return self.slot.times.good_until

    @property
    def facts(self) -> Mapping[str, Any]:
        return {
            "due_at": self.slot.times.due_at.isoformat(),
            "good_until": self.slot.times.good_until.isoformat(),
            "rev": self.slot.rev,
        }

    def draft(self, couple: Couple | None, now: datetime) -> Draft | Refusal:
        slot = self.slot
        if couple is not None and self.fallback:
            couple = on_the_other_channel(couple, slot, self._first_try().get("channel"))
        partner = couple.partner(slot.partner) if couple else None
        if couple is None or partner is None:
            return Refusal("dropped", "gone")
        times = self.desk.scheduling.wanted(couple, slot)
        if times is None:
            return Refusal("dropped", "no longer asked for")
        if slot.times.due_at != times.due_at > now and not self.fallback:
            self._put_back(now)
            return Refusal("dropped", "moved to later")
        contact = self._contact(partner, times, now)
        if isinstance(contact, Refusal):
            return contact
        draft = (
            self._small(couple, contact, now)
            if slot.rhythm == "small"
            else self._check_in(couple, contact, now)
        )
        return replace(draft, good_until=times.good_until) if isinstance(draft, Draft) else draft

    def _contact(self, partner: Partner, times: SlotTimes, now: datetime) -> Contact | Refusal:
        """Where this slot goes now, or why it does not."""
        contact = partner.contact(partner.channel_of(self.slot.rhythm))
        if now >= times.good_until:
            return Refusal("expired", "too late")
        if partner.paused_on(self.slot.times.local_date):
            return Refusal("skipped", "paused")
        if contact is None or contact.state != "confirmed":
            return Refusal("skipped", "the channel is not confirmed")
        if contact.channel == "sms" and not self.desk.scheduling.may_text(partner, now):
            return Refusal("skipped", "outside their hours for texts")
        return contact

    def _put_back(self, now: datetime) -> None:
        """The slot was moved to later after it had been queued: its date is still to have one."""
        unplanned = self.desk.scheduling.unplanned
        self.desk.preferences.edit(
            self.slot.couple_id,
            lambda couple: couple,
            now,
            entries=lambda standing: unplanned(standing, self.slot),
        )

    def sent(self, draft: Draft) -> None:
        """An agenda that went out has been heard by its reader; a date's text asks for a digit."""
        record, slot = draft.record, self.slot
        if asks(record):
            day = slot.times.local_date.isoformat()
            self.desk.asked(slot.couple_id, slot.partner, day, record)
        if slot.rhythm == "check_in":
            self.desk.agendas.heard(
                slot.couple_id, record["week"], slot.partner, only_copy=record["only_copy"]
            )

    def refused(self, draft: Draft, error: SendError, now: datetime) -> None:
        """An address that can no longer be used is not tried again."""
        contact = Contact(draft.message.channel, draft.message.to)
        if error.stops or error.bad_address:
            state: ContactState = "stopped" if error.stops else "unreachable"
            self.desk.contacts.mark(self.slot.couple_id, self.slot.partner, contact, state)
            self.desk.preferences.refresh(self.slot.couple_id, now)
            if not self.fallback:
                self.desk.put_fallback(self.slot)

    def _small(self, couple: Couple, contact: Contact, now: datetime) -> Draft | Refusal:
        first = self._first_try() if self.fallback else {}
        found = self.desk.notes.compose(self.slot, couple, contact, first, now)
        if found is None:
            return Refusal("skipped", "nothing in the library fits")
        message, record = found
        return Draft(message, {**self._record(contact), **record}, couple.version)

    def _first_try(self) -> Item:
        """The delivery that a fallback follows. It failed a moment ago: read consistently."""
        return self.desk.ledger.find(slot_key(self.slot)) or {}

    def _check_in(self, couple: Couple, contact: Contact, now: datetime) -> Draft | Refusal:
        key = self.slot.partner
        plan = self.desk.agendas.of_week(couple, self.slot.times.local_date, now)
        if plan.state == "off" or (plan.sequence and plan.ends <= now):
            return Refusal("skipped", "this week's check-in is off, or was earlier")
        context = self.desk.agendas.context(couple, plan, key, now)
        message = self.desk.writer.to_partner("check_in", couple, key, contact, **context)
        if contact.channel == "email":
            file = self.desk.invitations.file(couple, plan, context["agenda_url"], now)
            message = replace(message, attachments=(file,))
        other = couple.other(key)
        facts = {
            "kind": "check_in",
            "week": plan.week,
            "sequence": plan.sequence,
            "only_copy": other is None or not other.gets_agendas,
        }
        return Draft(message, {**self._record(contact), **facts}, couple.version)

    def _record(self, contact: Contact) -> dict[str, Any]:
        hashed = self.desk.contacts.hashed(contact.channel, contact.address)
        return {"channel": contact.channel, "contact": hashed, **self.facts}


def asks(record: Mapping[str, Any]) -> bool:
    """Whether a delivery shows digits to answer with."""
    return "ideas" in record and record["channel"] == "sms"


def on_the_other_channel(couple: Couple, slot: Slot, failed: Channel | None) -> Couple:
    """The couple as if this slot's rhythm came by the channel on which it did not fail."""
    partner = couple.partner(slot.partner)
    if partner is None:
        return couple
    tried = failed or partner.channel_of(slot.rhythm)
    other = next(channel for channel in CHANNELS if channel != tried)
    return couple.using(slot.partner, slot.rhythm, other)


def slot_from(key: LedgerKey, record: Mapping[str, Any]) -> Slot | None:
    """The slot of a delivery, None if it was a notice, a fallback or kept by an older version."""
    parts = key.sk.split("#")
    if not key.sk.startswith(keys.DELIVERY) or len(parts) != SLOT_PARTS:
        return None
    if "good_until" not in record:
        return None
    _, partner, day, rhythm = parts
    times = SlotTimes(
        date.fromisoformat(day),
        datetime.fromisoformat(record["due_at"]),
        datetime.fromisoformat(record["good_until"]),
    )
    couple_id = key.pk.removeprefix("COUPLE#")
    return Slot(
        couple_id, cast("PartnerKey", partner), cast("Rhythm", rhythm), times, record["rev"]
    )
