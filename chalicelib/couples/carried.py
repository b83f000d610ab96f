"""What a link carries until it is confirmed: an address, and what was agreed to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.couples.signup import Agreed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Channel, Partner, PartnerKey

ACT = "form and confirm button"


def contact_of(link: Link) -> Contact:
    """The address that a link was sent to."""
    channel: Channel = link.facts["channel"]
    return Contact(channel, link.facts["address"])


def consents_of(link: Link, key: PartnerKey, person: Partner | None = None) -> Iterator[Consent]:
    """To be written to; and for a `person` who joins, to hear thanks at once."""
    yield _consent(link, key, Agreed(**link.facts["agreed"]))
    if person and person.relays and "thanks" in link.facts:
        yield _consent(link, key, Agreed(**link.facts["thanks"]))


def _consent(link: Link, key: PartnerKey, agreed: Agreed) -> Consent:
    channel = contact_of(link).channel
    return Consent(partner=key, channel=channel, act=ACT, granted=True, **asdict(agreed))
