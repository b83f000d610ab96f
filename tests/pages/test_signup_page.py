"""Signing up: three required fields, errors beside them, and nothing kept until confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib import keys
from chalicelib.pages.wording import CONSENT, SMS_CONSENT, SMS_VERSION
from tests.pages.stories import ALEX, ALEX_PHONE, asked, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

PHONE: dict[str, Any] = {"address": ALEX_PHONE, "sms_consent": "on"}
WRONG: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": ({"name": None, "address": "", "consent": None}, {"name", "address", "consent"}),
    "no name": ({"name": ""}, {"name"}),
    "a blank name": ({"name": "  \t "}, {"name"}),
    "a name too long for a text": ({"name": "A" * 21}, {"name"}),
    "no address": ({"address": " "}, {"address"}),
    "half an email": ({"address": "sam@"}, {"address"}),
    "an email without a dot": ({"address": "sam@example"}, {"address"}),
    "two emails": ({"address": "a@example.com, b@example.com"}, {"address"}),
    "a new line in an email": ({"address": "a@example.com\r\nBcc: b@example.com"}, {"address"}),
    "half a number": (PHONE | {"address": "+1 202 555"}, {"address"}),
    "letters": (PHONE | {"address": "call me"}, {"address"}),
    "a country we do not text": (PHONE | {"address": "+44 7400 123456"}, {"address"}),
    "a premium number": (PHONE | {"address": "+1 900 234 5678"}, {"address"}),
    "a number that is free to call": (PHONE | {"address": "+1 800 234 5678"}, {"address"}),
    "no consent": ({"consent": None}, {"consent"}),
    "a number without consent to texts": (PHONE | {"sms_consent": None}, {"sms_consent"}),
    "a number without any consent": (
        PHONE | {"consent": None, "sms_consent": None},
        {"consent", "sms_consent"},
    ),
    "an impossible zone": ({"zone": "Mars/Phobos"}, {"zone"}),
    "a zone nobody lives in": ({"zone": "Etc/GMT+5"}, {"zone"}),
    "markup": ({"name": "<script>", "address": '"><b>'}, {"address"}),
}


def sign_ups(world: World) -> list[str]:
    return [pk for pk, sk in world.memory.items if sk == keys.LINK]


def test_the_form_comes_empty_with_the_consent_unticked() -> None:
    page = Visitor(World()).get("/signup")
    assert (page.status, page.errors(), page.value("address")) == (200, {}, "")
    ticks = [one for one in page.document.all("input") if one.get("type") == "checkbox"]
    assert [one.get("name") for one in ticks if "checked" in one.attrs] == []


@pytest.mark.parametrize(("changes", "wrong"), WRONG.values(), ids=WRONG)
def test_a_wrong_form_comes_back_filled_with_each_error_beside_its_field(
    changes: dict[str, Any], wrong: set[str]
) -> None:
    world = World()
    posted = asked(**changes)
    page = Visitor(world).post("/signup", **posted)
    assert page.status == 200
    assert page.errors().keys() == wrong
    assert all(sentence.endswith((".", "!")) for sentence in page.errors().values())
    for field in ("name", "address"):
        assert page.value(field).split() == posted.get(field, "").split()
    consent = page.document.by_id("consent")
    assert ("checked" in consent.attrs) == ("consent" in posted)
    assert (world.memory.items, world.queue.bodies) == ({}, [])


@pytest.mark.parametrize(
    "typed",
    [ALEX, " Alex.A@Example.COM ", ALEX_PHONE, "(202) 555-0143", "202.555.0143"],
)
def test_an_address_is_understood_as_people_type_it(typed: str) -> None:
    world = World()
    page = Visitor(world).post("/signup", **asked(typed))
    assert page.title.startswith("Check your ")
    newest_link(world, "confirm")
    sent = [*world.email.sent, *world.sms.sent]
    assert [envelope.message.to for envelope in sent] in ([ALEX], [ALEX_PHONE])


def test_a_sign_up_is_only_a_link_until_it_is_confirmed() -> None:
    world = World()
    Visitor(world).post("/signup", **asked())
    assert len(sign_ups(world)) == 1
    (rest,) = [one for one in world.items() if one["SK"] not in {keys.LINK, keys.LIMIT}]
    assert rest["SK"].startswith("ASKED#a#"), "of a couple that is not there (ADR 16)"
    assert rest.keys() == {"PK", "SK", "expires_at"}


def test_what_somebody_agreed_to_is_kept_with_where_it_was() -> None:
    world = World()
    person = Visitor(world, ip="198.51.100.23")
    person.post("/signup", **asked(ALEX_PHONE))
    person.post(newest_link(world, "confirm"))
    consents = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    assert [(one["granted"], one["channel"], one["text_version"]) for one in consents] == [
        (True, "sms", SMS_VERSION)
    ]
    assert (consents[0]["ip"], consents[0]["page"]) == ("198.51.100.23", "/signup")


@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
def test_the_very_words_that_were_shown_are_kept_with_the_consent(address: str) -> None:
    world = World()
    person = Visitor(world)
    page = person.get("/signup")
    person.post("/signup", **asked(address))
    person.post(newest_link(world, "confirm"))
    consents = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    (kept,) = [one["words"] for one in consents]
    assert ("STOP" in kept) == (address == ALEX_PHONE)
    shown = [page.document.by_id("sms_consent-terms").words, CONSENT, SMS_CONSENT]
    for sentence in shown if address == ALEX_PHONE else [CONSENT]:
        assert " ".join(sentence.split()) in kept


def test_the_words_for_texts_lead_to_the_terms_and_to_privacy() -> None:
    page = Visitor(World()).get("/signup").document
    links = [
        one.get("href")
        for one in page.all("a")
        if any(outer.get("id") == "sms_consent-terms" for outer in one.within)
    ]
    assert links == ["/terms", "/privacy"]


def test_texts_go_to_the_countries_that_the_operator_allows() -> None:
    world = World(SMS_COUNTRIES="GB")
    british, american = "+44 7400 123456", ALEX_PHONE
    refused = Visitor(world).post("/signup", **asked(american, sms_consent="on"))
    assert refused.errors().keys() == {"address"}
    taken = Visitor(world).post("/signup", **asked(british, sms_consent="on"))
    assert taken.title == "Check your phone"


@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
def test_a_known_address_gets_its_own_page_and_the_same_answer_as_a_new_one(address: str) -> None:
    world = World()
    new = Visitor(world).post("/signup", **asked(address))
    signed_up(world, address)
    before = len(sign_ups(world))
    known = Visitor(world).post("/signup", **asked(address, "Somebody else"))
    assert (known.status, known.headers, known.body) == (new.status, new.headers, new.body)
    person = Visitor(world)
    assert person.post(newest_link(world, "link")).goes_to == "/me"
    assert "Hello, Alex" in person.get("/me").words
    assert len(sign_ups(world)) == before


def test_whoever_stopped_an_email_address_comes_back_to_their_page_by_signing_up() -> None:
    world = World()
    new = Visitor(world).post("/signup", **asked())
    signed_up(world).act("stop_contact", channel="email")
    again = Visitor(world)
    assert again.post("/signup", **asked(name="Alexandra")) == new
    assert again.post(newest_link(world, "confirm")).goes_to == "/me"
    page = again.get("/me")
    assert "Hello, Alex" in page.words
    assert "What comes next Mon 23 Nov" in page.words


def test_a_stopped_number_hears_nothing_and_the_answer_is_the_same() -> None:
    world = World()
    new = Visitor(world).post("/signup", **asked(ALEX_PHONE))
    signed_up(world, ALEX_PHONE)
    world.text(ALEX_PHONE, "STOP")
    heard = len(world.sms.sent)
    page = Visitor(world).post("/signup", **asked(ALEX_PHONE))
    assert world.work() == []
    assert (page.body, len(world.sms.sent)) == (new.body, heard)


def test_an_address_that_did_not_get_through_once_can_be_confirmed_anew() -> None:
    world = World()
    couple = world.couple()
    world.contacts.mark(couple.id, "a", couple.a.contacts[0], "unreachable")
    person = Visitor(world)
    person.post("/signup", **asked())
    assert person.post(newest_link(world, "confirm")).goes_to == "/welcome"


@pytest.mark.parametrize(
    ("channels", "wrong", "right"), [("email", ALEX_PHONE, ALEX), ("sms", ALEX, ALEX_PHONE)]
)
def test_a_service_with_one_channel_asks_for_that_and_takes_nothing_else(
    channels: str, wrong: str, right: str
) -> None:
    world = World(CHANNELS=channels)
    refused = Visitor(world).post("/signup", **asked(wrong, sms_consent="on"))
    assert refused.errors().keys() == {"address"}
    assert Visitor(world).post("/signup", **asked(right)).title.startswith("Check your ")
