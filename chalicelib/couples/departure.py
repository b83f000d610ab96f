"""Leaving: one of the two goes, with their own words; the other stays, and is served alone.

The first transaction ends all sending: the person, their due entries and their addresses are gone
from the couple. What is left of theirs is deleted afterwards (couples/erasure.py), by this request
or, if it dies, by the next tick: the transaction has put a due entry that says so.

Keys stay as they are: deliveries, links and the unsubscribe links of old emails name them. Where
`a` was, an empty place stays; where `b` was, nothing (docs/adr/0010).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.contacts import Consent
from chalicelib.couples.erased import mark_of, remembered
from chalicelib.couples.joining import inherited
from chalicelib.couples.model import vacated
from chalicelib.couples.preferences import TRIES
from chalicelib.table import Conflict, Delete, Expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.erasure import Erasure
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.table import Table, Write

ACT = "their page: erased"


@dataclass(frozen=True, slots=True)
class Departures:
    """The use case. Begun again after a crash, it goes on where it was."""

    table: Table
    couples: Couples
    contacts: Contacts
    preferences: Preferences
    erasure: Erasure
    new_id: Callable[[], str]
    act: str = ACT  # by which they left, as the record of it says

    def leave(self, couple_id: str, key: PartnerKey, now: datetime) -> None:
        """Raises Conflict if others are at the couple all the time: nothing has happened then."""
        for last_try in (False,) * (TRIES - 1) + (True,):
            couple = self.couples.get(couple_id, consistent=True)
            person = couple.partner(key) if couple else None
            if couple is None or person is None:
                break
            try:
                self._begin(couple, key, person, now)
            except Conflict:
                if last_try:
                    raise
                continue
            break
        self.erasure.go_on(couple_id, key)

    def _begin(self, couple: Couple, key: PartnerKey, person: Partner, now: datetime) -> None:
        if couple.here - {key}:
            self._go(couple.id, key, now)
        else:
            self._end(couple, key, person, now)

    def _go(self, couple_id: str, key: PartnerKey, now: datetime) -> None:
        """They are gone from the couple, and their addresses are nobody's, in one transaction."""
        leaving: list[Partner] = []
        left: list[Contact] = []

        def change(couple: Couple) -> Couple:
            person = couple.partner(key)
            leaving[:] = [person] if person else []
            left.clear()
            for one in person.contacts if person else ():
                rest = inherited(couple, key, one)
                left.extend([one] if rest else [])
                couple = rest or couple
            return without(couple, key) if person else couple

        def also(_: Couple) -> Sequence[Write]:
            return [w for one in leaving for w in self._forgotten(couple_id, key, one, now, left)]

        self.preferences.edit(couple_id, change, now, also)

    def _end(self, couple: Couple, key: PartnerKey, person: Partner, now: datetime) -> None:
        """Nobody is left: the couple ends, and nothing of it is due any more."""
        pk, unmoved = keys.couple_pk(couple.id), Expect(attributes={"version": couple.version})
        due = [Delete(pk, one["SK"]) for one in self.couples.due_entries(couple.id)]
        out = [self.erasure.links.end(couple.invitation.id)] if couple.invitation else []
        gone = [Delete(pk, keys.COUPLE, unmoved), *due, *out]
        self.table.transact([*gone, *self._forgotten(couple.id, key, person, now)])

    def _forgotten(
        self,
        couple_id: str,
        key: PartnerKey,
        person: Partner,
        now: datetime,
        left: Sequence[Contact] = (),
    ) -> Iterator[Write]:
        """Their addresses are nobody's and on the stop list, but a mailbox that is `left` to the
        other, who shares it (ADR 15); that more is to be deleted."""
        nonce = self.new_id()[:8]
        for one in person.contacts:
            if one in left:
                yield self.contacts.hand_over(couple_id, key, one)
            else:
                yield from self.contacts.forget(couple_id, key, one, listed=True)
            consent = Consent(partner=key, channel=one.channel, act=self.act, granted=False)
            yield self.contacts.consent(
                couple_id, consent, one.address, now, f"{nonce}-{one.channel}"
            )
        yield mark_of(couple_id, key, person.generation, now)
        yield remembered(self.contacts.secret, couple_id, key, now)


def without(couple: Couple, key: PartnerKey) -> Couple:
    """The couple as the other goes on with it; who waited to be let in needs nobody's word now."""
    if key == "b":
        return replace(couple, b=None)
    other = couple.b
    if other is None:
        return couple
    return replace(couple, a=vacated(other.zone), b=replace(other, admitted=True))
