"""Parked topics: what each of the two wants to talk about at the next check-in. One each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.table import Delete, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Table, Write

LONGEST = 140  # characters


@dataclass(frozen=True, slots=True)
class Topics:
    """Parked topics in the table. Until an agenda showed one, only its author sees it."""

    table: Table

    def of(self, couple_id: str, author: PartnerKey) -> str:
        """What this partner has parked, "" if nothing."""
        item = self.table.get(keys.couple_pk(couple_id), keys.topic_sk(author), consistent=True)
        return str(item["text"]) if item else ""

    def by_author(self, couple_id: str, authors: Iterable[PartnerKey]) -> dict[PartnerKey, str]:
        """The topics of those who have parked one."""
        found = {author: self.of(couple_id, author) for author in authors}
        return {author: text for author, text in found.items() if text}

    def park(self, couple_id: str, author: PartnerKey, text: str) -> Write:
        """The write that parks one; it takes the place of the one before. To go with an edit
        of the couple, so that nothing is kept of somebody who is gone."""
        key = {"PK": keys.couple_pk(couple_id), "SK": keys.topic_sk(author)}
        return Put({**key, "text": text})

    def take_back(self, couple_id: str, author: PartnerKey) -> None:
        self.table.write(Delete(keys.couple_pk(couple_id), keys.topic_sk(author)))

    def clear(self, couple_id: str, author: PartnerKey, text: str) -> Write:
        """The write that takes one off that an agenda has shown, if it still says the same."""
        same = Expect(attributes={"text": text})
        return Delete(keys.couple_pk(couple_id), keys.topic_sk(author), same)


def sharing(couple: Couple) -> tuple[PartnerKey, ...]:
    """Those who may park a topic: whoever is alone has nobody to show it to."""
    return () if couple.solo else tuple(key for key, _ in couple.partners())
