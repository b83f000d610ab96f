"""Whose mail is it: that of the very partner to whom the address was given, or it is dropped.

It counts only if SES says that its sender is who it claims to be (DMARC), and the mail itself says
the same. Whatever does not count is dropped without an answer: its sender may be anybody, and
backscatter is mail to people who never wrote (RFC 3834, 2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.addresses import BadAddress, read_address

if TYPE_CHECKING:
    from collections.abc import Collection

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Contact
    from chalicelib.couples.reply_address import ReplyAddresses, WroteTo
    from chalicelib.couples.store import Couples
    from chalicelib.mail_in.letter import Letter
    from chalicelib.mail_in.receipt import Receipt

IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")


class DroppedError(Exception):
    """It does not count; the reason is a word for the log."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Who is who."""

    addresses: ReplyAddresses
    couples: Couples
    contacts: Contacts
    own_addresses: Collection[str]  # lower case: what we send from

    def written_to(self, receipt: Receipt) -> WroteTo:
        """To whom the address was given that this is written to."""
        to = {self.addresses.read(one) for one in receipt.recipients if self.addresses.ours(one)}
        if len(to) != 1 or (only := to.pop()) is None:
            raise DroppedError("token")
        return only

    def contact(self, receipt: Receipt, letter: Letter, to: WroteTo) -> Contact:
        """Whose mail it is: that partner's own, by what SES and the mail itself say alike."""
        if letter.automatic:
            raise DroppedError(letter.automatic)
        sender = _only(letter.senders)
        if sender != _only(receipt.senders):
            raise DroppedError("senders_differ")
        if sender in self.own_addresses or self.addresses.ours(sender):
            raise DroppedError("our_own")
        couple = self.couples.get(to.couple_id, consistent=True)
        partner = couple.partner(to.partner) if couple else None
        if partner is None or partner.generation != to.generation:
            raise DroppedError("old_token")
        contact = partner.contact("email")
        owner = self.contacts.owner("email", sender)
        theirs = owner is not None and (owner.couple_id, owner.partner) == (
            to.couple_id,
            to.partner,
        )
        if contact is None or contact.address != sender or not theirs:
            raise DroppedError("other_sender")
        return contact


def _only(senders: Collection[str]) -> str:
    """The one address, as signing up normalises it."""
    if len(senders) != 1:
        raise DroppedError("senders")
    (sender,) = senders
    bare = IN_BRACKETS.search(sender)
    try:
        return read_address(bare[1] if bare else sender, ("email",), frozenset()).address
    except BadAddress as error:
        raise DroppedError("senders") from error
