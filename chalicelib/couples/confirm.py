"""Confirming: the tap that makes a sign-up, a second channel or a joining count, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.couples.carried import consents_of, contact_of
from chalicelib.couples.erased import nothing_left
from chalicelib.couples.joining import admitted, inherited, joining_partner
from chalicelib.couples.model import Couple, new_partner
from chalicelib.couples.preferences import Gone
from chalicelib.couples.signup import Joining
from chalicelib.couples.turning_away import turn_away
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Contact, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences, Reschedule
    from chalicelib.couples.store import Couples
    from chalicelib.couples.turning_away import Also
    from chalicelib.table import Write


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whose page a confirmed link opens."""

    couple_id: str
    partner: PartnerKey
    purpose: str


class Taken(Exception):  # noqa: N818
    """The address belongs to somebody already, or what the link was for is gone."""


@dataclass(frozen=True, slots=True)
class Confirmations:
    """What happens when somebody presses the button. `new_id` gives a fresh random hex string."""

    couples: Couples
    contacts: Contacts
    links: Links
    preferences: Preferences
    reschedule: Reschedule
    new_id: Callable[[], str]

    def confirm(self, link: Link, now: datetime) -> Confirmed:
        """Act on a confirmed link, once. Raises Taken."""
        try:
            if link.purpose == "signup":
                return self._confirm_signup(link, now)
            if link.purpose == "contact":
                return self._confirm_contact(link, now)
            if link.purpose == "join":
                return self._confirm_join(link, now)
        except (Conflict, Gone) as error:
            raise Taken(link.purpose) from error
        raise Taken(link.purpose)

    def admit(self, couple_id: str, now: datetime) -> Couple:
        """The one of the two confirms who joined: now their rhythms start."""
        return self.preferences.edit(couple_id, admitted, now)

    def turn_away(self, couple_id: str, now: datetime, also: Also = lambda *_: ()) -> Couple:
        """It is not their partner. `also`: further writes, see couples/turning_away.py."""
        return turn_away(self.preferences, self.contacts, couple_id, now, also)

    def _confirm_signup(self, link: Link, now: datetime) -> Confirmed:
        contact = contact_of(link)
        couple = Couple(
            id=self.new_id(), a=new_partner(link.facts["name"], link.facts["zone"], contact)
        )
        self.couples.create(
            couple,
            [
                *self.reschedule(couple, [], now),
                self.contacts.confirm(couple.id, "a", contact),
                *self._consents(couple.id, "a", link, now),
                self.links.use(link),
            ],
        )
        return Confirmed(couple.id, "a", link.purpose)

    def _confirm_contact(self, link: Link, now: datetime) -> Confirmed:
        couple_id, key, contact = link.facts["couple"], link.facts["partner"], contact_of(link)
        old: list[Contact] = []
        left: list[Contact] = []

        def change(couple: Couple) -> Couple:
            partner = couple.partner(key)
            if partner is None or partner.generation != link.facts["generation"]:
                raise Taken(link.purpose)
            before = partner.contact(contact.channel)
            moved = before is not None and before.address != contact.address
            rest = inherited(couple, key, before) if moved and before else None
            old[:] = [before] if moved and before and not rest else []
            left[:] = [before] if before and rest else []
            return (rest or couple).with_partner(key, partner.with_contact(contact))

        self.preferences.edit(
            couple_id,
            change,
            now,
            lambda _: [
                self.contacts.confirm(couple_id, key, contact),
                *(write for one in old for write in self.contacts.forget(couple_id, key, one)),
                *(self.contacts.hand_over(couple_id, key, one) for one in left),
                *self._consents(couple_id, key, link, now),
                self.links.use(link),
            ],
        )
        return Confirmed(couple_id, key, link.purpose)

    def _confirm_join(self, link: Link, now: datetime) -> Confirmed:
        couple_id, contact = link.facts["couple"], contact_of(link)
        invitation = self.links.find(link.facts["invitation"], now)
        couple = self.couples.get(couple_id, consistent=True)
        key = couple.vacant if couple else None
        if invitation is None or couple is None or key is None:
            raise Taken(link.purpose)
        person = joining_partner(link, Joining(**link.facts["choice"]), contact, couple)

        def change(couple: Couple) -> Couple:
            if couple.vacant != key:
                raise Taken(link.purpose)
            # Nobody before had this generation, so no session or link of theirs opens this page.
            joined = replace(person, generation=couple.version)
            return replace(couple.with_partner(key, joined), invitation=None)

        self.preferences.edit(
            couple_id,
            change,
            now,
            lambda _: [
                *self._owned(couple_id, key, person),
                *self._consents(couple_id, key, link, now, person),
                nothing_left(couple_id, key),
                self.links.use(link),
                self.links.use(invitation),
            ],
        )
        return Confirmed(couple_id, key, link.purpose)

    def _owned(self, couple_id: str, key: PartnerKey, person: Partner) -> list[Write]:
        """What makes an address theirs; nothing for one that is the other's."""
        confirmed = (one for one in person.contacts if one.state == "confirmed")
        return [self.contacts.confirm(couple_id, key, one) for one in confirmed]

    def _consents(
        self,
        couple_id: str,
        key: PartnerKey,
        link: Link,
        now: datetime,
        person: Partner | None = None,
    ) -> list[Write]:
        address = contact_of(link).address
        return [
            self.contacts.consent(couple_id, one, address, now, self.new_id()[:8])
            for one in consents_of(link, key, person)
        ]
