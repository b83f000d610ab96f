"""A text has come in: STOP first, then once only, then understood, stored and answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.sms_text import safe_name
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.limits import DAY
from chalicelib.replies.jar import Appreciation, appreciation_id
from chalicelib.replies.parse import Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts, Owner
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.limits import Limits
    from chalicelib.replies.dates import DateAnswers
    from chalicelib.replies.jar import Jar, JarState
    from chalicelib.replies.store import Inbox

LONGEST = 1600  # characters: what Twilio lets anybody send
NO_ANSWER = ""
# What each answer's digits do to the appreciation it is about; the answers show the same ones.
OFFERS: Mapping[JarState, Mapping[str, str]] = {
    "waiting": {"2": "private", "0": "back"},
    "kept": {"0": "back"},
    "held": {"1": "release", "0": "back"},
}

# What Twilio understood counts, whatever the words were: its keywords can be configured there.
BY_CARRIER = {"STOP": Parsed("stop"), "START": Parsed("start"), "HELP": Parsed("help")}


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text, as Twilio's webhook brings it."""

    id: str  # MessageSid
    sender: str  # E.164
    text: str
    opted: str = ""  # Twilio's OptOutType: "STOP", "START" or "HELP"; it has answered already

    @property
    def answered_by_carrier(self) -> bool:
        return bool(self.opted)


@dataclass(frozen=True, slots=True)
class Replies:
    """The use case, with what it needs."""

    couples: Couples
    contacts: Contacts
    preferences: Preferences
    jar: Jar
    inbox: Inbox
    dates: DateAnswers
    limits: Limits
    renderer: Renderer
    new_id: Callable[[], str]

    def handle(self, inbound: Inbound, now: datetime) -> str:
        """Act on a text and return the words to answer with, "" for none."""
        parsed = BY_CARRIER.get(inbound.opted) or parse(inbound.text)
        if parsed.meaning in {"stop", "wrong_number"}:
            return self._stop(inbound, now)
        seen = self.inbox.arrive(inbound.id, now)
        if seen.answer is not None:
            return seen.answer
        answer = self._understood(inbound, parsed, seen.first, now)
        self.inbox.answered(inbound.id, answer)
        return answer

    def _understood(
        self, inbound: Inbound, parsed: Parsed, arrived: datetime, now: datetime
    ) -> str:
        owner = self.contacts.owner("sms", inbound.sender)
        couple_id = owner.couple_id if owner else None
        couple = self.couples.get(couple_id, consistent=True) if couple_id else None
        if parsed.meaning == "danger":
            return self.renderer.answer("danger")
        if parsed.meaning == "help":
            return NO_ANSWER if inbound.answered_by_carrier else self.renderer.answer("help")
        if owner is None or owner.partner is None or couple is None:
            return self._unknown(inbound, now)
        if owner.state == "stopped":
            started = parsed.meaning == "start"
            return self._start(inbound, owner, now) if started else NO_ANSWER
        return self._from_partner(inbound, parsed, couple, owner.partner, arrived, now)

    def _from_partner(
        self,
        inbound: Inbound,
        parsed: Parsed,
        couple: Couple,
        key: PartnerKey,
        arrived: datetime,
        now: datetime,
    ) -> str:
        if parsed.meaning == "digit":
            return self._digit(str(parsed.digit), couple, key, inbound.id, now)
        if parsed.meaning in {"start", "empty"}:
            return self.renderer.answer("hello", partner=_other_name(couple, key))
        state: JarState = "held"
        if parsed.meaning == "appreciation":
            state = _default(couple)
        appreciation = Appreciation(
            id=appreciation_id(arrived, inbound.id[-8:]),
            author=key,
            text=" ".join(inbound.text[:LONGEST].split()),
            source="sms",
            state=state,
            at=arrived.isoformat(),
        )
        self.jar.add(couple.id, appreciation)
        about = {"appreciation": appreciation.id, "digits": dict(OFFERS[state])}
        self.inbox.offer(couple.id, key, about, now)
        return self.renderer.answer(state, partner=_other_name(couple, key))

    def _digit(
        self, digit: str, couple: Couple, key: PartnerKey, message_id: str, now: datetime
    ) -> str:
        """A digit means what the last text that shows it has offered: an answer's act, once, or
        one of a date's ideas."""
        offered = self.inbox.meaning(couple.id, key, digit, now) or {}
        if "date" in offered:
            return self.dates.answer(offered, digit, couple, key, message_id, now)
        act = offered.get("digits", {}).get(digit)
        which = offered.get("appreciation", "")
        name = _other_name(couple, key)
        if act == "back" and self.jar.take_back(couple.id, key, which):
            return self.renderer.answer("undone")
        if act == "private" and self.jar.set_state(couple.id, key, which, "kept"):
            return self.renderer.answer("private")
        if act == "release" and self.jar.set_state(couple.id, key, which, _default(couple)):
            return self.renderer.answer("kept" if couple.solo else "released", partner=name)
        return self.renderer.answer("no_offer", partner=name)

    def _stop(self, inbound: Inbound, now: datetime) -> str:
        """Before anything else, and again however often it comes.

        A replayed STOP must not undo a later START, so only the first arrival acts.
        """
        before = self.inbox.find(inbound.id)
        if before is not None:
            return before.answer or NO_ANSWER
        consent = Consent(partner="a", channel="sms", act="text: stop", granted=False)
        owner = self.contacts.stop(inbound.sender, consent, now, self.new_id()[:8])
        self.inbox.arrive(inbound.id, now)
        if owner is not None and owner.couple_id is not None:
            self.preferences.refresh(owner.couple_id, now)
        answer = NO_ANSWER if inbound.answered_by_carrier else self.renderer.answer("stopped")
        self.inbox.answered(inbound.id, answer)
        return answer

    def _start(self, inbound: Inbound, owner: Owner, now: datetime) -> str:
        couple_id, key = owner.couple_id, owner.partner
        if couple_id is None or key is None:
            return NO_ANSWER
        contact = Contact("sms", inbound.sender)
        consent = Consent(partner=key, channel="sms", act="text: start", granted=True)
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
        return NO_ANSWER if inbound.answered_by_carrier else self.renderer.answer("started")

    def _unknown(self, inbound: Inbound, now: datetime) -> str:
        """A stranger: one polite line a day, with where to sign up."""
        who = self.contacts.hashed("sms", inbound.sender)
        first = self.limits.allow(f"stranger-{who}", 1, DAY, now)
        return self.renderer.answer("stranger") if first else NO_ANSWER


def _other_name(couple: Couple, key: PartnerKey) -> str:
    other = couple.other(key)
    return safe_name(other.name) if other else "your partner"


def _default(couple: Couple) -> JarState:
    """What is written before both are in stays with its author until they release it."""
    return "kept" if couple.solo else "waiting"
