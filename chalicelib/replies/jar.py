"""The jar: the couple's logged appreciations. Each belongs to its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.couples.presence import present
from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, OneOf, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Item, Table, Write

# kept: only its author sees it; waiting: the next agenda prints it; heard: it was printed, or
# passed on; held: it may not be an appreciation at all, shown to nobody until its author says so.
JarState = Literal["kept", "waiting", "heard", "held"]
UNHEARD: tuple[JarState, ...] = ("kept", "waiting", "held")
ANY: tuple[JarState, ...] = (*UNHEARD, "heard")
AGENDA, RELAY = "agenda", "relay"  # by which they were heard


@dataclass(frozen=True, slots=True)
class Appreciation:
    """One partner's words about the other."""

    id: str
    author: PartnerKey
    text: str
    source: str  # the channel: "sms", "email"; or "page"
    state: JarState
    at: str  # UTC ISO
    passed: bool = False  # its author has passed it on, whether or not it got there
    heard_by: str = ""  # AGENDA or RELAY, once it was


@dataclass(frozen=True, slots=True)
class Jar:
    """Appreciations in the table, oldest first."""

    table: Table

    def add(self, couple: Couple, appreciation: Appreciation) -> None:
        """Keep one. Adding the same id again changes nothing (a webhook comes twice).

        Raises Gone if its author left since the couple was read: nothing brings words back.
        """
        item = {
            "PK": keys.couple_pk(couple.id),
            "SK": keys.appreciation_sk(appreciation.id),
            "author": appreciation.author,
            "text": appreciation.text,
            "source": appreciation.source,
            "state": appreciation.state,
            "at": appreciation.at,
        }
        try:
            present(couple, appreciation.author).do(self.table, Put(item, ABSENT))
        except Conflict:
            if self.one(couple.id, appreciation.id) is None:
                raise

    def all(self, couple_id: str) -> list[Appreciation]:
        found = self.table.query(keys.couple_pk(couple_id), keys.APPRECIATION, consistent=True)
        return [from_item(item) for item in found]

    def by(self, couple_id: str, author: PartnerKey) -> list[Appreciation]:
        return [one for one in self.all(couple_id) if one.author == author]

    def waiting(self, couple_id: str) -> list[Appreciation]:
        """What the next agenda prints: also what was passed on since the last one."""
        return [
            one
            for one in self.all(couple_id)
            if one.state == "waiting" or (one.state == "heard" and one.heard_by == RELAY)
        ]

    def some(self, couple_id: str, ids: Iterable[str]) -> list[Appreciation]:
        """Those of these ids that are still there to be read (not taken back)."""
        return still_there(self.all(couple_id), ids)

    def one(self, couple_id: str, which: str) -> Appreciation | None:
        item = self.table.get(
            keys.couple_pk(couple_id), keys.appreciation_sk(which), consistent=True
        )
        return from_item(item) if item else None

    def set_state(self, couple_id: str, author: PartnerKey, which: str, state: JarState) -> bool:
        """Keep private or release; only its author can, and only until it was heard."""
        return self.change(couple_id, author, which, {"state": state})

    def change(
        self, couple_id: str, author: PartnerKey, which: str, facts: Mapping[str, Any]
    ) -> bool:
        return self._done(self.becomes(couple_id, author, which, facts))

    def becomes(
        self, couple_id: str, author: PartnerKey, which: str, facts: Mapping[str, Any]
    ) -> Write:
        """The write that changes one of the author's own. Conflicts once it was heard."""
        pk, sk = keys.couple_pk(couple_id), keys.appreciation_sk(which)
        return Change(pk, sk, set=facts, expect=_own(author, UNHEARD))

    def hear(self, couple_id: str, which: str) -> None:
        """It was printed in the copy of the one it is about."""
        pk, sk = keys.couple_pk(couple_id), keys.appreciation_sk(which)
        heard = {"state": "heard", "heard_by": AGENDA}
        expect = Expect(attributes={"state": OneOf(("waiting", "heard"))})
        self._done(Change(pk, sk, set=heard, expect=expect))

    def relayed(self, couple_id: str, which: str, *, arrived: bool) -> None:
        """It was passed on to the one it is about; or did not get there after all, and waits."""
        pk, sk = keys.couple_pk(couple_id), keys.appreciation_sk(which)
        before = {"state": "waiting"} if arrived else {"state": "heard", "heard_by": RELAY}
        after = {"state": "heard" if arrived else "waiting", "heard_by": RELAY if arrived else ""}
        self._done(Change(pk, sk, set=after, expect=Expect(attributes=before)))

    def remove(self, couple_id: str, author: PartnerKey, which: str) -> bool:
        """Delete one of the author's own, heard or not."""
        return self._done(self.gone(couple_id, author, which, ANY))

    def take_back(self, couple_id: str, author: PartnerKey, which: str) -> bool:
        """Delete one of the author's own, until it was heard."""
        return self._done(self.gone(couple_id, author, which, UNHEARD))

    def gone(
        self, couple_id: str, author: PartnerKey, which: str, states: tuple[JarState, ...]
    ) -> Write:
        """The write that deletes one of the author's own while it is in one of these states."""
        pk, sk = keys.couple_pk(couple_id), keys.appreciation_sk(which)
        return Delete(pk, sk, _own(author, states))

    def _done(self, write: Write) -> bool:
        try:
            self.table.write(write)
        except Conflict:
            return False
        return True


def _own(author: PartnerKey, states: tuple[JarState, ...]) -> Expect:
    return Expect(attributes={"author": author, "state": OneOf(states)})


def appreciation_id(now: datetime, cause: str) -> str:
    """Made from the message that carried it, so that a repeated webhook makes the same one."""
    return keys.time_ordered_id(now, cause)


def still_there(words: Iterable[Appreciation], ids: Iterable[str]) -> list[Appreciation]:
    """Those of these ids that an agenda may show, in the order of the words."""
    wanted = set(ids)
    return [one for one in words if one.id in wanted and one.state in {"waiting", "heard"}]


def by_year(words: Iterable[Appreciation], zone: str) -> dict[int, list[Appreciation]]:
    """By the local year in which they were written, oldest first."""
    found: dict[int, list[Appreciation]] = {}
    for one in words:
        year = datetime.fromisoformat(one.at).astimezone(ZoneInfo(zone)).year
        found.setdefault(year, []).append(one)
    return found


def from_item(item: Item) -> Appreciation:
    return Appreciation(
        id=item["SK"].removeprefix(keys.APPRECIATION),
        author=item["author"],
        text=item["text"],
        source=item["source"],
        state=item["state"],
        at=item["at"],
        passed=item.get("passed", False),
        heard_by=item.get("heard_by", ""),
    )
