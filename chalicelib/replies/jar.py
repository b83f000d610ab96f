"""The jar: the couple's logged appreciations. Each belongs to its author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chalicelib import keys
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, OneOf, Put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item, Table

# kept: only its author sees it; waiting: the next agenda prints it; heard: it was printed;
# held: it may not be an appreciation at all, shown to nobody until its author says so.
JarState = Literal["kept", "waiting", "heard", "held"]


@dataclass(frozen=True, slots=True)
class Appreciation:
    """One partner's words about the other."""

    id: str
    author: PartnerKey
    text: str
    source: str  # "sms"
    state: JarState
    at: str  # UTC ISO


@dataclass(frozen=True, slots=True)
class Jar:
    """Appreciations in the table, oldest first."""

    table: Table

    def add(self, couple_id: str, appreciation: Appreciation) -> None:
        """Keep one. Adding the same id again changes nothing (a webhook comes twice)."""
        item = {
            "PK": keys.couple_pk(couple_id),
            "SK": keys.appreciation_sk(appreciation.id),
            "author": appreciation.author,
            "text": appreciation.text,
            "source": appreciation.source,
            "state": appreciation.state,
            "at": appreciation.at,
        }
        try:
            self.table.write(Put(item, ABSENT))
        except Conflict:
            return

    def all(self, couple_id: str) -> list[Appreciation]:
        found = self.table.query(keys.couple_pk(couple_id), keys.APPRECIATION, consistent=True)
        return [_from_item(item) for item in found]

    def by(self, couple_id: str, author: PartnerKey) -> list[Appreciation]:
        return [one for one in self.all(couple_id) if one.author == author]

    def waiting(self, couple_id: str) -> list[Appreciation]:
        return [one for one in self.all(couple_id) if one.state == "waiting"]

    def some(self, couple_id: str, ids: Iterable[str]) -> list[Appreciation]:
        """Those of these ids that are still there to be read (not taken back)."""
        wanted = set(ids)
        shown = ("waiting", "heard")
        return [one for one in self.all(couple_id) if one.id in wanted and one.state in shown]

    def set_state(self, couple_id: str, author: PartnerKey, which: str, state: JarState) -> bool:
        """Keep private or release; only its author can, and only until it was heard."""
        own = {"author": author, "state": OneOf(("kept", "waiting", "held"))}
        change = Change(
            keys.couple_pk(couple_id),
            keys.appreciation_sk(which),
            set={"state": state},
            expect=Expect(attributes=own),
        )
        return self._done(change)

    def hear(self, couple_id: str, which: str) -> None:
        """It was printed in the copy of the one it is about."""
        self._done(
            Change(
                keys.couple_pk(couple_id),
                keys.appreciation_sk(which),
                set={"state": "heard"},
                expect=Expect(attributes={"state": "waiting"}),
            )
        )

    def take_back(self, couple_id: str, author: PartnerKey, which: str) -> bool:
        """Delete one of the author's own, until it was heard."""
        own = {"author": author, "state": OneOf(("kept", "waiting", "held"))}
        pk, sk = keys.couple_pk(couple_id), keys.appreciation_sk(which)
        return self._done(Delete(pk, sk, Expect(attributes=own)))

    def _done(self, write: Change | Delete) -> bool:
        try:
            self.table.write(write)
        except Conflict:
            return False
        return True


def appreciation_id(now: datetime, cause: str) -> str:
    """Made from the message that carried it, so that a repeated webhook makes the same one."""
    return keys.time_ordered_id(now, cause)


def _from_item(item: Item) -> Appreciation:
    return Appreciation(
        id=item["SK"].removeprefix(keys.APPRECIATION),
        author=item["author"],
        text=item["text"],
        source=item["source"],
        state=item["state"],
        at=item["at"],
    )
