"""A due slot on its way out: is it still wanted, what does it say, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from chalicelib.content.pick import pick_small
from chalicelib.couples.model import Contact
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.model import Draft, LedgerKey, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import ContactState, Couple, Partner
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.slot import Slot, SlotTimes
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import SendError
    from chalicelib.delivery.store import Ledger
    from chalicelib.table import Item


class Scheduling(Protocol):
    """What a slot is held against: does anybody still want it, and may they be texted now."""

    def wanted(self, couple: Couple, slot: Slot) -> SlotTimes | None: ...
    def unplanned(self, existing: Sequence[Item], slot: Slot) -> Sequence[Item]: ...
    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class SlotDesk:
    """What composing a slot needs."""

    library: Library
    ledger: Ledger
    agendas: Agendas
    writer: Writer
    contacts: Contacts
    preferences: Preferences
    scheduling: Scheduling


@dataclass(frozen=True, slots=True)
class SlotErrand:
    """One slot (delivery.send.Errand)."""

    slot: Slot
    desk: SlotDesk

    @property
    def key(self) -> LedgerKey:
        return slot_key(self.slot)

    @property
    def couple_id(self) -> str:
        return self.slot.couple_id

    @property
    def good_until(self) -> datetime:
        return self.slot.times.good_until

    def draft(self, couple: Couple | None, now: datetime) -> Draft | Refusal:
        slot = self.slot
        partner = couple.partner(slot.partner) if couple else None
        if couple is None or partner is None:
            return Refusal("dropped", "gone")
        times = self.desk.scheduling.wanted(couple, slot)
        if times is None:
            return Refusal("dropped", "no longer asked for")
        if slot.times.due_at != times.due_at > now:
            self._put_back(now)
            return Refusal("dropped", "moved to later")
        contact = self._contact(partner, times, now)
        if isinstance(contact, Refusal):
            return contact
        draft = (
            self._small(couple, contact)
            if slot.rhythm == "small"
            else self._check_in(couple, contact, now)
        )
        return replace(draft, good_until=times.good_until) if isinstance(draft, Draft) else draft

    def _contact(self, partner: Partner, times: SlotTimes, now: datetime) -> Contact | Refusal:
        """Where this slot goes now, or why it does not."""
        rhythm = partner.small if self.slot.rhythm == "small" else partner.check_in
        contact = partner.contact(rhythm.channel)
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
        """An agenda that went out has been heard by its reader."""
        if self.slot.rhythm == "check_in":
            record, slot = draft.record, self.slot
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

    def _small(self, couple: Couple, contact: Contact) -> Draft | Refusal:
        key = self.slot.partner
        newest = self.desk.ledger.newest(couple.id, key)
        pick = pick_small(self.desk.library.items, couple, key, newest)
        if pick is None:
            return Refusal("skipped", "nothing in the library fits")
        message = self.desk.writer.nudge(pick.item, couple, key, contact)
        return Draft(message, {**self._record(contact), **pick.record()}, couple.version)

    def _check_in(self, couple: Couple, contact: Contact, now: datetime) -> Draft:
        key = self.slot.partner
        plan = self.desk.agendas.of_week(couple, self.slot.times.local_date, now)
        context = self.desk.agendas.context(couple, plan, key, now)
        message = self.desk.writer.to_partner("check_in", couple, key, contact, **context)
        other = couple.other(key)
        facts = {
            "kind": "check_in",
            "week": plan.week,
            "only_copy": other is None or not other.gets_agendas,
        }
        return Draft(message, {**self._record(contact), **facts}, couple.version)

    def _record(self, contact: Contact) -> dict[str, str | int]:
        return {
            "channel": contact.channel,
            "contact": self.desk.contacts.hashed(contact.channel, contact.address),
            "due_at": self.slot.times.due_at.isoformat(),
            "rev": self.slot.rev,
        }
