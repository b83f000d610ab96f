"""Leaving: one of the two goes, with their own words; the other stays, and is served alone.

Keys stay as they are: deliveries, links and the unsubscribe links of old emails name them. Where
`a` was, an empty place stays; where `b` was, nothing (docs/adr/0010).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import vacated
from chalicelib.table import Change, Conflict, Delete, Expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.table import Item, Table, Write

ACT = "their page: left"


@dataclass(frozen=True, slots=True)
class Departures:
    """The use case. Begun again after a crash, it goes on where it was."""

    table: Table
    couples: Couples
    contacts: Contacts
    preferences: Preferences
    new_id: Callable[[], str]

    def leave(self, couple_id: str, key: PartnerKey, now: datetime) -> None:
        """Words first: whoever pressed the button can press it again until the last of them."""
        couple = self.couples.get(couple_id, consistent=True)
        person = couple.partner(key) if couple else None
        if couple is None or person is None:
            return
        self._delete(couple_id, self._words(couple_id, key))
        self._unprint(couple_id, key)
        if couple.here - {key}:
            self._go(couple_id, key, now)
            self._delete(couple_id, self._history(couple_id, key))
        else:
            self._erase(couple, key, person)

    def _go(self, couple_id: str, key: PartnerKey, now: datetime) -> None:
        """They are gone from the couple, and their addresses are nobody's, in one transaction."""
        leaving: list[Partner] = []
        nonce = self.new_id()[:8]

        def change(couple: Couple) -> Couple:
            person = couple.partner(key)
            leaving[:] = [person] if person else []
            return without(couple, key) if person else couple

        def also(_: Couple) -> Iterator[Write]:
            for one in (contact for person in leaving for contact in person.contacts):
                yield from self.contacts.forget(couple_id, key, one)
                consent = Consent(partner=key, channel=one.channel, act=ACT, granted=False)
                yield self.contacts.consent(
                    couple_id, consent, one.address, now, f"{nonce}-{one.channel}"
                )

        self.preferences.edit(couple_id, change, now, lambda couple: [*also(couple)])

    def _erase(self, couple: Couple, key: PartnerKey, person: Partner) -> None:
        """Nobody is left: nothing is. What is refused here because of a race is tried again."""
        pk = keys.couple_pk(couple.id)
        forgotten = [
            w for one in person.contacts for w in self.contacts.forget(couple.id, key, one)
        ]
        unmoved = Expect(attributes={"version": couple.version})
        self.table.transact([Delete(pk, keys.COUPLE, unmoved), *forgotten])
        self._delete(couple.id, [one["SK"] for one in self.table.query(pk, consistent=True)])

    def _words(self, couple_id: str, key: PartnerKey) -> list[str]:
        """What they wrote: appreciations, a parked topic; and what their digits were about."""
        found = self._all(couple_id, keys.APPRECIATION)
        own = [one["SK"] for one in found if one["author"] == key]
        offers = [one["SK"] for one in self._all(couple_id, keys.offer_sk(key))]
        return [*own, *offers, keys.topic_sk(key)]

    def _unprint(self, couple_id: str, key: PartnerKey) -> None:
        """A topic of theirs that an agenda printed."""
        for one in self._all(couple_id, keys.MEETING):
            printed = one.get("parked", {}).get(key)
            if printed:
                expect = Expect(attributes={f"parked.{key}": printed})
                with suppress(Conflict):
                    self.table.write(
                        Change(one["PK"], one["SK"], set={f"parked.{key}": ""}, expect=expect)
                    )

    def _history(self, couple_id: str, key: PartnerKey) -> list[str]:
        """What was sent to them: whoever comes in their place must not see it."""
        prefixes = [keys.deliveries_of(key), keys.notice_sk(key, "", "").removesuffix("##") + "#"]
        every = [*prefixes, *(keys.doubt_sk(prefix) for prefix in prefixes)]
        return [one["SK"] for prefix in every for one in self._all(couple_id, prefix)]

    def _all(self, couple_id: str, prefix: str) -> list[Item]:
        return self.table.query(keys.couple_pk(couple_id), prefix, consistent=True)

    def _delete(self, couple_id: str, sks: list[str]) -> None:
        for sk in sks:
            self.table.write(Delete(keys.couple_pk(couple_id), sk))


def without(couple: Couple, key: PartnerKey) -> Couple:
    """The couple as the other goes on with it; who waited to be let in needs nobody's word now."""
    if key == "b":
        return replace(couple, b=None)
    other = couple.b
    if other is None:
        return couple
    return replace(couple, a=vacated(other.zone), b=replace(other, admitted=True))
