"""An answer by email is heard as a text is: kept, set aside, acted on, and answered once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.replies.jar import Appreciation
from tests.mail_in.mailing import ALEX, SOUP, jar, pair, sample, written


@pytest.mark.parametrize(
    "name", ["gmail_de", "apple_en", "apple_fr", "outlook_en", "outlook_de", "mobile", "below"]
)
def test_thanks_go_into_the_jar_and_are_answered_below_theirs(name: str) -> None:
    world, couple = pair()
    world.email_in(sample(name), world.address(couple))
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    (answer,) = world.answers()
    assert "2 keep private" in answer
    message = world.email.sent[-1].message
    assert message.to == ALEX
    assert message.headers["In-Reply-To"] == f"<{name}@mail.example.com>"
    assert message.headers["References"] == message.headers["In-Reply-To"]
    assert message.headers["Auto-Submitted"] == "auto-replied"
    assert message.subject.lower().endswith(": a minute for the two of you")
    assert message.reply_to == world.address(couple)
    assert world.mail_bucket.mails == {}


def test_its_source_is_the_email_and_its_digits_work_by_email() -> None:
    world, couple = pair()
    world.email_in(written(SOUP), world.address(couple))
    (kept,) = world.jar.all(couple.id)
    assert kept.source == "email"
    world.email_in(written("2", "2"), world.address(couple))
    assert jar(world, couple) == [("a", SOUP, "kept")]
    world.email_in(written("0", "3"), world.address(couple))
    assert jar(world, couple) == []
    assert len(world.answers()) == 3


def test_a_date_is_picked_by_the_number_of_its_place_in_the_email() -> None:
    world, couple = pair()
    world.until(world.clock() + timedelta(days=3))
    dates = [one for one in world.deliveries(couple) if "ideas" in one and "#a#" in one["SK"]]
    assert dates, "a note with ideas went out"
    world.email_in(written("2"), world.address(couple))
    (answer,) = world.answers()
    title = world.library.item(dates[-1]["ideas"][1])
    assert title is not None
    assert title.title in answer


def test_a_question_is_set_aside() -> None:
    world, couple = pair()
    world.email_in(sample("question"), world.address(couple))
    assert [state for *_, state in jar(world, couple)] == ["held"]


@pytest.mark.parametrize("name", ["forwarded", "forwarded_apple", "forwarded_whole"])
def test_what_is_forwarded_is_set_aside_and_only_their_own_words(name: str) -> None:
    world, couple = pair()
    world.email_in(sample(name), world.address(couple))
    ((_, text, state),) = jar(world, couple)
    assert state == "held"
    assert "cook" not in text


def test_danger_is_answered_with_the_help_line_and_stored_nowhere() -> None:
    world, couple = pair()
    world.email_in(sample("danger"), world.address(couple))
    (answer,) = world.answers()
    assert "988" in answer
    assert "hits" not in world.everything()
    assert world.mail_bucket.mails == {}


def test_danger_in_a_subject_is_stored_nowhere_either() -> None:
    world, couple = pair()
    world.email_in(written("ok then", Subject="Re: he hits me"), world.address(couple))
    world.work()
    assert "hits" not in world.everything()


def test_a_picture_stays_where_it_is() -> None:
    world, couple = pair()
    world.email_in(sample("picture"), world.address(couple))
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    assert "/9j/" not in world.everything()


def test_the_other_partner_has_an_address_of_their_own() -> None:
    world, couple = pair()
    source = written("He made soup when I had the flu", sender="Sam <SAM@Example.com>")
    world.email_in(source, world.address(couple, "b"))
    assert jar(world, couple) == [("b", "He made soup when I had the flu", "waiting")]


def test_menu_sends_the_link_to_the_address_that_asks() -> None:
    world, couple = pair()
    world.email_in(written("MENU"), world.address(couple))
    world.work()
    (sent,) = world.email.sent
    assert sent.message.to == ALEX
    assert "/link/" in sent.message.text
    assert sent.message.reply_to == ""


def test_later_has_nothing_to_bring_back() -> None:
    world, couple = pair()
    world.until(world.clock() + timedelta(days=1))
    sent = len(world.email.sent)
    world.email_in(written("LATER"), world.address(couple))
    assert len(world.answers()) == 1
    world.until(world.clock() + timedelta(hours=12))
    assert len(world.email.sent) == sent + 1, "the answer alone"


def test_words_are_kept_as_long_as_a_texts() -> None:
    world, couple = pair()
    world.email_in(written("She sang. " * 500), world.address(couple))
    (kept,) = world.jar.all(couple.id)
    assert isinstance(kept, Appreciation)
    assert len(kept.text) <= 1600
