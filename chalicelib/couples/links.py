"""Links that open something: hashed at rest, expiring; what acts is used up.

The token in a link is derived from the link's random id with the service's secret. So a queue
message may name the link by its hash, the sender can still write the link out, and whoever
reads the table or the queue alone cannot.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from chalicelib import keys
from chalicelib.table import ABSENT, PRESENT, Conflict, Delete, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.table import Table, Write

Purpose = Literal["signup", "contact", "invite", "join", "session", "agenda", "relay", "date"]
LIFETIMES: Mapping[str, timedelta] = {
    "signup": timedelta(hours=48),
    "contact": timedelta(hours=48),
    "invite": timedelta(days=14),
    "join": timedelta(hours=48),
    "session": timedelta(minutes=30),
    "agenda": timedelta(days=8),
    "relay": timedelta(days=30),
    "date": timedelta(days=7),
}
TOKEN_BYTES = 12  # 96 bits: 16 characters, short enough for a text


@dataclass(frozen=True, slots=True)
class Link:
    """What a token opens. `facts` holds what the form said until it is confirmed."""

    hash: str
    id: str
    purpose: Purpose
    expires: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)


def reader(link: Link, couple: Couple | None) -> Partner | None:
    """Whose page of their own a link in a message opens: an agenda, a date, words passed on.

    None if they are gone, or have signed out everywhere since it was written: `of` is their
    generation then. Nobody has to forward these; who does shows what is private.
    """
    person = couple.partner(link.facts["partner"]) if couple else None
    same = person is not None and link.facts.get("of", person.generation) == person.generation
    return person if same else None


def own_id(couple_id: str, key: PartnerKey, about: str, generation: int) -> str:
    """The id of the link to a reader's own page: the same with each message about the same thing.

    Another one once they have signed out everywhere: writing it anew for them must not open the
    address that somebody copied before. Generation 0 has the ids of before there was this.
    """
    plain = f"{couple_id}#{key}#{about}"
    return f"{plain}#{generation}" if generation else plain


@dataclass(frozen=True, slots=True)
class Links:
    """Links in the table."""

    table: Table
    secret: str

    def mint(self, purpose: Purpose, link_id: str, facts: Mapping[str, Any], now: datetime) -> Link:
        """Make a link that is not yet written; `write` gives the write that does."""
        expires = now + LIFETIMES[purpose]
        return Link(self._hash(self._token(link_id)), link_id, purpose, expires, facts)

    def issue(
        self, purpose: Purpose, link_id: str, facts: Mapping[str, Any], now: datetime
    ) -> Link:
        """Make a link and write it."""
        link = self.mint(purpose, link_id, facts, now)
        self.table.write(self.write(link))
        return link

    def keep(self, purpose: Purpose, link_id: str, facts: Mapping[str, Any], now: datetime) -> Link:
        """The link of an id of ours, written anew with each message that names it."""
        link = self.mint(purpose, link_id, facts, now)
        self.table.write(replace(self.write(link), expect=None))
        return link

    def spend(self, link: Link) -> bool:
        """Use a link up. False if somebody did before."""
        try:
            self.table.write(self.use(link))
        except Conflict:
            return False
        return True

    def write(self, link: Link) -> Put:
        item = {
            "PK": keys.link_pk(link.hash),
            "SK": keys.LINK,
            "id": link.id,
            "purpose": link.purpose,
            "facts": dict(link.facts),
            "expires_at": int(link.expires.timestamp()),
        }
        return Put(item, ABSENT)

    def use(self, link: Link) -> Write:
        """The write that uses a link up; a second use conflicts."""
        return Delete(keys.link_pk(link.hash), keys.LINK, PRESENT)

    def end(self, link_id: str) -> Write:
        """The write that ends a link, whether or not it was used up before."""
        return Delete(keys.link_pk(self.hash_of(link_id)), keys.LINK)

    def open(self, token: str, now: datetime) -> Link | None:
        """What a token opens, None if it is unknown, used or expired."""
        return self.find(self._hash(token), now)

    def open_for(self, token: str, purpose: Purpose, now: datetime) -> Link | None:
        """The same, for a link of one purpose only."""
        link = self.open(token, now)
        return link if link and link.purpose == purpose else None

    def find(self, token_hash: str, now: datetime) -> Link | None:
        """The link of that hash. TTL deletes within days, so the expiry is checked here."""
        item = self.table.get(keys.link_pk(token_hash), keys.LINK, consistent=True)
        if item is None:
            return None
        expires = datetime.fromtimestamp(item["expires_at"], UTC)
        if expires <= now:
            return None
        return Link(token_hash, item["id"], item["purpose"], expires, item["facts"])

    def token(self, link: Link) -> str:
        """The secret part of the link's address."""
        return self._token(link.id)

    def token_of(self, link_id: str) -> str:
        """The same, from the link's id alone."""
        return self._token(link_id)

    def hash_of(self, link_id: str) -> str:
        """The hash of a link whose id we make ourselves."""
        return self._hash(self._token(link_id))

    def _token(self, link_id: str) -> str:
        keyed = hmac.new(self.secret.encode(), f"link:{link_id}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(keyed.digest()[:TOKEN_BYTES]).decode().rstrip("=")

    def _hash(self, token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()
