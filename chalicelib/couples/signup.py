"""Signing up, joining, adding a channel: asked for here, and nothing until it is confirmed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.links import Link, Links, Purpose
    from chalicelib.couples.model import Contact, PartnerKey
    from chalicelib.couples.store import Couples


@dataclass(frozen=True, slots=True)
class Agreed:
    """How somebody agreed: kept with the consent."""

    text_version: str
    ip: str
    page: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What the second partner chose."""

    agenda: bool = True
    nudges: bool = True
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class Signup:
    """The use cases of arriving. `new_id` gives a fresh random hex string."""

    couples: Couples
    links: Links
    new_id: Callable[[], str]

    def ask(self, name: str, contact: Contact, zone: str, agreed: Agreed, now: datetime) -> Link:
        """Remember a sign-up for 48 hours. It is nothing but a link until it is confirmed."""
        facts = self._facts(name, contact, zone, agreed)
        return self._issue("signup", facts, now)

    def ask_contact(
        self, couple_id: str, partner: PartnerKey, contact: Contact, agreed: Agreed, now: datetime
    ) -> Link:
        """Remember that a partner wants a second channel."""
        couple = self.couples.get(couple_id, consistent=True)
        person = couple.partner(partner) if couple else None
        facts = {
            **self._facts("", contact, "", agreed),
            "couple": couple_id,
            "partner": partner,
            "generation": person.generation if person else None,
            "discreet": person.discreet if person else False,
        }
        return self._issue("contact", facts, now)

    def invite(self, couple_id: str, now: datetime) -> Link:
        """A link for `a` to forward. We never write to anybody who has not agreed."""
        return self._issue("invite", {"couple": couple_id}, now)

    def ask_join(
        self,
        invitation: Link,
        name: str,
        contact: Contact,
        zone: str,
        *,
        choice: Joining,
        agreed: Agreed,
        now: datetime,
    ) -> Link:
        """Remember that somebody wants to join by an invitation."""
        facts = {
            **self._facts(name, contact, zone, agreed),
            "couple": invitation.facts["couple"],
            "invitation": invitation.hash,
            "choice": asdict(choice),
        }
        return self._issue("join", facts, now)

    def _facts(self, name: str, contact: Contact, zone: str, agreed: Agreed) -> dict[str, Any]:
        return {
            "name": name,
            "channel": contact.channel,
            "address": contact.address,
            "zone": zone,
            "agreed": asdict(agreed),
        }

    def _issue(self, purpose: Purpose, facts: dict[str, Any], now: datetime) -> Link:
        return self.links.issue(purpose, self.new_id(), facts, now)
