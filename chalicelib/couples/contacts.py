"""Contacts in the table: whose address it is, the stop list, and the consents behind both."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import Contact, other_of
from chalicelib.invocation import count
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, OneOf, Put

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel, ContactState, PartnerKey
    from chalicelib.table import Table, Write

TRIES = 5


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
    words: str = ""  # that were shown, as they were; the version says which ones of ours


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
        whose = {"couple": held.get("couple"), "partner": held.get("partner")}
        if held["state"] == "confirmed" and whose != {"couple": couple_id, "partner": partner}:
            raise Conflict(held)
        unmoved = Expect(attributes={"state": held["state"], **whose})
        return Change(pk, keys.CONTACT, set={"state": "confirmed", **belongs}, expect=unmoved)

    def forget(
        self, couple_id: str, partner: PartnerKey, contact: Contact, *, listed: bool = False
    ) -> list[Write]:
        """The writes that let an address of theirs go. One that is stopped, or is to be `listed`,
        stays on the stop list, as nobody's."""
        owner = self.owner(contact.channel, contact.address)
        if owner is None or (owner.couple_id, owner.partner) != (couple_id, partner):
            return []
        pk = self._pk(contact.channel, contact.address)
        unmoved = _theirs(couple_id, partner, owner.state)
        if listed or owner.state == "stopped":
            nobodys, stopped = ("couple", "partner", "channel"), {"state": "stopped"}
            return [Change(pk, keys.CONTACT, set=stopped, remove=nobodys, expect=unmoved)]
        return [Delete(pk, keys.CONTACT, unmoved)]

    def hand_over(self, couple_id: str, partner: PartnerKey, contact: Contact) -> Write:
        """The write that leaves a shared mailbox to the other of the two. Conflicts if it was
        stopped, or is not this partner's."""
        pk = self._pk(contact.channel, contact.address)
        theirs = _theirs(couple_id, partner, "confirmed")
        return Change(pk, keys.CONTACT, set={"partner": other_of(partner)}, expect=theirs)

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
        listed = Change(
            self._pk(consent.channel, address), keys.CONTACT, set={"state": "stopped"}, expect=None
        )
        for _ in range(TRIES):
            owner = self.owner(consent.channel, address)
            try:
                self.table.transact([listed, *self._stopped(owner, address, consent, now, nonce)])
            except Conflict:  # another transaction is at the same items, or they just left
                continue
            if owner is None or owner.state != "stopped":
                count("opt_outs")
            return owner
        self.table.write(listed)  # they are gone: the stop list is what counts
        return None

    def mark(
        self, couple_id: str, partner: PartnerKey, contact: Contact, state: ContactState
    ) -> None:
        """The provider said no for good: `stopped` or `unreachable`. Nothing if they are gone.

        Raises Conflict if other transactions are at the same items all the time.
        """
        pk = self._pk(contact.channel, contact.address)
        usable = _theirs(couple_id, partner, OneOf(("confirmed", "unreachable")))
        marked = Change(pk, keys.CONTACT, set={"state": state}, expect=usable)
        in_couple = self._state_in_couple(couple_id, partner, contact, state)
        for _ in range(TRIES):
            try:
                self.table.transact([marked, in_couple])
            except Conflict as conflict:
                if conflict.item is not None or not self._still_of(couple_id, partner, contact):
                    return
                continue
            return
        raise Conflict

    def unlist(self, channel: Channel, address: str) -> bool:
        """Take an address that is nobody's off the stop list. False if it is not on it (any more),
        or is somebody's."""
        nobodys = {"state": "stopped", "couple": None, "partner": None}
        pk = self._pk(channel, address)
        try:
            self.table.write(Delete(pk, keys.CONTACT, Expect(attributes=nobodys)))
        except Conflict:
            return False
        return True

    def _still_of(self, couple_id: str, partner: PartnerKey, contact: Contact) -> bool:
        owner = self.owner(contact.channel, contact.address)
        return owner is not None and (owner.couple_id, owner.partner) == (couple_id, partner)

    def _stopped(
        self, owner: Owner | None, address: str, consent: Consent, now: datetime, nonce: str
    ) -> list[Write]:
        """What a STOP writes besides the stop list: nothing, if the address is nobody's."""
        if owner is None or owner.couple_id is None or owner.partner is None:
            return []
        contact = Contact(consent.channel, address)
        withdrawn = replace(consent, partner=owner.partner)
        return [
            self.consent(owner.couple_id, withdrawn, address, now, nonce),
            self._state_in_couple(owner.couple_id, owner.partner, contact, "stopped"),
        ]

    def _state_in_couple(
        self, couple_id: str, partner: PartnerKey, contact: Contact, state: ContactState
    ) -> Write:
        """Changes this very address only: they may have another one by now."""
        path = f"{partner}.contacts.{contact.channel}"
        return Change(
            keys.couple_pk(couple_id),
            keys.COUPLE,
            set={f"{path}.state": state},
            add={"version": 1},
            expect=Expect(attributes={f"{path}.address": contact.address}),
        )

    def hashed(self, kind: str, address: str) -> str:
        """A name for an address that gives nothing away: what limits count by."""
        return keys.contact_pk(self.secret, kind, address).removeprefix("CONTACT#")

    def _pk(self, channel: Channel, address: str) -> str:
        return keys.contact_pk(self.secret, channel, address)


def _theirs(couple_id: str, partner: PartnerKey, state: ContactState | OneOf) -> Expect:
    return Expect(attributes={"couple": couple_id, "partner": partner, "state": state})
