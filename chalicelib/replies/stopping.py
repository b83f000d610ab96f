"""STOP in any wording, and START: before anything else, and never undone by a repeated webhook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.limits import HOUR
from chalicelib.replies.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts, Owner
    from chalicelib.couples.model import Channel, Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.limits import Limits
    from chalicelib.replies.parse import Parsed
    from chalicelib.replies.said import Inbound
    from chalicelib.replies.store import Inbox

NO_ANSWER = ""
ANSWERS_AN_HOUR = 10  # to the STOPs of one contact
BY: Mapping[Channel, str] = {"sms": "text", "email": "email"}  # how consents name what they wrote


@dataclass(frozen=True, slots=True)
class Stopping:
    """Who leaves a number or an address, and who comes back to it."""

    contacts: Contacts
    preferences: Preferences
    inbox: Inbox
    renderer: Renderer
    limits: Limits
    new_id: Callable[[], str]

    def stop(self, inbound: Inbound, parsed: Parsed, now: datetime) -> str:
        """Again however often it comes; but only the first arrival acts.

        A replayed STOP must not undo a later START.
        """
        before = self.inbox.find(inbound.id)
        if before is not None and before.answer is not None:
            return before.answer
        consent = Consent("a", inbound.channel, f"{BY[inbound.channel]}: stop", granted=False)
        owner = self.contacts.stop(inbound.sender, consent, now, self.new_id()[:8])
        self.inbox.arrive(inbound.id, now)
        if owner is not None and owner.couple_id is not None:
            self.preferences.refresh(owner.couple_id, now)
        silent = inbound.answered_by_carrier or not self._may_answer(inbound, now)
        answer = NO_ANSWER if silent else self._words(inbound, parsed)
        self.inbox.answered(inbound.id, answer, now)
        return answer

    def start(self, inbound: Inbound, owner: Owner, now: datetime) -> str:
        """Back on, as it was, from its next time on."""
        couple_id, key = owner.couple_id, owner.partner
        if couple_id is None or key is None:
            return NO_ANSWER
        contact = Contact(inbound.channel, inbound.sender)
        consent = Consent(key, inbound.channel, f"{BY[inbound.channel]}: start", granted=True)
        nonce = self.new_id()[:8]

        def back(couple: Couple) -> Couple:
            partner = couple.partner(key)
            return couple.with_partner(key, partner.with_contact(contact)) if partner else couple

        self.preferences.edit(
            couple_id,
            back,
            now,
            lambda _: [
                self.contacts.confirm(couple_id, key, contact),
                self.contacts.consent(couple_id, consent, contact.address, now, nonce),
            ],
        )
        if inbound.answered_by_carrier:
            return NO_ANSWER
        return self.renderer.answer("started", inbound.id)

    def unlisted(self, inbound: Inbound, now: datetime) -> str:
        """START from a number on the stop list that is nobody's: they were erased, or only ever
        said STOP. They can sign up again; nothing of before is there to go on with."""
        if not self.contacts.unlist(inbound.channel, inbound.sender):
            return NO_ANSWER
        if inbound.answered_by_carrier or not self._may_answer(inbound, now):
            return NO_ANSWER
        return self.renderer.answer("unlisted", inbound.id)

    def _may_answer(self, inbound: Inbound, now: datetime) -> bool:
        """A machine may say STOP and START all night: each time it counts, and not each time it
        costs."""
        who = self.contacts.hashed(inbound.channel, inbound.sender)
        return self.limits.allow(f"stops-{who}", ANSWERS_AN_HOUR, HOUR, now)

    def _words(self, inbound: Inbound, parsed: Parsed) -> str:
        if parsed.danger:
            return self.renderer.answer("danger", inbound.id)
        if parsed.meaning == "wrong_number":
            return self.renderer.answer("wrong_number", inbound.id)
        return self.renderer.answer("stopped_maybe" if parsed.doubtful else "stopped", inbound.id)


def leaves(parsed: Parsed) -> bool:
    return parsed.meaning in {"stop", "wrong_number"}


def surely_leaves(text: str) -> Parsed | None:
    """An opt-out whatever our last text was: acted on before anything is read.

    "Delete that" after something was kept takes it back.
    """
    parsed = parse(text)
    return parsed if leaves(parsed) and leaves(parse(text, "kept")) else None
