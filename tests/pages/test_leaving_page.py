"""Stopping one thing or all of it, and being erased: from one's own page, in plain words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.couples.erased import BACKUPS_KEPT, ERASED_KEPT, PROOF_KEPT
from chalicelib.couples.links import LIFETIMES
from chalicelib.pages.session import GOOD_FOR
from chalicelib.replies.store import INBOUND_KEPT, WORDS_KEPT
from tests.couples.whole_lives import lived
from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM_PHONE,
    asked,
    both,
    invited,
    reopened,
    signed_up,
    with_phone,
)
from tests.pages.test_unsubscribe_page import one_click, to, withdrawn
from tests.pages.visitor import Visitor, newest_link
from tests.world import World


def test_the_page_says_what_goes_and_what_stays_before_it_asks() -> None:
    lives = lived()
    words = lives.sam.get("/erase").words
    for said in ("Every word you wrote", "stop list", "Alex keeps a page", "Backups, for 35 days"):
        assert said in words
    assert BACKUPS_KEPT.days == 35
    assert PROOF_KEPT.days == 4 * 366, "the page and privacy say four years"
    before = lives.world.everything()
    page = lives.sam.act("leave")
    assert page.errors() == {"sure": "Please tick that you are sure: it cannot be undone."}
    assert lives.world.everything() == before


@pytest.mark.parametrize(
    ("rhythm", "gone", "stays"),
    [("small", "A thank-you prompt", "The agenda"), ("check_in", "The agenda", "A thank-you")],
)
def test_one_rhythm_stops_and_the_other_goes_on(rhythm: str, gone: str, stays: str) -> None:
    world = World()
    alex = signed_up(world)
    assert alex.act("stop_rhythm", rhythm=rhythm).goes_to == f"/me?said=no_{rhythm}"
    coming = " ".join(what for _, _, what in alex.get("/me").coming())
    assert gone not in coming
    assert stays in coming


def test_a_rhythm_that_is_none_stops_nothing() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    alex.act("stop_rhythm", rhythm="name")
    assert world.everything() == before


def test_everything_stops_by_every_way_and_the_words_stay() -> None:
    world = World()
    with_phone(world)
    world.text(ALEX_PHONE, "Thank you for the soup and the song")
    alex = reopened(world, ALEX_PHONE)
    assert alex.act("stop_all").goes_to == "/me?said=all_stopped"
    heard = len(world.email.sent), len(world.sms.sent)
    assert "Thank you for the soup" in alex.get("/jar").words
    world.until(world.clock().replace(day=30))
    assert (len(world.email.sent), len(world.sms.sent)) == heard
    assert withdrawn(world) == ["their page: stop everything"] * 2


def test_a_session_by_text_stops_the_texts_alone() -> None:
    world = World()
    with_phone(world)
    phone = reopened(world, ALEX_PHONE, "sms")
    assert phone.act("stop_all").goes_to == "/me?said=stopped"
    owners = world.contacts.owner("email", ALEX), world.contacts.owner("sms", ALEX_PHONE)
    assert [one.state for one in owners if one] == ["confirmed", "stopped"]


def test_unsubscribing_offers_only_this_kind_too() -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    page = Visitor(world).get(link)
    names = ("everything by email", "only the small notes", "only the agenda")
    assert all(f"Stop {one}" in page.words for one in names)
    done = Visitor(world).post(link, only="small")
    assert "No more small notes come" in done.words
    assert withdrawn(world) == []
    heard = to(world, ALEX)
    world.until(world.clock().replace(day=30))
    assert to(world, ALEX) == heard + 1, "the agenda"


def test_unsubscribing_from_the_one_kind_that_comes_offers_no_other() -> None:
    world = World()
    alex = signed_up(world)
    link = one_click(world)
    alex.act("stop_rhythm", rhythm="small")
    page = Visitor(world).get(link)
    assert "Yes, stop them" in page.words
    assert "only the" not in page.words


def test_what_a_mail_client_posts_means_everything() -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    Visitor(world).ask("POST", link, "List-Unsubscribe=One-Click&only=name")
    assert withdrawn(world) == ["one-click unsubscribe"]


def test_the_page_of_the_other_tells_nothing_of_what_one_stopped() -> None:
    world = World()
    alex, sam = both(world)
    before = sam.get("/me").body
    alex.act("stop_rhythm", rhythm="small")
    alex.act("stop_all")
    assert sam.get("/me").body == before


def test_privacy_and_terms_say_what_carriers_and_readers_look_for() -> None:
    world = World()
    privacy, terms = (Visitor(world).get(path).words for path in ("/privacy", "/terms"))
    for said in (
        "not shared with third parties or affiliates for marketing",
        "opt-in data and consent are not shared with any third party",
        "A topic you park",
        "Which date at home you picked",
        "35 days",
        "four years",
        "not a medical record",
        "18 and over",
    ):
        assert said in privacy
    for said in (
        "Message frequency varies",
        "Message and data rates may apply",
        "Text STOP",
        "Text HELP",
        "Carriers are not liable for delayed or undelivered messages",
        "not a condition",
        "18 or over",
        "hello@example.org",
    ):
        assert said in terms


def test_the_numbers_of_the_privacy_page_are_those_of_the_code() -> None:
    words = Visitor(World()).get("/privacy").words
    an_hour = timedelta(hours=1)
    for said in (
        f"{INBOUND_KEPT.days} days. The words in it, if you asked us to read your jar back",
        f"for {INBOUND_KEPT.days} days our short answers",
        f"{WORDS_KEPT.days} days, then deleted within days",
        f"for {ERASED_KEPT.days} days, a scrambled note that you were erased",
        f"They go back {BACKUPS_KEPT.days} days",
        f"{LIFETIMES['signup'] // an_hour} hours, then deleted",
        f"half an hour to {max(LIFETIMES.values()).days} days",
        "for two hours at most",
        "for four years",
    ):
        assert said in words
    assert (LIFETIMES["session"], GOOD_FOR) == (an_hour / 2, 2 * an_hour)
    assert PROOF_KEPT.days // 366 == 4


@pytest.mark.parametrize(
    ("channels", "reply_domain", "there", "not_there"),
    [
        ("email,sms", "", "Reply to a text, and a program", "An email of yours"),
        ("sms", "", "Reply to a text, and a program", "An email of yours"),
        ("email", "", "When things are not all right", "When you write to us"),
        ("email", "reply.example.org", "Reply to an email, and a program", "a text of yours"),
    ],
)
def test_privacy_speaks_only_of_the_ways_to_write_that_there_are(
    channels: str, reply_domain: str, there: str, not_there: str
) -> None:
    more = {"REPLY_DOMAIN": reply_domain, "REPLY_BUCKET": "mails"} if reply_domain else {}
    words = Visitor(World(CHANNELS=channels, **more)).get("/privacy").words
    assert there in words
    assert not_there not in words
    assert "988" in words


def test_who_shares_a_mailbox_is_told_that_it_stays_before_they_leave() -> None:
    world = World()
    alex = signed_up(world)
    assert "The mailbox that you two share" not in alex.get("/erase").words
    Visitor(world).post(invited(alex), **asked(ALEX, "Sam"), agenda="on")
    Visitor(world).post(newest_link(world, "confirm"))
    alex.act("confirm_partner")
    assert "Sam's agenda goes on coming there" in alex.get("/erase").words


def test_whoever_was_erased_can_come_back_by_email() -> None:
    lives = lived()
    lives.alex.act("leave", sure="on")
    assert "Hello, Alex" in signed_up(lives.world, ALEX).get("/me").words


def test_a_number_that_was_erased_is_not_texted_because_somebody_types_it_in() -> None:
    lives = lived()
    lives.sam.act("leave", sure="on")
    before = len(lives.world.sms.sent)
    Visitor(lives.world).post("/signup", **asked(SAM_PHONE, "Sam"))
    assert lives.world.work() == []
    assert len(lives.world.sms.sent) == before
