"""Whose an address is: one person's at a time, and found by its keyed hash only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.contacts import Consent, Contacts, Owner
from chalicelib.couples.model import Contact
from chalicelib.table import Conflict
from tests.world import START
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.couples.model import ContactState, PartnerKey

SAM = Contact("sms", "+12025550143")


class Book:
    """Contacts on a table of their own, and one address."""

    def __init__(self) -> None:
        self.table = MemoryTable()
        self.contacts = Contacts(self.table, "a pretend secret")

    def confirm(self, couple: str, partner: PartnerKey, contact: Contact = SAM) -> None:
        self.table.write(self.contacts.confirm(couple, partner, contact))

    def forget(self, couple: str, partner: PartnerKey) -> None:
        self.table.transact(self.contacts.forget(couple, partner, SAM))

    def become(self, state: ContactState) -> None:
        ((key, item),) = self.table.items.items()
        self.table.items[key] = {**item, "state": state}

    def owner(self) -> Owner | None:
        return self.contacts.owner("sms", SAM.address)


@pytest.fixture
def book() -> Book:
    return Book()


def test_an_address_nobody_gave_is_nobodys(book: Book) -> None:
    assert book.owner() is None


def test_a_confirmed_address_is_found_on_its_own_channel_only(book: Book) -> None:
    book.confirm("1", "b")

    assert book.owner() == Owner("confirmed", "1", "b")
    assert book.contacts.owner("email", SAM.address) is None
    assert book.contacts.owner("sms", "+12025550144") is None


@pytest.mark.parametrize(("couple", "partner"), [("2", "b"), ("1", "a"), ("2", "a")])
def test_an_address_in_use_cannot_be_confirmed_by_anybody_else(
    book: Book, couple: str, partner: PartnerKey
) -> None:
    book.confirm("1", "b")

    with pytest.raises(Conflict):
        book.confirm(couple, partner)

    assert book.owner() == Owner("confirmed", "1", "b")


def test_the_same_person_may_confirm_again(book: Book) -> None:
    book.confirm("1", "b")
    book.confirm("1", "b")

    assert book.owner() == Owner("confirmed", "1", "b")


@pytest.mark.parametrize("state", ["stopped", "unreachable"])
@pytest.mark.parametrize("couple", ["1", "2"])
def test_an_address_out_of_use_can_be_confirmed_anew_by_whoever_has_it_now(
    book: Book, couple: str, state: ContactState
) -> None:
    book.confirm("1", "b")
    book.become(state)

    book.confirm(couple, "a")

    assert book.owner() == Owner("confirmed", couple, "a")


@pytest.mark.parametrize("standing", [False, True], ids=["new", "out of use"])
def test_of_two_who_confirm_the_same_address_at_once_one_gets_it(
    book: Book, standing: bool
) -> None:
    if standing:
        book.confirm("0", "a")
        book.become("stopped")
    first, second = (book.contacts.confirm(couple, "a", SAM) for couple in ("1", "2"))
    book.table.write(second)

    with pytest.raises(Conflict):
        book.table.write(first)

    assert book.owner() == Owner("confirmed", "2", "a")


def test_a_forgotten_address_is_nobodys_and_free(book: Book) -> None:
    book.confirm("1", "b")
    book.forget("1", "b")
    assert book.owner() is None

    book.confirm("2", "a")

    assert book.owner() == Owner("confirmed", "2", "a")


def test_a_forgotten_address_that_was_stopped_stays_on_the_stop_list(book: Book) -> None:
    book.confirm("1", "b")
    book.become("stopped")

    book.forget("1", "b")

    assert book.owner() == Owner("stopped", None, None)
    assert "couple" not in str(book.table.items)


def test_a_stop_between_reading_and_forgetting_is_not_forgotten(book: Book) -> None:
    book.confirm("1", "b")
    forgetting = book.contacts.forget("1", "b", SAM)
    book.become("stopped")

    with pytest.raises(Conflict):
        book.table.transact(forgetting)

    assert book.owner() == Owner("stopped", "1", "b")


def test_nobody_forgets_an_address_that_is_somebody_elses_by_now(book: Book) -> None:
    book.confirm("1", "b")
    book.become("stopped")
    book.confirm("2", "a")

    book.forget("1", "b")

    assert book.owner() == Owner("confirmed", "2", "a")


def test_the_table_alone_does_not_tell_whose_address_it_is(book: Book) -> None:
    book.confirm("1", "b")
    consent = Consent(partner="b", channel="sms", act="confirm button", granted=True)
    book.table.write(book.contacts.consent("1", consent, SAM.address, START, "nonce"))

    assert "2025550143" not in str(book.table.items)
    other = Contacts(book.table, "another secret")
    assert other.owner("sms", SAM.address) is None


def test_a_consent_says_who_agreed_to_what_when_where_and_in_which_words(book: Book) -> None:
    consent = Consent("b", "sms", "confirm button", True, "sms-1", "192.0.2.1", "/join")

    book.table.write(book.contacts.consent("1", consent, SAM.address, START, "nonce"))

    (item,) = book.table.query("COUPLE#1", "CONSENT#")
    kept = {k: v for k, v in item.items() if k not in {"PK", "SK", "contact"}}
    assert kept == {
        "partner": "b",
        "channel": "sms",
        "act": "confirm button",
        "granted": True,
        "text_version": "sms-1",
        "ip": "192.0.2.1",
        "page": "/join",
        "words": "",
        "at": "2026-11-23T12:00:00+00:00",
    }


def test_a_consent_is_never_written_over(book: Book) -> None:
    granted = Consent(partner="b", channel="sms", act="confirm button", granted=True)
    write = book.contacts.consent("1", granted, SAM.address, START, "nonce")
    book.table.write(write)

    with pytest.raises(Conflict):
        book.table.write(write)


def test_what_limits_count_by_gives_no_address_away(book: Book) -> None:
    name = book.contacts.hashed("ip", "192.0.2.1")

    assert "192" not in name
    assert name == book.contacts.hashed("ip", "192.0.2.1")
    assert name != book.contacts.hashed("ip", "192.0.2.2")
