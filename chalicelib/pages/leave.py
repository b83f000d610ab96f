"""Leaving: unsubscribe links that never expire, one click, no session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.addresses import masked
from chalicelib.couples.contacts import Consent
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Channel, Contact, PartnerKey
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
        if visit.method != "POST":
            contact = self._contact(couple_id, key, channel)
            shown = masked(contact) if contact else "this address"
            action = f"{self.base_path}/unsubscribe/{token}"
            return Reply(
                self.renderer.page("unsubscribe", shown=_what(channel, shown), action=action)
            )
        self.stop(couple_id, key, channel, "one-click unsubscribe")
        return Reply(self.renderer.page("unsubscribed"))

    def stop(self, couple_id: str, key: PartnerKey, channel: Channel, act: str) -> None:
        """Stop a channel at once: stop list, couple and consent in one transaction."""
        contact = self._contact(couple_id, key, channel)
        if contact is None:
            return
        now = self.clock()
        consent = Consent(partner=key, channel=channel, act=act, granted=False)
        self.contacts.stop(contact.address, consent, now, self.new_id()[:8])
        self.preferences.refresh(couple_id, now)

    def _contact(self, couple_id: str, key: PartnerKey, channel: Channel) -> Contact | None:
        couple = self.couples.get(couple_id, consistent=True)
        partner = couple.partner(key) if couple else None
        return partner.contact(channel) if partner else None


def _what(channel: Channel, shown: str) -> str:
    what = "Texts" if channel == "sms" else "Emails"
    return f"{what} to {shown} end at once. Nobody else is told."
