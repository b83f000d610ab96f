"""Signing up, joining, adding a channel: asked for here, and nothing until it is confirmed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import Invitation
from chalicelib.table import Put

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.links import Link, Links, Purpose
    from chalicelib.couples.model import Contact, Couple, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples


@dataclass(frozen=True, slots=True)
class Agreed:
    """How somebody agreed, and to which words: kept with the consent."""

    text_version: str
    ip: str
    page: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """What the second partner chose."""

    agenda: bool = True
    nudges: bool = True
    thanks: bool = False
    shared: bool = False  # the address is a family's: it takes agendas alone


@dataclass(frozen=True, slots=True)
class Signup:
    """The use cases of arriving. `new_id` gives a fresh random hex string."""

    couples: Couples
    links: Links
    preferences: Preferences
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
        link = self._issue("contact", facts, now)
        self._note(couple_id, partner, link)
        return link

    def _note(self, couple_id: str, partner: PartnerKey, link: Link) -> None:
        """Which link holds the address: whoever erases themselves until then takes it along."""
        key = {"PK": keys.couple_pk(couple_id), "SK": keys.asked_sk(partner, link.hash)}
        self.links.table.write(Put({**key, "expires_at": int(link.expires.timestamp())}))

    def note_nothing(self, link: Link) -> None:
        """The same write for a couple that is not there, so that it takes as long (ADR 16)."""
        self._note(self.new_id(), "a", link)

    def invite(self, couple_id: str, now: datetime) -> Link:
        """A link for `a` to forward; it ends the one before. Raises Gone, Conflict.

        We never write to anybody who has not agreed.
        """
        link = self.links.mint("invite", self.new_id(), {"couple": couple_id}, now)
        self._out(couple_id, Invitation(link.id, link.expires.isoformat()), now, link)
        return link

    def take_back(self, couple_id: str, now: datetime) -> None:
        """The link that is out opens nothing from now on. Raises Gone, Conflict."""
        self._out(couple_id, None, now)

    def decline(self, invitation: Link) -> None:
        """Whoever was asked says no. The couple stays as it is: the one who asked is not told, and
        their page cannot tell it from a link that nobody has opened."""
        self.links.spend(invitation)

    def _out(
        self, couple_id: str, invitation: Invitation | None, now: datetime, *new: Link
    ) -> None:
        before: list[Invitation] = []

        def change(couple: Couple) -> Couple:
            before[:] = [couple.invitation] if couple.invitation else []
            return replace(couple, invitation=invitation)

        self.preferences.edit(
            couple_id,
            change,
            now,
            lambda _: [
                *(self.links.end(one.id) for one in before),
                *(self.links.write(one) for one in new),
            ],
        )

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
        thanks: Agreed | None = None,
    ) -> Link:
        """Remember that somebody wants to join by an invitation. `thanks`: to which words they
        agreed who want to hear thanks at once."""
        facts = {
            **self._facts(name, contact, zone, agreed),
            "couple": invitation.facts["couple"],
            "invitation": invitation.hash,
            "choice": asdict(choice),
            **({"thanks": asdict(thanks)} if thanks else {}),
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
