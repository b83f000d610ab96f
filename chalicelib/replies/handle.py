"""Words have come in: STOP first, then once only, then understood, acted on and answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from chalicelib.couples.preferences import Gone
from chalicelib.limits import DAY, HOUR
from chalicelib.replies.offers import of_message
from chalicelib.replies.parse import Parsed, parse
from chalicelib.replies.said import Quoted, Said
from chalicelib.replies.stopping import leaves, surely_leaves

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts, Owner
    from chalicelib.couples.model import Channel, Couple, PartnerKey
    from chalicelib.couples.store import Couples
    from chalicelib.limits import Limits
    from chalicelib.replies.acts import Acts
    from chalicelib.replies.offers import Offer
    from chalicelib.replies.said import Inbound
    from chalicelib.replies.stopping import Stopping
    from chalicelib.replies.store import Inbox
    from chalicelib.table import Item

NO_ANSWER = ""
AN_HOUR = 60  # messages of one contact that we act on and answer; STOP acts always
A_HELP_LINE = 10  # answers an hour to danger, whatever else came in that hour
# What Twilio understood counts, whatever the words were: its keywords can be configured there.
BY_CARRIER = {"STOP": Parsed("stop"), "START": Parsed("start"), "HELP": Parsed("help")}


class Sent(Protocol):
    """The newest slot that went to somebody by a channel (delivery.store.Ledger)."""

    def last_by(self, channel: Channel, couple_id: str, partner: str) -> Item | None: ...


@dataclass(frozen=True, slots=True)
class Replies:
    """The use case, with what it needs."""

    couples: Couples
    contacts: Contacts
    inbox: Inbox
    sent: Sent
    stopping: Stopping
    acts: Acts
    limits: Limits
    renderer: Renderer

    def handle(self, inbound: Inbound, now: datetime) -> str:
        """Act on a message and return the words to answer with, "" for none."""
        by_carrier = BY_CARRIER.get(inbound.opted)
        stop = by_carrier or surely_leaves(inbound.text)
        if stop and leaves(stop):
            return self._shown(inbound, self.stopping.stop(inbound, stop, now))
        seen = self.inbox.arrive(inbound.id, now)
        if seen.answer is not None:
            return seen.answer
        parsed = by_carrier or parse(inbound.text)
        try:
            answer = self._understood(inbound, parsed, seen.first, now)
        except Gone:  # they left, or signed out everywhere, since the couple was read: once anew
            answer = self._understood(inbound, parsed, seen.first, now)
        self.inbox.answered(inbound.id, answer, now)
        return answer

    def _understood(
        self, inbound: Inbound, parsed: Parsed, arrived: datetime, now: datetime
    ) -> str:
        """What needs nothing of the couple first."""
        if parsed.meaning == "danger":
            helped = self._has_time_for(inbound, now, "danger", A_HELP_LINE)
            answer = self.renderer.answer("danger", inbound.id) if helped else NO_ANSWER
            return self._shown(inbound, answer)
        if not self._has_time_for(inbound, now):
            return NO_ANSWER
        if parsed.meaning == "help":
            return NO_ANSWER if inbound.answered_by_carrier else self._help(inbound)
        owner = self.contacts.owner(inbound.channel, inbound.sender)
        couple_id = owner.couple_id if owner else None
        couple = self.couples.get(couple_id, consistent=True) if couple_id else None
        if owner is None or owner.partner is None or couple is None:
            return self._nobodys(inbound, parsed, owner, now)
        if owner.state == "stopped":
            started = parsed.meaning == "start"
            answer = self.stopping.start(inbound, owner, now) if started else NO_ANSWER
        else:
            answer = self._from_partner(inbound, couple, owner.partner, arrived, now)
        return self._discreetly(inbound, answer, couple, owner.partner)

    def _from_partner(
        self, inbound: Inbound, couple: Couple, key: PartnerKey, arrived: datetime, now: datetime
    ) -> str:
        """What our last message was about decides what theirs means."""
        offers = self._offers(inbound.channel, couple.id, key, now)
        about = offers[0].about if offers else "nothing"
        parsed = BY_CARRIER.get(inbound.opted) or parse(inbound.text, about)
        if leaves(parsed):
            return self.stopping.stop(inbound, parsed, now)
        if inbound.forwarded and parsed.meaning == "appreciation":
            parsed = replace(parsed, meaning="held")  # whose thanks these are, nobody can know
        return self.acts.answer(Said(inbound, parsed, couple, key, offers, arrived, now))

    def _shown(self, inbound: Inbound, answer: str) -> str:
        """The answer as its reader wants it on a lock screen."""
        owner = self.contacts.owner(inbound.channel, inbound.sender) if answer else None
        couple = self.couples.get(owner.couple_id) if owner and owner.couple_id else None
        if owner is None or owner.partner is None or couple is None:
            return answer
        return self._discreetly(inbound, answer, couple, owner.partner)

    def _discreetly(self, inbound: Inbound, answer: str, couple: Couple, key: PartnerKey) -> str:
        person = couple.partner(key)
        hides = person is not None and person.discreet and inbound.channel == "sms"
        if not hides:
            return answer
        words = self.renderer.discreetly(answer)
        return Quoted.of(words, answer.to) if isinstance(answer, Quoted) else words

    def _offers(
        self, channel: Channel, couple_id: str, key: PartnerKey, now: datetime
    ) -> tuple[Offer, ...]:
        """Newest first."""
        last = of_message(self.sent.last_by(channel, couple_id, key), now)
        found = [*self.inbox.offers(couple_id, key, now), *([last] if last else [])]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def _help(self, inbound: Inbound) -> str:
        return self._shown(inbound, self.renderer.answer("help", inbound.id))

    def _has_time_for(
        self, inbound: Inbound, now: datetime, what: str = "texts", at_most: int = AN_HOUR
    ) -> bool:
        """Sixty in an hour are more than anybody types: each answer costs, and so does a loop."""
        who = self.contacts.hashed(inbound.channel, inbound.sender)
        return self.limits.allow(f"{what}-{who}", at_most, HOUR, now)

    def _nobodys(self, inbound: Inbound, parsed: Parsed, owner: Owner | None, now: datetime) -> str:
        """A stopped number is answered nothing, whoever had it, but to its own START."""
        if owner is None or owner.state != "stopped":
            return self._unknown(inbound, now)
        return self.stopping.unlisted(inbound, now) if parsed.meaning == "start" else NO_ANSWER

    def _unknown(self, inbound: Inbound, now: datetime) -> str:
        """A stranger: one polite line a day, with where to sign up."""
        who = self.contacts.hashed(inbound.channel, inbound.sender)
        first = self.limits.allow(f"stranger-{who}", 1, DAY, now)
        return self.renderer.answer("stranger", inbound.id) if first else NO_ANSWER
