"""Deletes what is left of somebody who left. Each step can be done twice, and in any order; the
mark that began it goes last, so that whatever dies on the way is begun again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.erased import proof
from chalicelib.couples.model import PARTNERS, other_of
from chalicelib.couples.own_links import keys_of, named_by
from chalicelib.couples.ownership import owner_of
from chalicelib.table import Change, Conflict, Delete, Expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chalicelib.couples.links import Links
    from chalicelib.couples.model import PartnerKey
    from chalicelib.couples.own_links import Generations
    from chalicelib.table import Item, Table

BY_HASH = ("link", "welcome", "joined")  # notices whose cause is the hash of a link
ABOUT_THEM = ("relay", "joined")  # notices to the other that are made of what was theirs
KEPT = (keys.COUPLE, keys.ERASURE)


@dataclass(frozen=True, slots=True)
class Case:
    """Of which couple, when somebody left, and which generations the two are or were."""

    couple_id: str
    at: datetime
    generations: Generations


@dataclass(frozen=True, slots=True)
class Erasure:
    """The job: all items of the couple in one query, then each that was theirs."""

    table: Table
    links: Links

    def go_on(self, couple_id: str, key: PartnerKey) -> None:
        """Nothing, if nobody has left that place or all is done."""
        pk, sk = keys.couple_pk(couple_id), keys.erasure_sk(key)
        mark = self.table.get(pk, sk, consistent=True)
        if mark is None:
            return
        items = self.table.query(pk, consistent=True)
        nobody_left = not any(one["SK"] == keys.COUPLE for one in items)
        case = Case(couple_id, datetime.fromisoformat(mark["at"]), generations_in(items))
        theirs = self._everything if nobody_left else self._of_one
        theirs(case, key, [one for one in items if not one["SK"].startswith(KEPT)])
        self.table.write(Delete(pk, sk))

    def _everything(self, case: Case, key: PartnerKey, items: Sequence[Item]) -> None:
        del key
        for one in items:
            self._delete(case, one)

    def _of_one(self, case: Case, key: PartnerKey, items: Sequence[Item]) -> None:
        stay = {one["SK"] for one in items if one.get("author") == other_of(key)}
        for one in items:
            if one["SK"].startswith(keys.MEETING):
                self._unprint(case, one, key, stay)
            elif one["SK"].startswith(keys.DATE):
                self._hand_over(one, key)
            elif is_theirs(one, key):
                self._delete(case, one)

    def _delete(self, case: Case, item: Item) -> None:
        """What an item leads to goes first: without it that could not be found again."""
        if item["SK"].startswith(keys.CONSENT):
            self.table.write(proof(self.links.secret, item, case.at))
        for pk in self._links_of(case, item):
            for one in self.table.query(pk, consistent=True):
                self.table.write(Delete(one["PK"], one["SK"]))
        self.table.write(Delete(item["PK"], item["SK"]))

    def _unprint(self, case: Case, meeting: Item, key: PartnerKey, stay: set[str]) -> None:
        """A topic of theirs that an agenda printed, and which words of theirs it read out."""
        thanks = [one for one in meeting["thanks"] if keys.appreciation_sk(one) in stay]
        facts: dict[str, Any] = {} if thanks == meeting["thanks"] else {"thanks": thanks}
        if facts:  # the other's page of that agenda names them, too
            of_it = other_of(key), meeting["week"]
            for link in keys_of(self.links, case.couple_id, *of_it, case.generations):
                with suppress(Conflict):
                    self.table.write(Change(*link, set={"facts.thanks": thanks}))
        if meeting.get("parked", {}).get(key):
            facts[f"parked.{key}"] = ""
        if facts:
            with suppress(Conflict):  # it has expired meanwhile
                self.table.write(Change(meeting["PK"], meeting["SK"], set=facts))

    def _hand_over(self, date: Item, key: PartnerKey) -> None:
        """A date that they picked for both is the other's now."""
        if date["by"] == key:
            expect = Expect(attributes={"by": key})
            with suppress(Conflict):
                becomes = {"by": other_of(key)}
                self.table.write(Change(date["PK"], date["SK"], set=becomes, expect=expect))

    def _links_of(self, case: Case, item: Item) -> Iterator[str]:
        """PKs of the links that a message of theirs named, or an address of theirs waits in."""
        for pk, _ in named_by(self.links, case.couple_id, item, case.generations):
            yield pk
        match item["SK"].split("#"):
            case ["NOTICE", _, name, token_hash] if name in BY_HASH:
                yield keys.link_pk(token_hash)
            case ["ASKED", _, token_hash]:
                yield keys.link_pk(token_hash)


def generations_in(items: Iterable[Item]) -> Generations:
    """Of each of the two, those in the ids of their links, as far as the couple's items tell:
    of who is there the couple itself, of who left the mark. One of before it told means 0."""
    found: dict[PartnerKey, set[int]] = {key: set() for key in PARTNERS}
    for one in items:
        for key in PARTNERS:
            if one["SK"] == keys.COUPLE and one.get(key):
                found[key].add(one[key].get("generation", 0))
            elif one["SK"] == keys.erasure_sk(key):
                found[key].add(one.get("generation", 0))
    return found


def is_theirs(item: Item, key: PartnerKey) -> bool:
    """Whether an item is one partner's, or was sent to the other and is made of what was theirs.

    What was read back to the other may have words of theirs in it.
    """
    if item["SK"].startswith(keys.ANSWER) and "answer" in item:
        return True
    parts = item["SK"].removeprefix(keys.DOUBT).split("#")
    to_other = parts[0] == "NOTICE" and parts[1] == other_of(key)
    return owner_of(item) == key or (to_other and parts[2] in ABOUT_THEM)
