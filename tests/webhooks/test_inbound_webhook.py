"""An inbound text: whatever stands in it is read whole, and answered in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from chalicelib.couples.contacts import Owner
from chalicelib.couples.model import Contact
from tests.served import Served, served
from tests.webhooks.twilio_calls import ALEX, INBOUND, call, text_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Couple
    from tests.served import Answer

STRANGER = "+12025550199"


@pytest.fixture
def site() -> Iterator[Served]:
    with served() as site:
        yield site


def alex_and(site: Served, partner: str = "sam.b@example.com") -> Couple:
    return site.world.couple(Contact("sms", ALEX), b=Contact("email", partner))


def said(answer: Answer) -> list[str]:
    """The texts that the TwiML answers with."""
    assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    root = ET.fromstring(answer.text)  # noqa: S314 - our own answer
    assert root.tag == "Response"
    return [message.text or "" for message in root.findall("Message")]


@pytest.mark.parametrize(
    "words",
    [
        "Sam made soup",
        "1+1=2 with Sam & the kids, 100% worth it; thanks?!;",
        "Sam's “café” was lovely 🍲❤️",
        "שלום סאם, תודה",
        "<b>Sam</b> &amp; me",
        "+++",
        "a=b&c=d",
    ],
)
def test_every_character_arrives_as_it_was_typed(site: Served, words: str) -> None:
    couple = alex_and(site)
    said(call(site, INBOUND, text_form(words)))
    assert [one.text for one in site.world.jar.by(couple.id, "a")] == [words]


def test_an_appreciation_is_answered_in_the_same_breath(site: Served) -> None:
    alex_and(site)
    answers = said(call(site, INBOUND, text_form("Sam did bedtime")))
    assert len(answers) == 1
    assert "1 tell Sam now 2 keep private 0 undo" in answers[0]
    assert site.world.queue.bodies == []


def test_a_webhook_that_comes_twice_is_answered_alike_and_counts_once(site: Served) -> None:
    couple = alex_and(site)
    first = call(site, INBOUND, text_form("Sam did bedtime"))
    before = site.world.everything()
    again = call(site, INBOUND, text_form("Sam did bedtime"))
    assert said(again) == said(first)
    assert (site.world.everything(), len(site.world.jar.all(couple.id))) == (before, 1)


def test_stop_counts_at_once_and_says_so(site: Served) -> None:
    couple = alex_and(site)
    assert len(said(call(site, INBOUND, text_form(" Stop. ")))) == 1
    contact = site.world.read(couple).a.contact("sms")
    assert (contact.state if contact else "") == "stopped"


def test_what_twilio_has_answered_itself_is_not_answered_again(site: Served) -> None:
    couple = alex_and(site)
    opted_out = text_form("STOP") | {"OptOutType": "STOP"}
    assert said(call(site, INBOUND, opted_out)) == []
    contact = site.world.read(couple).a.contact("sms")
    assert (contact.state if contact else "") == "stopped"


def test_an_unknown_number_is_told_once_a_day_where_to_sign_up(site: Served) -> None:
    first = said(call(site, INBOUND, text_form("hi", STRANGER, "SM1")))
    assert site.world.settings.public_url.removeprefix("https://") in first[0]
    assert said(call(site, INBOUND, text_form("hello?", STRANGER, "SM2"))) == []
    site.world.clock.advance(days=1)
    assert said(call(site, INBOUND, text_form("hi", STRANGER, "SM3"))) == first
    assert STRANGER not in site.world.everything()
    assert "hello" not in site.world.everything()


def test_a_text_without_words_is_no_error(site: Served) -> None:
    couple = alex_and(site)
    assert len(said(call(site, INBOUND, text_form("")))) == 1
    assert site.world.jar.all(couple.id) == []


def test_a_number_on_the_stop_list_comes_off_it_by_its_own_start(site: Served) -> None:
    said(call(site, INBOUND, text_form("STOP", STRANGER, "SM" + "2" * 32)))
    assert site.world.contacts.owner("sms", STRANGER) == Owner("stopped")
    (answer,) = said(call(site, INBOUND, text_form("Start!", STRANGER, "SM" + "3" * 32)))
    assert answer.endswith("/signup")
    assert site.world.contacts.owner("sms", STRANGER) is None
