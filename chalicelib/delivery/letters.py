"""What every email of ours carries: how to leave, who sends it, and where the page is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.content.dates import evenings_left
from chalicelib.content.model import PARTNER
from chalicelib.content.sms_text import safe_name
from chalicelib.couples.names import seen
from chalicelib.couples.reply_address import WroteTo
from chalicelib.delivery.model import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.couples.reply_address import ReplyAddresses
    from chalicelib.couples.tokens import Tokens

PARTNER_UNKNOWN = "your partner"
# The emails that ask or thank: those whose text takes an answer. And what answers an answer.
ANSWERED = {
    "appreciation", "gesture", "kind_word", "date_night", "check_in", "welcome", "answer",
}  # fmt: skip
# What a text says for a name that does not fit it.
FALLBACKS = {"name": "", "partner": PARTNER_UNKNOWN, "joined": "somebody"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns a template and its context into a message for one contact."""

    renderer: Renderer
    tokens: Tokens
    public_url: str
    reply_addresses: ReplyAddresses | None = None  # None: our emails take no answer

    def to_partner(
        self, template: str, couple: Couple, key: PartnerKey, contact: Contact, **context: Any
    ) -> Message:
        """A message to one of a couple, with their names and their way out."""
        person, other = couple.partner(key) or couple.a, couple.other(key)
        names = {"name": seen(person.name), "partner": _name_of(other)}
        token = self.tokens.sign("unsubscribe", couple.id, key, contact.channel)
        leave = f"{self.public_url}/unsubscribe/{token}"
        words = {**names, **context}
        message = self._message(template, contact, leave, words, discreet=person.discreet)
        if contact.channel == "sms" or self.reply_addresses is None or template not in ANSWERED:
            return message
        to = WroteTo(couple.id, key, person.generation)
        return replace(message, reply_to=self.reply_addresses.of(to))

    def nudge(self, item: Item, couple: Couple, key: PartnerKey, contact: Contact) -> Message:
        """One item of the library, with the partner's name in place."""
        name = _name_of(couple.other(key))
        if contact.channel == "sms":
            words = item.sms.replace(PARTNER, safe_name(name, PARTNER_UNKNOWN))
            return self.to_partner("nudge", couple, key, contact, item_text=words)
        text = item.email.replace(PARTNER, name)
        return self.to_partner(item.kind, couple, key, contact, item_text=text)

    def date(
        self,
        ideas: Sequence[Item],
        couple: Couple,
        key: PartnerKey,
        contact: Contact,
        day: date,
        url: str,
    ) -> Message:
        """A date's ideas to pick one from: by digit, or on the page behind `url`."""
        if contact.channel == "sms":
            titles = [one.title for one in ideas]
            return self.to_partner(
                "date_night", couple, key, contact, titles=titles, till=_till(day)
            )
        shown = [self.idea(one, _name_of(couple.other(key))) for one in ideas]
        when = evenings_left(day)
        return self.to_partner("date_night", couple, key, contact, ideas=shown, when=when, url=url)

    def idea(self, item: Item, name: str) -> dict[str, Any]:
        """One idea of a date, as emails and pages show it."""
        words = item.email.replace(PARTNER, name or PARTNER_UNKNOWN)
        return {
            "id": item.id,
            "title": item.title,
            "words": words,
            "begins": _first_sentence(words),
            "minutes": item.minutes,
            "plan": item.plan.replace(PARTNER, name or PARTNER_UNKNOWN),
            "questions": [one.replace(PARTNER, name or PARTNER_UNKNOWN) for one in item.questions],
        }

    def to_stranger(
        self, template: str, contact: Contact, name: str, *, discreet: bool = False, **context: Any
    ) -> Message:
        """A message to an address that asked for it and is not confirmed yet.

        There is nothing to leave: without their click it is the only one they get.
        """
        words = {"name": name, "partner": PARTNER_UNKNOWN, **context}
        return self._message(template, contact, "", words, discreet=discreet)

    def _message(
        self,
        template: str,
        contact: Contact,
        leave: str,
        context: dict[str, Any],
        *,
        discreet: bool,
    ) -> Message:
        if contact.channel == "sms":
            names = {
                key: safe_name(context[key], fallback)
                for key, fallback in FALLBACKS.items()
                if key in context
            }
            text = self.renderer.sms(template, **{**context, **names})
            words = self.renderer.discreetly(text) if discreet else text
            return Message("sms", contact.address, words)
        urls = {"unsubscribe_url": leave, "manage_url": f"{self.public_url}/link"}
        letter = self.renderer.email(template, discreet=discreet, **urls, **context)
        headers = _one_click(leave) if leave else {}
        if self.reply_addresses:  # RFC 3834, 5: whoever answers by itself should leave it alone
            headers["Auto-Submitted"] = "auto-generated"
        return Message("email", contact.address, letter.text, letter.subject, letter.html, headers)


def _name_of(other: Partner | None) -> str:
    return (seen(other.name) if other else "") or PARTNER_UNKNOWN


def _till(day: date) -> str:
    return "tonight" if evenings_left(day) == "tonight" else "by Sunday"


def _first_sentence(words: str) -> str:
    return re.split(r"(?<=[.?!])\s", words, maxsplit=1)[0]


def _one_click(url: str) -> dict[str, str]:
    """RFC 8058: the mail client posts to this address, without cookies."""
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
