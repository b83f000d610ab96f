"""Joining and being let in: what becomes of the two, and of a mailbox that they share. Pure.

A family's mailbox takes the agenda, and nothing private: no small notes, no thanks, no link that
opens anybody's page (docs/adr/0015).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact, new_partner, other_of

if TYPE_CHECKING:
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.signup import Joining


def joining_partner(link: Link, choice: Joining, contact: Contact, couple: Couple) -> Partner:
    """Who joins, as they chose; they wait until the other has said who it is.

    An address that is the other's already stays the other's: the agenda comes there once, for
    both. It stands beside the one who joins as one that is not theirs to confirm.
    """
    if same_mailbox(contact, couple.first):
        contact = replace(contact, state="unconfirmed", shared=True)
    elif choice.shared:
        contact = replace(contact, shared=True)
    partner = new_partner(link.facts["name"], link.facts["zone"], contact, admitted=False)
    return replace(
        partner,
        small=replace(partner.small, on=choice.nudges and not contact.shared),
        check_in=replace(partner.check_in, on=choice.agenda),
        relays=choice.thanks and not contact.shared,
    )


def same_mailbox(contact: Contact, partner: Partner) -> bool:
    """Whether it is this one's email address, too. A phone is never shared."""
    theirs = partner.contact("email")
    return contact.channel == "email" and theirs is not None and theirs.address == contact.address


def inherited(couple: Couple, key: PartnerKey, contact: Contact) -> Couple | None:
    """The couple as this partner leaves an address of theirs to the other, who shares it and has
    confirmed it, too; None if it is not shared."""
    other = couple.partner(other_of(key))
    if other is None or contact.state != "confirmed" or not same_mailbox(contact, other):
        return None
    mailbox = replace(contact, shared=True)
    return couple.with_partner(other_of(key), other.with_contact(mailbox))


def admitted(couple: Couple) -> Couple:
    """With who waited let in. From now on both know of a mailbox that it is shared."""
    if couple.waiting is None:
        return couple
    key, person = couple.waiting
    couple = couple.with_partner(key, replace(person, admitted=True))
    other, mailbox = couple.partner(other_of(key)), person.contact("email")
    if other is None or mailbox is None or not mailbox.shared:
        return couple
    own = other.contact("email")
    if own is None or own.address != mailbox.address:
        return couple
    return couple.with_partner(other_of(key), _sharing(other, own))


def _sharing(partner: Partner, mailbox: Contact) -> Partner:
    """Their small notes go on by text if they have a phone here, else they rest."""
    sharing = partner.with_contact(replace(mailbox, shared=True))
    moves = sharing.small.channel == "email" and sharing.own("sms")
    return sharing.using("small", "sms") if moves else sharing
