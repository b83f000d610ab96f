"""What every message of ours carries: names that fit, and a way out that is the reader's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from jinja2 import UndefinedError

from chalicelib.content.model import Item
from chalicelib.couples.model import Contact, Couple, PartnerKey
from tests.delivery.evenings import EMAIL, PHONE
from tests.world import World, links_in

SAM = Contact("email", "sam@example.com")
IDEA = Item(
    "gesture-x",
    "gesture",
    email="{partner} may like this. Sit with {partner}.",
    sms="Sit with {partner} tonight. {partner} picks the spot.",
)
DATE = Item(
    "date-night-x",
    "date_night",
    email="A map is enough. {partner} may like this.",
    title="Map tour",
    questions=("What would {partner} say?", "Why?", "And you?"),
)
WEDNESDAY = date(2026, 11, 25)


def two(name: str = "Sam") -> tuple[World, Couple]:
    world = World()
    couple = world.couple(EMAIL, PHONE, b=SAM)
    assert couple.b is not None
    return world, replace(couple, b=replace(couple.b, name=name))


def test_every_place_for_the_name_is_filled_on_both_channels() -> None:
    world, couple = two()
    text = world.writer.nudge(IDEA, couple, "a", PHONE).text
    assert text == "After Bedtime: Sit with Sam tonight. Sam picks the spot."
    email = world.writer.nudge(IDEA, couple, "a", EMAIL)
    for part in (email.text, email.html):
        assert "Sam may like this. Sit with Sam." in part
        assert "{" not in part.partition("<body")[2]


@pytest.mark.parametrize(
    "name", ["\u041e\u043b\u044f", "\u4f60", "N" * 21, "[" * 11, "Sam \U0001f60a"]
)
def test_a_name_that_a_text_cannot_carry_is_your_partner_there_and_itself_in_an_email(
    name: str,
) -> None:
    world, couple = two(name)
    assert "Sit with your partner tonight." in world.writer.nudge(IDEA, couple, "a", PHONE).text
    assert f"{name} may like this." in world.writer.nudge(IDEA, couple, "a", EMAIL).text


def test_a_date_is_asked_for_by_digits_in_a_text_and_by_a_page_in_an_email() -> None:
    world, couple = two()
    three = [DATE, replace(DATE, id="date-night-y", title="Soup"), replace(DATE, title="Stars")]
    text = world.writer.date(three, couple, "a", PHONE, WEDNESDAY, "").text
    assert text == (
        "After Bedtime: date at home by Sunday? 1 Map tour, 2 Soup, 3 Stars. "
        "Reply 1-3, 0 for early bed"
    )
    email = world.writer.date(three, couple, "a", EMAIL, WEDNESDAY, "https://x.test/date/y")
    for part in (email.text, email.html):
        assert "any night till Sunday" in part
        assert "A map is enough." in part
        assert "may like this" not in part, "the rest is on the page"
        assert "https://x.test/date/y#date-night-y" in part


def test_one_idea_alone_on_a_sunday() -> None:
    world, couple = two()
    text = world.writer.date([DATE], couple, "a", PHONE, WEDNESDAY + timedelta(days=4), "").text
    assert text.endswith("date at home tonight? 1 Map tour. Reply 1, 0 for early bed")


def test_an_idea_for_a_date_has_the_name_in_all_its_places() -> None:
    world, _ = two()
    shown = world.writer.idea(DATE, "Sam")
    assert shown["words"] == "A map is enough. Sam may like this."
    assert shown["questions"][0] == "What would Sam say?"
    assert world.writer.idea(DATE, "")["questions"][0] == "What would your partner say?"


def test_somebody_alone_reads_of_your_partner() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    assert "Sit with your partner" in world.writer.nudge(IDEA, couple, "a", PHONE).text
    assert "Sit with your partner." in world.writer.nudge(IDEA, couple, "a", EMAIL).text


def test_names_are_words_in_html_never_markup() -> None:
    world, couple = two("<b>Sam</b>")
    email = world.writer.nudge(IDEA, couple, "a", EMAIL)
    assert "<b>Sam" not in email.html
    assert "&lt;b&gt;Sam&lt;/b&gt; may like this." in email.html


@pytest.mark.parametrize("key", ["a", "b"])
def test_the_way_out_is_the_readers_own_and_the_same_in_header_and_text(key: PartnerKey) -> None:
    world, couple = two()
    contact = {"a": EMAIL, "b": SAM}[key]
    email = world.writer.to_partner("welcome", couple, key, contact, upcoming=[])
    (link,) = [one for one in links_in(email.text) if "/unsubscribe/" in one]
    assert email.headers == {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    token = link.rpartition("/")[2]
    assert world.tokens.read("unsubscribe", token) == [couple.id, key, "email"]
    assert world.tokens.read("session", token) is None, "it opens nothing else"


def test_a_stranger_gets_no_way_out_because_nothing_would_follow() -> None:
    world = World()
    email = world.writer.to_stranger("confirm", EMAIL, "Alex", url="https://x.test/confirm/y")
    assert email.headers == {}
    assert "/unsubscribe/" not in email.text + email.html


def test_a_text_has_words_only() -> None:
    world, couple = two()
    text = world.writer.nudge(IDEA, couple, "a", PHONE)
    assert (text.channel, text.to) == ("sms", PHONE.address)
    assert (text.subject, text.html, text.headers) == ("", "", {})


def test_a_template_that_lacks_a_word_is_a_bug_not_a_blank() -> None:
    world, couple = two()
    with pytest.raises(UndefinedError):
        world.writer.to_partner("welcome", couple, "a", PHONE)
