"""5,000 partners of whom 250 are due in an evening: the same people and hours for every peer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.contacts import Contacts
from chalicelib.couples.document import to_item
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.scheduling.entries import due_entries
from chalicelib.table import Put
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Channel, Partner, PartnerKey
    from chalicelib.table import Item, Write

PARTNERS, DUE = 5_000, 250
COUPLES = PARTNERS // 2
NEW_YORK = "America/New_York"
MINUTE = timedelta(minutes=1)
# Mondays, Wednesdays and Fridays at 20:15 in New York, as everybody starts. The first one warms
# everything up; what is measured has a delivery before it, as it has for nearly everybody.
EVENINGS = tuple(
    datetime(2026, 11, 24, 1, 15, tzinfo=UTC) + timedelta(days=days) for days in (0, 2, 4, 7, 9, 11)
)
BEFORE, AFTER = EVENINGS[0] - MINUTE, EVENINGS[-1] + MINUTE
DUE_SK = keys.due_sk("a", "small")
SECRET = "a pretend secret"  # noqa: S105 (it hashes addresses that nobody has)


def couples(channel: Channel = "email") -> Iterator[Couple]:
    """Two partners each. `a` of the first 250 keeps the usual time, all others chose another."""
    for number in range(COUPLES):
        couple_id = hashlib.sha256(f"couple {number}".encode()).hexdigest()[:16]
        a, b = (_partner(number, key, channel) for key in ("a", "b"))
        yield Couple(couple_id, a, b)


def items(channel: Channel = "email") -> Iterator[Item]:
    """All items of the table. Nobody but the 250 is due before the last evening is over."""
    contacts = Contacts(MemoryTable(), SECRET)  # nobody's address is taken yet
    for number, couple in enumerate(couples(channel)):
        yield to_item(couple)
        writes: list[Write] = [
            contacts.confirm(couple.id, key, contact)
            for key, partner in couple.partners()
            for contact in partner.contacts
        ]
        due = number < DUE
        later = due_entries(couple, [], AFTER)
        writes += [one for one in later if not (due and one.key["SK"] == DUE_SK)]
        if due:
            writes += [one for one in due_entries(couple, [], BEFORE) if one.key["SK"] == DUE_SK]
        yield from (write.item for write in writes if isinstance(write, Put))


def _partner(number: int, key: PartnerKey, channel: Channel) -> Partner:
    phone, mailbox = f"+1202{2_000_000 + 2 * number + (key == 'b')}", f"{key}.{number}@example.com"
    contact = Contact(channel, phone if channel == "sms" else mailbox)
    partner = new_partner("Alex" if key == "a" else "Sam", NEW_YORK, contact)
    usual = number < DUE and key == "a"
    at = None if usual else f"{17 + number // 44 % 4}:{16 + number % 44}"  # never a quarter past
    return replace(partner, small=replace(partner.small, time=at))
