"""What every email of ours carries: how to leave, who sends it, and where the page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.content.model import PARTNER
from chalicelib.content.sms_text import safe_name
from chalicelib.delivery.model import Message

if TYPE_CHECKING:
    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Contact, Couple, PartnerKey
    from chalicelib.couples.tokens import Tokens

PARTNER_UNKNOWN = "your partner"
# What a text says for a name that does not fit it.
FALLBACKS = {"name": "", "partner": PARTNER_UNKNOWN, "joined": "somebody"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns a template and its context into a message for one contact."""

    renderer: Renderer
    tokens: Tokens
    public_url: str

    def to_partner(
        self, template: str, couple: Couple, key: PartnerKey, contact: Contact, **context: Any
    ) -> Message:
        """A message to one of a couple, with their names and their way out."""
        person, other = couple.partner(key) or couple.a, couple.other(key)
        names = {"name": person.name, "partner": other.name if other else PARTNER_UNKNOWN}
        token = self.tokens.sign("unsubscribe", couple.id, key, contact.channel)
        leave = f"{self.public_url}/unsubscribe/{token}"
        return self._message(template, contact, leave, {**names, **context})

    def nudge(self, item: Item, couple: Couple, key: PartnerKey, contact: Contact) -> Message:
        """One item of the library, with the partner's name in place."""
        other = couple.other(key)
        name = other.name if other else PARTNER_UNKNOWN
        if contact.channel == "sms":
            words = item.sms.replace(PARTNER, safe_name(name, PARTNER_UNKNOWN))
            return self.to_partner("nudge", couple, key, contact, item_text=words)
        context: dict[str, Any] = {"item_text": item.email.replace(PARTNER, name)}
        if item.kind == "date_night":
            context["plan"] = item.plan.replace(PARTNER, name)
            context["questions"] = [line.replace(PARTNER, name) for line in item.questions]
        return self.to_partner(item.kind, couple, key, contact, **context)

    def to_stranger(self, template: str, contact: Contact, name: str, **context: Any) -> Message:
        """A message to somebody who asked for it but belongs to no couple yet.

        There is nothing to leave: without their click it is the only one they get.
        """
        names = {"name": name, "partner": PARTNER_UNKNOWN}
        return self._message(template, contact, "", {**names, **context})

    def _message(
        self, template: str, contact: Contact, leave: str, context: dict[str, Any]
    ) -> Message:
        if contact.channel == "sms":
            names = {
                key: safe_name(context[key], fallback)
                for key, fallback in FALLBACKS.items()
                if key in context
            }
            text = self.renderer.sms(template, **{**context, **names})
            return Message("sms", contact.address, text)
        letter = self.renderer.email(
            template, unsubscribe_url=leave, manage_url=f"{self.public_url}/link", **context
        )
        headers = _one_click(leave) if leave else {}
        return Message("email", contact.address, letter.text, letter.subject, letter.html, headers)


def _one_click(url: str) -> dict[str, str]:
    """RFC 8058: the mail client posts to this address, without cookies."""
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
