"""MENU: a fresh link to one's own page, to the number that asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.couples.model import Contact
from chalicelib.limits import DAY

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import PartnerKey
    from chalicelib.limits import Limits
    from chalicelib.replies.said import Said

A_DAY = 5  # together with those asked for on the page of links
NO_ANSWER = ""


class SendLink(Protocol):
    """Sends a link to that contact; the same `cause` sends it once (delivery.fresh_links)."""

    def __call__(
        self, couple_id: str, key: PartnerKey, contact: Contact, now: datetime, cause: str
    ) -> Link: ...


@dataclass(frozen=True, slots=True)
class Menu:
    """The act. The link comes by itself: what we answer with is kept, a link never."""

    contacts: Contacts
    limits: Limits
    send_link: SendLink
    renderer: Renderer

    def menu(self, said: Said) -> str:
        contact = Contact(said.inbound.channel, said.inbound.sender)
        who = self.contacts.hashed(contact.channel, contact.address)
        if not self.limits.allow(f"ask-{who}", A_DAY, DAY, said.now):
            return self.renderer.answer("menu_enough", said.inbound.id)
        self.send_link(said.couple.id, said.key, contact, said.now, f"menu-{said.inbound.id}")
        return NO_ANSWER
