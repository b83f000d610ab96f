"""Notices: what somebody's own act causes, to the address that it is about, while it is of use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.couples.signup import Agreed
from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.notices import GOOD_FOR
from tests.delivery.evenings import EMAIL, PHONE, join, notify
from tests.world import START, World, links_in

if TYPE_CHECKING:
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Couple

AGREED = Agreed("1", "203.0.113.9", "/signup")
SAM = Contact("email", "sam@example.com")


def asked(world: World, contact: Contact, name: str = "Alex") -> Link:
    """Somebody filled the form; the notice waits in the queue."""
    signup = world.site.arrivals.signup
    link = signup.ask(name, contact, "America/New_York", AGREED, world.clock())
    world.site.arrivals.asking.to_confirm(link, "a", world.clock())
    return link


@pytest.mark.parametrize("contact", [EMAIL, PHONE])
def test_a_confirmation_goes_to_the_address_that_was_typed(contact: Contact) -> None:
    world = World()
    link = asked(world, contact)
    world.work()
    (envelope,) = (*world.email.sent, *world.sms.sent)
    assert envelope.message.to == contact.address
    assert f"https://afterbedtime.test/confirm/{world.links.token(link)}" in envelope.message.text
    assert envelope.message.headers == {}, "without a tap there is nothing to leave"


def test_a_confirmed_link_is_not_sent_any_more() -> None:
    world = World()
    link = asked(world, EMAIL)
    world.links.spend(link)
    world.work()
    assert world.email.sent == []
    assert world.ledger.find(ledger_key(link)) is None


def test_a_number_on_the_stop_list_gets_no_confirmation() -> None:
    world = World()
    consent = Consent(partner="a", channel="sms", act="text: stop", granted=False)
    world.contacts.stop(PHONE.address, consent, world.clock(), "0")
    link = asked(world, PHONE)
    world.work()
    assert world.sms.sent == []
    kept = world.ledger.find(ledger_key(link))
    assert kept is not None
    assert kept["state"] == "skipped"


def test_an_email_that_was_left_may_be_asked_for_again_by_its_owner() -> None:
    world = World()
    consent = Consent(partner="a", channel="email", act="one click", granted=False)
    world.contacts.stop(EMAIL.address, consent, world.clock(), "0")
    asked(world, EMAIL)
    world.work()
    assert len(world.email.sent) == 1


def test_a_fresh_link_goes_to_the_channel_that_asked_and_says_how_long_it_holds() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    facts = {"couple": couple.id, "partner": "a", "channel": "sms"}
    link = world.links.issue("session", world.new_id(), facts, world.clock())
    notify(world, couple, "link", cause=link.hash)
    world.clock.advance(minutes=4)
    world.work()
    assert world.email.sent == []
    (text,) = (one.message.text for one in world.sms.sent)
    assert links_in(text) == [f"https://afterbedtime.test/link/{world.links.token(link)}"]
    assert "26 min" in text


def test_a_link_is_not_sent_to_a_channel_that_was_left_meanwhile() -> None:
    world = World()
    couple = world.couple(EMAIL)
    facts = {"couple": couple.id, "partner": "a", "channel": "email"}
    link = world.links.issue("session", world.new_id(), facts, world.clock())
    notify(world, couple, "link", cause=link.hash)
    consent = Consent(partner="a", channel="email", act="one click", granted=False)
    world.contacts.stop(EMAIL.address, consent, world.clock(), "0")
    world.work()
    assert world.email.sent == []


@pytest.mark.parametrize(("contacts", "channel"), [((PHONE,), "sms"), ((PHONE, EMAIL), "email")])
def test_a_welcome_goes_by_email_if_there_is_one_and_says_what_comes(
    contacts: tuple[Contact, ...], channel: str
) -> None:
    world = World()
    couple = world.couple(*contacts)
    notify(world, couple, "welcome")
    world.work()
    (envelope,) = (*world.email.sent, *world.sms.sent)
    assert envelope.message.channel == channel
    assert "Mon 23 Nov, 8:15 pm" in envelope.message.text


def test_a_welcome_answers_a_tap_at_any_hour() -> None:
    world = World()
    couple = world.couple(PHONE)
    world.clock.advance(hours=16)  # 23:00
    notify(world, couple, "welcome")
    world.work()
    assert len(world.sms.sent) == 1


def test_who_joined_is_told_to_a_only_and_not_once_it_is_answered() -> None:
    world = World()
    couple = join(world, world.couple(EMAIL), SAM)
    notify(world, couple, "joined")
    world.work()
    (envelope,) = world.email.sent
    assert envelope.message.to == "alex@example.com"
    assert "Sam" in envelope.message.subject + envelope.message.text
    notify(world, couple, "joined", cause="another")
    world.site.manage.confirmations.admit(couple.id, world.clock())
    world.work()
    assert len(world.email.sent) == 1


def test_a_name_that_gsm7_lacks_is_not_spelt_in_question_marks() -> None:
    world = World()
    couple = join(world, world.couple(PHONE), SAM)
    olya = "\u041e\u043b\u044f"
    couple = world.preferences.edit(couple.id, lambda one: renamed(one, olya), world.clock())
    world.clock.advance(hours=2)
    notify(world, couple, "joined")
    notify(world, couple, "welcome")
    world.work()
    joined, welcome = (one.message.text for one in world.sms.sent)
    assert joined.startswith("After Bedtime: somebody joined by your link.")
    assert welcome.startswith("After Bedtime: welcome. ")


@pytest.mark.parametrize("name", GOOD_FOR)
def test_a_notice_past_its_time_is_not_sent(name: str) -> None:
    world = World()
    couple = join(world, world.couple(EMAIL), SAM)
    notify(world, couple, name)
    world.clock.now = START + GOOD_FOR[name]
    world.work()
    assert world.email.sent == []
    key = LedgerKey(keys.couple_pk(couple.id), keys.notice_sk("a", name, "cause"))
    kept = world.ledger.find(key)
    assert kept is not None
    assert kept["state"] == "expired"


def test_a_notice_to_somebody_who_is_gone_is_dropped() -> None:
    world = World()
    couple = world.couple(EMAIL)
    notify(world, couple, "joined", key="b")
    notify(world, couple, "welcome")
    world.memory.items.clear()
    assert world.work() == []
    assert world.email.sent == []
    assert world.memory.items.keys() == {("CONTROL", "HOLD")}


def renamed(couple: Couple, name: str) -> Couple:
    assert couple.b is not None
    return replace(couple, a=replace(couple.a, name=name), b=replace(couple.b, name=name))


def ledger_key(link: Link) -> LedgerKey:
    return LedgerKey(keys.link_pk(link.hash), keys.notice_sk("a", "confirm", link.hash))
