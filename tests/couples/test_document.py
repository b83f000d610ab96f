"""A couple as an item of the table: there and back, from older days, and never large."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from hypothesis import given, settings

from chalicelib import keys
from chalicelib.content.model import STAGES
from chalicelib.couples.document import from_item, to_item
from chalicelib.couples.model import (
    LONGEST_NAME,
    MOST_CHILDREN,
    MOST_DISLIKED,
    Child,
    Contact,
    Couple,
    Disliked,
    Partner,
    new_partner,
)
from chalicelib.table import Put
from tests.couples.children import tapped
from tests.couples.couples_of_all_kinds import COUPLES
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Item

MOST_BYTES = 4096
LONGEST_ID, LONGEST_ACT = 48, 24  # no item of the library is near it
LONGEST_EMAIL = 254  # characters: RFC 5321, 4.5.3.1.3, and its erratum 1690


def in_the_table(couple: Couple) -> Item:
    """The item as a table gives it back."""
    table, item = MemoryTable(), to_item(couple)
    table.write(Put(item))
    found = table.get(item["PK"], item["SK"])
    assert found is not None
    return found


def in_order(partner: Partner) -> Partner:
    """Contacts are kept by channel: their order means nothing."""
    return replace(partner, contacts=tuple(sorted(partner.contacts, key=lambda c: c.channel)))


@given(COUPLES)
@settings(max_examples=100, deadline=None)
def test_a_couple_comes_back_as_it_went(couple: Couple) -> None:
    wanted = replace(couple, a=in_order(couple.a), b=in_order(couple.b) if couple.b else None)

    assert from_item(in_the_table(couple)) == wanted


def test_contacts_stand_by_channel_so_that_a_stop_can_reach_one() -> None:
    alex = new_partner("Alex", "UTC", Contact("sms", "+12025550143"))

    item = to_item(Couple(id="1", a=alex, b=alex))

    assert (item["PK"], item["SK"]) == (keys.couple_pk("1"), keys.COUPLE)
    for partner in ("a", "b"):
        assert item[partner]["contacts"]["sms"]["state"] == "confirmed"


# The least that a document ever held. What came later must have a default, for ever.
FIRST: dict[str, Any] = {
    "PK": "COUPLE#1",
    "SK": "COUPLE",
    "schema": 1,
    "id": "1",
    "a": {
        "name": "Alex",
        "zone": "America/New_York",
        "small": {"channel": "email"},
        "check_in": {"channel": "email"},
        "contacts": {"email": {"channel": "email", "address": "alex@example.com"}},
    },
    "version": 3,
}


def test_an_older_document_gets_the_defaults_of_what_it_lacks() -> None:
    wanted = new_partner("Alex", "America/New_York", Contact("email", "alex@example.com"))

    assert from_item(FIRST) == Couple(id="1", a=wanted, version=3)


def test_what_we_dropped_since_is_ignored() -> None:
    partner = {**FIRST["a"], "streak": 12, "comforts": {"touch": False, "dancing": True}}
    older = {**FIRST, "a": partner, "anniversary": "2012-06-30"}

    assert not from_item(older).a.comforts.touch
    assert from_item(older).a.comforts.food


def test_stages_of_older_days_count_from_the_month_in_which_months_began() -> None:
    older = {**FIRST, "a": {**FIRST["a"], "stages": ["newborn", "school"]}}

    assert from_item(older).a.children == tapped("newborn", "school", month="2026-11")
    assert from_item(to_item(from_item(older))) == from_item(older)


def size(value: Any) -> int:
    """Bytes of an attribute, as DynamoDB's guide counts them ("item sizes and formats")."""
    if isinstance(value, bool) or value is None:
        return 1
    if isinstance(value, int):
        return len(str(abs(value))) // 2 + 2
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, dict):
        return 3 + sum(1 + size(name) + size(one) for name, one in value.items())
    return 3 + sum(1 + size(one) for one in value)


def test_the_largest_couple_there_can_be_fits_four_kilobytes() -> None:
    address = "a" * (LONGEST_EMAIL - len("@example.com")) + "@example.com"
    partner = new_partner(
        name="\U0001f469" * LONGEST_NAME,
        zone=max(available_timezones(), key=len),
        contact=Contact("email", address, "unreachable"),
    )
    partner = replace(
        partner.with_contact(Contact("sms", "+123456789012345", "unconfirmed")),
        small=replace(partner.small, days=tuple(range(7)), time="20:15", minutes_after=240),
        paused=True,
        paused_until="2026-12-24",
        children=(
            *(Child(f"2026-{month:02d}") for month in range(1, MOST_CHILDREN + 1)),
            *tapped(*STAGES),
        ),
        sick_until="2026-12-24",
        rough_until="2026-12-24",
        disliked=(Disliked("2026-12-24", "i" * LONGEST_ID, "a" * LONGEST_ACT),) * MOST_DISLIKED,
        generation=10**6,
    )
    item = to_item(Couple(id="f" * 16, a=partner, b=partner, version=10**9))

    assert size(item) - 3 <= MOST_BYTES
