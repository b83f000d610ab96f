"""What stays of somebody who was erased, and says nothing of them to who has not the secret.

A proof of each consent, for as long as somebody can sue over a text; and for as long as backups
last, that they were erased, so that a restored table can be made to forget them again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import ABSENT, Delete, Put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Protocol

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Item, Table, Write

    class Leave(Protocol):
        """departure.Departures.leave."""

        def __call__(self, couple_id: str, key: PartnerKey, now: datetime) -> None: ...


# Point-in-time recovery keeps 35 days (AWS's longest and default), TTL deletes within some more.
BACKUPS_KEPT = timedelta(days=35)
ERASED_KEPT = BACKUPS_KEPT + timedelta(days=5)
# Suits under the TCPA (47 USC 227) can be brought for four years: 28 USC 1658(a). (U)
PROOF_KEPT = timedelta(days=4 * 366)
RESUMES_AFTER = timedelta(minutes=2)  # longer than the request that began it can last


def mark_of(couple_id: str, key: PartnerKey, now: datetime) -> Write:
    """The write that says: delete what is theirs. As a due entry, a tick finds it."""
    return Put(
        {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.erasure_sk(key),
            "at": now.isoformat(),
            "due_shard": keys.due_shard(couple_id),
            "due_at": keys.utc_text(now + RESUMES_AFTER),
            "plan": {},
        }
    )


def nothing_left(couple_id: str, key: PartnerKey) -> Write:
    """Goes with the write that gives their place to somebody else: conflicts until it is empty."""
    return Delete(keys.couple_pk(couple_id), keys.erasure_sk(key), ABSENT)


def proof(secret: str, consent: Item, erased_at: datetime) -> Write:
    """The write that keeps, of a consent, which words were agreed to and when; all else of it
    (who, by which address, from where) as a keyed digest: a copy can be held against it."""
    said = {name: consent[name] for name in sorted(consent) if name not in {"PK", "SK"}}
    return Put(
        {
            "PK": keys.proof_pk(consent["contact"].removeprefix("CONTACT#")),
            "SK": consent["SK"],
            "at": consent["at"],
            "granted": consent["granted"],
            "text_version": consent["text_version"],
            "digest": _keyed(secret, json.dumps(said, sort_keys=True)),
            "expires_at": int((erased_at + PROOF_KEPT).timestamp()),
        }
    )


def remembered(
    secret: str, couple_id: str, key: PartnerKey, generation: int, now: datetime
) -> Write:
    """The write that puts somebody on the list of the erased."""
    name = _name(secret, couple_id, key, generation)
    expires = int((now + ERASED_KEPT).timestamp())
    sk = keys.time_ordered_id(now, name)
    return Put({"PK": keys.ERASED, "SK": sk, "expires_at": expires})


def listed(table: Table) -> frozenset[str]:
    """Who was erased, by keyed name. To be read from the table that was lived with, not from one
    restored to a moment before."""
    return frozenset(one["SK"].split("-", 1)[1] for one in table.query(keys.ERASED))


def replay(
    erased: frozenset[str], couples: Iterable[Couple], secret: str, leave: Leave, now: datetime
) -> int:
    """Erase again, in a restored table, whoever is on the list. Returns how many that were."""
    count = 0
    for couple in couples:
        for key in sorted(couple.here):
            person = couple.partner(key)
            if person and _name(secret, couple.id, key, person.generation) in erased:
                leave(couple.id, key, now)
                count += 1
    return count


def _name(secret: str, couple_id: str, key: PartnerKey, generation: int) -> str:
    return _keyed(secret, f"erased:{couple_id}:{key}:{generation}")


def _keyed(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
