"""What stays of somebody who was erased, and says nothing of them to who has not the secret.

A proof of each consent, for as long as somebody can sue over a text; and for as long as backups
last, that they were erased, so that a restored table can be made to forget them again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import PARTNERS
from chalicelib.table import ABSENT, Delete, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    from chalicelib.couples.model import PartnerKey
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


def mark_of(couple_id: str, key: PartnerKey, generation: int, now: datetime) -> Write:
    """The write that says: delete what is theirs. As a due entry, a tick finds it.

    The generation they had is in the ids of their links, and is nowhere else once they are gone.
    """
    return Put(
        {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.erasure_sk(key),
            "at": now.isoformat(),
            "generation": generation,
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


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody on the list: a keyed name, of which only the secret can tell whose it is."""

    sk: str
    name: str
    at: datetime
    expires_at: int  # seconds since the epoch

    def as_item(self) -> Item:
        return {"PK": keys.ERASED, "SK": self.sk, "expires_at": self.expires_at}


def remembered(secret: str, couple_id: str, key: PartnerKey, now: datetime) -> Write:
    """The write that puts somebody on the list of the erased."""
    name = _name(secret, couple_id, key)
    expires = int((now + ERASED_KEPT).timestamp())
    return Put(Erased(keys.time_ordered_id(now, name), name, now, expires).as_item())


def listed(table: Table, now: datetime) -> list[Erased]:
    """Who was erased, the earliest first, as long as there are backups of before."""
    found = map(_from_item, table.query(keys.ERASED, consistent=True))
    return [one for one in found if one.expires_at > now.timestamp()]


def since_backup(lived: Table, restored: Table, now: datetime) -> list[Erased]:
    """Who was erased in the table that was `lived` with, after the backup from which the other
    was `restored`: that one has not got them on its list."""
    known = {one["SK"] for one in restored.query(keys.ERASED, consistent=True)}
    return [one for one in listed(lived, now) if one.sk not in known]


def named(secret: str, couple_ids: Iterable[str]) -> dict[str, tuple[str, PartnerKey]]:
    """The keyed names of all who are, or were, in these couples.

    Of a place, not of a person: "sign out everywhere" changes nothing about it. Who came after
    somebody in the same place was not there yet when a backup was made that still has them.
    """
    return {_name(secret, one, key): (one, key) for one in couple_ids for key in PARTNERS}


def replay(
    erased: Iterable[Erased],
    restored: Table,
    names: Mapping[str, tuple[str, PartnerKey]],
    leave: Leave,
    now: datetime,
) -> int:
    """Erase again, in a restored table, whoever is on the list. Returns how many of them were
    there. Can be broken off, and begun again: each is on this table's list once they are gone."""
    count = 0
    for one in erased:
        couple_id, key = names.get(one.name, ("", "a"))
        if couple_id and _is_there(restored, couple_id, key):
            count += 1
        if couple_id:
            leave(couple_id, key, now)
        restored.write(Put(one.as_item()))
    return count


def _is_there(table: Table, couple_id: str, key: PartnerKey) -> bool:
    item = table.get(keys.couple_pk(couple_id), keys.COUPLE, consistent=True) or {}
    return not (item.get(key) or {"left": True})["left"]


def _from_item(item: Item) -> Erased:
    at, _, name = item["SK"].partition("-")
    moment = datetime.strptime(at, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return Erased(item["SK"], name, moment, int(item["expires_at"]))


def _name(secret: str, couple_id: str, key: PartnerKey) -> str:
    return _keyed(secret, f"erased:{couple_id}:{key}")


def _keyed(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
