"""What every email of ours carries: how to leave, who sends it, and where the page is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.content.dates import evenings_left
from chalicelib.content.discreet import plain_beginning, plain_subject, plain_text
from chalicelib.content.model import PARTNER
from chalicelib.content.sms_text import safe_name
from chalicelib.couples.reply_address import WroteTo
from chalicelib.delivery.model import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Contact, Couple, PartnerKey
    from chalicelib.couples.reply_address import ReplyAddresses
    from chalicelib.couples.tokens import Tokens

PARTNER_UNKNOWN = "your partner"
# The emails that ask or thank: those whose text takes an answer. And what answers an answer.
ANSWERED = {
    "appreciation", "gesture", "kind_word", "date_night", "check_in", "welcome", "answer",
}  # fmt: skip
SAYS_NOTHING = {"link"}  # who waits for it should find it, and it gives nothing away
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
        names = {"name": person.name, "partner": other.name if other else PARTNER_UNKNOWN}
        token = self.tokens.sign("unsubscribe", couple.id, key, contact.channel)
        leave = f"{self.public_url}/unsubscribe/{token}"
        quiet = person.lock_screen and template not in SAYS_NOTHING
        plain = plain_beginning(self.service) if quiet else ""
        message = self._message(template, contact, leave, {**names, **context, "plain": plain})
        if contact.channel == "email" and self.reply_addresses and template in ANSWERED:
            to = WroteTo(couple.id, key, person.generation)
            message = replace(message, reply_to=self.reply_addresses.of(to))
        return self._plain(message, plain) if quiet else message

    @property
    def service(self) -> str:
        return str(self.renderer.shared["service"])

    def _plain(self, message: Message, beginning: str) -> Message:
        """The same for somebody whose phone may be seen by others."""
        if message.channel == "sms":
            return replace(message, text=plain_text(message.text, self.service))
        text = f"{beginning}\n\n{message.text}"
        return replace(message, subject=plain_subject(self.service), text=text)

    def nudge(self, item: Item, couple: Couple, key: PartnerKey, contact: Contact) -> Message:
        """One item of the library, with the partner's name in place."""
        other = couple.other(key)
        name = other.name if other else PARTNER_UNKNOWN
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
        other = couple.other(key)
        shown = [self.idea(one, other.name if other else PARTNER_UNKNOWN) for one in ideas]
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
        if self.reply_addresses:  # RFC 3834, 5: whoever answers by itself should leave it alone
            headers["Auto-Submitted"] = "auto-generated"
        return Message("email", contact.address, letter.text, letter.subject, letter.html, headers)


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
