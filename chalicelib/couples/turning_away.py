"""Turning away: who came by the link is not the partner. They are forgotten, and hear nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.couples.departure import without

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.table import Write

    Also = Callable[[PartnerKey, Partner], Sequence[Write]]


def turn_away(
    preferences: Preferences, contacts: Contacts, couple_id: str, now: datetime, also: Also
) -> Couple:
    """`also` gives the writes that go with it, of whoever waited in that place."""
    leaving: list[tuple[PartnerKey, Contact]] = []
    places: list[tuple[PartnerKey, Partner]] = []

    def change(couple: Couple) -> Couple:
        leaving.clear()
        places.clear()
        if couple.waiting is None:
            return couple
        key, person = couple.waiting
        places.append((key, person))
        leaving.extend((key, one) for one in person.contacts)
        return without(couple, key)

    return preferences.edit(
        couple_id,
        change,
        now,
        lambda _: [
            *(write for key, one in leaving for write in contacts.forget(couple_id, key, one)),
            *(write for key, person in places for write in also(key, person)),
        ],
    )
