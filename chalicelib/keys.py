"""Every key of the table, on one page. See docs/architecture.md for what each item holds."""

from __future__ import annotations

import hashlib
import hmac
import zlib
from datetime import UTC, datetime

DUE_INDEX = "due"
SHARDS = 4  # to begin with; scheduling/shards.py raises it on a live table, never lowers it

COUPLE = "COUPLE"
CONTACT = "CONTACT"
LINK = "LINK"
LIMIT = "LIMIT"
INBOUND = "INBOUND"
CONTROL, HOLD, SHARD_COUNTS = "CONTROL", "HOLD", "SHARDS"
LEASE, PACE = "LEASE", "PACE"
ERASED = "ERASED"

DUE = "DUE#"
FALLBACK = "#fallback"
DELIVERY = "DELIVERY#"
DOUBT = "DOUBT#"
MEETING = "MEETING#"
DATE = "DATE#"
OFFER = "OFFER#"
TOPIC = "TOPIC#"
APPRECIATION = "APPRECIATION#"
CONSENT = "CONSENT#"
ERASURE = "ERASURE#"
ASKED = "ASKED#"
ANSWER = "ANSWER#"


def couple_pk(couple_id: str) -> str:
    return f"COUPLE#{couple_id}"


def due_sk(partner: str, rhythm: str) -> str:
    return f"{DUE}{partner}#{rhythm}"


def deliveries_of(partner: str) -> str:
    """The prefix of one partner's slots in the ledger, oldest first."""
    return f"{DELIVERY}{partner}#"


def delivery_sk(partner: str, local_date: str, rhythm: str) -> str:
    return f"{deliveries_of(partner)}{local_date}#{rhythm}"


def fallback_sk(sk: str) -> str:
    """The delivery of the same slot on the partner's other channel."""
    return f"{sk}{FALLBACK}"


def doubt_sk(sk: str) -> str:
    """The due entry of a delivery of which nobody knows whether it was sent."""
    return f"{DOUBT}{sk}"


def notices_of(partner: str) -> str:
    """The prefix of whatever else one partner was sent."""
    return f"NOTICE#{partner}#"


def notice_sk(partner: str, notice: str, cause: str) -> str:
    return f"{notices_of(partner)}{notice}#{cause}"


def meeting_sk(iso_week: str) -> str:
    return f"{MEETING}{iso_week}"


def date_sk(iso_week: str) -> str:
    """The date at home that was picked for a week."""
    return f"{DATE}{iso_week}"


def topic_sk(partner: str) -> str:
    """What a partner has parked for the next check-in."""
    return f"{TOPIC}{partner}"


def appreciation_sk(appreciation_id: str) -> str:
    return f"{APPRECIATION}{appreciation_id}"


def consent_sk(consent_id: str) -> str:
    return f"{CONSENT}{consent_id}"


def erasure_sk(partner: str) -> str:
    """That somebody left, until the last that was theirs is deleted."""
    return f"{ERASURE}{partner}"


def asked_sk(partner: str, token_hash: str) -> str:
    """An address of theirs that is not confirmed yet: which link holds it."""
    return f"{ASKED}{partner}#{token_hash}"


def answer_sk(partner: str, provider_id: str) -> str:
    """Of our answer to a message of theirs, what has words: where an erasure finds it."""
    return f"{ANSWER}{partner}#{provider_id}"


def proof_pk(contact_hash: str) -> str:
    """What is left of the consents behind an address whose owner was erased."""
    return f"PROOF#{contact_hash}"


def contact_pk(secret: str, channel: str, address: str) -> str:
    """A keyed hash: whoever reads the table alone cannot tell whose address it is."""
    keyed = hmac.new(secret.encode(), f"{channel}:{address}".encode(), hashlib.sha256)
    return f"CONTACT#{keyed.hexdigest()}"


def offer_sk(partner: str, of: str = "") -> str:
    """What a partner's next digit means: overwritten by each offer. That `of` a date has an item
    of its own: an answer in between does not take its digits away."""
    return f"{OFFER}{partner}#{of}" if of else f"{OFFER}{partner}"


def inbound_pk(provider_id: str) -> str:
    return f"INBOUND#{provider_id}"


def link_pk(token_hash: str) -> str:
    return f"LINK#{token_hash}"


def limit_pk(what: str, window: str) -> str:
    return f"LIMIT#{what}#{window}"


def due_shard(couple_id: str, shards: int = SHARDS) -> str:
    """Which shard of the due index a couple is written to."""
    return f"{zlib.crc32(couple_id.encode()) % shards:02d}"


def due_shards(shards: int = SHARDS) -> list[str]:
    """Every shard that planning reads."""
    return [f"{number:02d}" for number in range(shards)]


def utc_text(moment: datetime) -> str:
    """`due_at`: of fixed width, so that it sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def pace_pk(channel: str) -> str:
    """Up to when the instants of a channel are given away."""
    return f"PACE#{channel}"


def lease_pk(shard: str) -> str:
    """Who is working through one shard of the due index."""
    return f"LEASE#{shard}"


def time_ordered_id(now: datetime, entropy: str) -> str:
    """Sorts by time; the entropy keeps two of the same microsecond apart."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{entropy}"
