"""Couples by the hundred thousand, made by the code that makes real ones; always the same ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.contacts import Contacts
from chalicelib.couples.document import to_item
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.scheduling.entries import due_entries
from chalicelib.table import Put
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Channel, Partner, PartnerKey
    from chalicelib.table import Item

MINUTE = timedelta(minutes=1)
THE_MINUTE = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # a Monday, 20:15 in New York: the default
DUE = 100  # slots due in it, however many couples there are
NEW_YORK = "America/New_York"
ZONES = (
    NEW_YORK,
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Sydney",
)
SECRET = "a pretend secret"  # noqa: S105 (it hashes addresses that nobody has)


def items(count: int) -> Iterator[Item]:
    """All items of so many couples. The first hundred have one slot in the minute.

    Every other couple has two partners, every third partner a phone.
    """
    contacts = Contacts(MemoryTable(), SECRET)  # nobody's address is taken yet
    for couple in map(_couple, range(count)):
        yield to_item(couple)
        writes = [
            contacts.confirm(couple.id, key, contact)
            for key, partner in couple.partners()
            for contact in partner.contacts
        ]
        writes += due_entries(couple, [], THE_MINUTE - MINUTE)
        yield from (write.item for write in writes if isinstance(write, Put))


def _couple(number: int) -> Couple:
    a = _partner(number, "a")
    b = _partner(number, "b") if number % 2 else None
    couple_id = hashlib.sha256(f"couple {number}".encode()).hexdigest()[:16]
    return Couple(couple_id, a, b)


def _partner(number: int, key: PartnerKey) -> Partner:
    """The first hundred keep what everybody starts with; all others chose a time of their own."""
    by_default = number < DUE and key == "a"
    zone = NEW_YORK if number < DUE else ZONES[number % len(ZONES)]
    channel: Channel = "sms" if (number + (key == "b")) % 3 == 0 else "email"
    address = f"+1202{number:07d}" if channel == "sms" else f"{key}.{number}@example.com"
    partner = new_partner("Alex" if key == "a" else "Sam", zone, Contact(channel, address))
    at = None if by_default else _evening(number)
    return replace(partner, small=replace(partner.small, time=at))


def _evening(number: int) -> str:
    """A local time from 17:16 to 20:59 that is never a quarter past, as THE_MINUTE is."""
    return f"{17 + number // 44 % 4}:{16 + number % 44}"
