"""Leaving: unsubscribe links that never expire, one click, no session."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.couples.addresses import masked
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import RHYTHMS, other_of
from chalicelib.couples.preferences import Gone
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Channel, Contact, Couple, Partner, PartnerKey, Rhythm
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.couples.tokens import Tokens
    from chalicelib.pages.web import Visit

NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Leaving:
    """Stops one channel of one partner."""

    base_path: str
    renderer: Renderer
    tokens: Tokens
    couples: Couples
    contacts: Contacts
    preferences: Preferences
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    def unsubscribe(self, visit: Visit, token: str) -> Reply:
        """A GET asks; a POST acts, from a button or from a mail client (RFC 8058)."""
        values = self.tokens.read("unsubscribe", token)
        if values is None:
            page = self.renderer.page(
                "message",
                title="That link is not complete",
                text="Please copy the whole link from the email, or reply STOP to a text.",
            )
            return Reply(page, NOT_FOUND)
        couple_id, key, channel = values
        couple = self.couples.get(couple_id, consistent=True)
        partner = couple.partner(key) if couple else None
        if visit.method != "POST":
            contact = _behind(couple, key, channel)
            return self._ask(partner, contact, channel, f"{self.base_path}/unsubscribe/{token}")
        only = next((one for one in RHYTHMS if one == visit.field("only")), None)
        if only is None:  # a mail client's click says nothing of it, and means all
            self.stop(couple_id, key, channel, "one-click unsubscribe")
        elif partner is not None:
            self.stop_rhythm(couple_id, key, only)
        return Reply(self.renderer.page("unsubscribed", only=only or ""))

    def _ask(
        self, partner: Partner | None, contact: Contact | None, channel: Channel, action: str
    ) -> Reply:
        """All of the channel, or only what comes by it of one kind."""
        shown = masked(contact) if contact else "this address"
        page = self.renderer.page(
            "unsubscribe",
            shown=_what(channel, shown),
            by=channel,
            kinds=_kinds(partner, channel) if partner else [],
            action=action,
        )
        return Reply(page)

    def stop_rhythm(self, couple_id: str, key: PartnerKey, rhythm: Rhythm) -> None:
        """One kind alone; what is queued of it is not sent either. Nothing, if they are gone."""

        def off(couple: Couple) -> Couple:
            person = couple.partner(key)
            if person is None:
                return couple
            rest = replace(getattr(person, rhythm), on=False)
            return couple.with_partner(key, replace(person, **{rhythm: rest}))

        with suppress(Gone):
            self.preferences.edit(couple_id, off, self.clock())

    def stop(self, couple_id: str, key: PartnerKey, channel: Channel, act: str) -> None:
        """Stop a channel at once: stop list, couple and consent in one transaction."""
        couple = self.couples.get(couple_id, consistent=True)
        contact = _behind(couple, key, channel)
        if contact is None:
            return
        now = self.clock()
        consent = Consent(partner=key, channel=channel, act=act, granted=False)
        self.contacts.stop(contact.address, consent, now, self.new_id()[:8])
        self.preferences.refresh(couple_id, now)


def _behind(couple: Couple | None, key: PartnerKey, channel: Channel) -> Contact | None:
    """The address to which an email with this link went. When its owner has left, a mailbox that
    two shared is the other's now: whoever reads the old emails there can still end the new ones."""
    partner = couple.partner(key) if couple else None
    contact = partner.contact(channel) if partner else None
    heir = couple.partner(other_of(key)) if couple and not partner else None
    theirs = heir.contact(channel) if heir else None
    return contact or (theirs if theirs and theirs.shared else None)


def _what(channel: Channel, shown: str) -> str:
    what = "Texts" if channel == "sms" else "Emails"
    return f"{what} to {shown} end at once. Nobody else is told."


def _kinds(partner: Partner, channel: Channel) -> list[Rhythm]:
    """What comes by this channel, if it is both: one of them may be all they want to stop."""
    on = {"small": partner.small.on, "check_in": partner.check_in.on}
    by = [one for one in RHYTHMS if on[one] and partner.channel_of(one) == channel]
    return by if by[1:] else []
