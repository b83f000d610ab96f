"""Contacts in the table: whose address it is, the stop list, and the consents behind both."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, get_args

from chalicelib import keys
from chalicelib.couples.model import Channel, ContactState, PartnerKey
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, Put

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Contact
    from chalicelib.table import Table, Write


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose address it is. An address that is only on the stop list belongs to no couple."""

    state: ContactState
    couple_id: str | None = None
    partner: PartnerKey | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to (or withdrew) what, from where, in which words, by which act."""

    partner: PartnerKey
    channel: Channel
    act: str  # "confirm button", "STOP", "one-click unsubscribe", ...
    granted: bool
    text_version: str = ""
    ip: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses are found by their keyed hash; only the couple's document holds them in clear."""

    table: Table
    secret: str

    def owner(self, channel: Channel, address: str) -> Owner | None:
        item = self.table.get(self._pk(channel, address), keys.CONTACT, consistent=True)
        if item is None:
            return None
        return Owner(item["state"], item.get("couple"), item.get("partner"))

    def confirm(self, couple_id: str, partner: PartnerKey, contact: Contact) -> Write:
        """The write that makes a contact theirs. Conflicts with somebody else's."""
        pk = self._pk(contact.channel, contact.address)
        belongs = {"couple": couple_id, "partner": partner, "channel": contact.channel}
        held = self.table.get(pk, keys.CONTACT, consistent=True)
        if held is None:
            return Put({"PK": pk, "SK": keys.CONTACT, "state": "confirmed", **belongs}, ABSENT)
        if held.get("couple") not in (None, couple_id) and held["state"] != "stopped":
            raise Conflict(held)
        unmoved = Expect(attributes={"state": held["state"], "couple": held.get("couple")})
        return Change(pk, keys.CONTACT, set={"state": "confirmed", **belongs}, expect=unmoved)

    def forget(self, contact: Contact) -> Write:
        return Delete(self._pk(contact.channel, contact.address), keys.CONTACT)

    def consent(
        self, couple_id: str, consent: Consent, address: str, now: datetime, nonce: str
    ) -> Write:
        """The record of an agreement or of its withdrawal; append-only."""
        key = {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.consent_sk(keys.time_ordered_id(now, nonce)),
        }
        contact = self._pk(consent.channel, address)
        return Put({**key, **asdict(consent), "contact": contact, "at": now.isoformat()}, ABSENT)

    def stop(self, address: str, consent: Consent, now: datetime, nonce: str) -> Owner | None:
        """Put an address on the stop list, whatever else is going on. Returns whose it was.

        One transaction, never conditional on the couple's version: STOP loses no race with an
        edit. It counts the version up, so that a send in progress looks again after its claim.
        """
        owner = self.owner(consent.channel, address)
        pk = self._pk(consent.channel, address)
        listed = Change(pk, keys.CONTACT, set={"state": "stopped"}, expect=None)
        if owner is None or owner.couple_id is None or owner.partner is None:
            self.table.write(listed)
            return owner
        consent = replace(consent, partner=owner.partner)
        record = self.consent(owner.couple_id, consent, address, now, nonce)
        state = self._state_in_couple(owner.couple_id, owner.partner, consent.channel, "stopped")
        try:
            self.table.transact([listed, record, state])
        except Conflict:  # erased or left meanwhile: the stop list is what counts
            self.table.write(listed)
        return owner

    def mark(
        self, couple_id: str, partner: PartnerKey, contact: Contact, state: ContactState
    ) -> None:
        """The provider said no for good: `stopped` or `unreachable`. Nothing if they are gone."""
        pk = self._pk(contact.channel, contact.address)
        change = self._state_in_couple(couple_id, partner, contact.channel, state)
        try:
            self.table.transact([Change(pk, keys.CONTACT, set={"state": state}), change])
        except Conflict:
            return

    def _state_in_couple(
        self, couple_id: str, partner: PartnerKey, channel: Channel, state: ContactState
    ) -> Write:
        path = f"{partner}.contacts.{channel}"
        return Change(
            keys.couple_pk(couple_id),
            keys.COUPLE,
            set={f"{path}.state": state},
            add={"version": 1},
            expect=Expect(attributes={f"{path}.channel": channel}),
        )

    def hashed(self, kind: str, address: str) -> str:
        """A name for an address that gives nothing away: what limits count by."""
        return keys.contact_pk(self.secret, kind, address).removeprefix("CONTACT#")

    def _pk(self, channel: Channel, address: str) -> str:
        return keys.contact_pk(self.secret, channel, address)


def as_channel(word: str) -> Channel | None:
    """The channel of that name, if it is one."""
    return next((channel for channel in get_args(Channel) if channel == word), None)
