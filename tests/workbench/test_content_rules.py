"""Each rule for an item by itself finds the fault that is planted, and leaves a good item alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.settings import NAME
from tests.workbench.content_shelves import date, good, line, says, shelf
from workbench.content.lint import OF_AN_ITEM
from workbench.content.rules import length, reading, reserved, sentences, tone

if TYPE_CHECKING:
    from chalicelib.content.model import Item

ROOM = 150 - NAME - len(": ")


@pytest.mark.parametrize("item", [good(), date(), line()], ids=lambda item: item.kind)
@pytest.mark.parametrize("rule", OF_AN_ITEM)
def test_a_good_item_breaks_no_rule(rule: str, item: Item) -> None:
    assert says(OF_AN_ITEM[rule](item)) == []


def test_a_text_has_room_for_the_longest_name() -> None:
    assert not says(length.one_segment(good(sms="x" * ROOM)))
    assert says(length.one_segment(good(sms="x" * (ROOM + 1)))) == [
        "the sms takes 151 units with long names; cut 1."
    ]
    assert says(length.one_segment(good(sms="{partner}" + "x" * (ROOM - 19)))) == [
        "the sms takes 151 units with long names; cut 1."
    ]
    assert says(length.one_segment(good(sms="x" * (ROOM - 1) + "~")))


@pytest.mark.parametrize("field", ["sms", "email", "plan"])
@pytest.mark.parametrize("letter", ["\u2019", "\u2026", "\u2014", "\U0001f642", "\u00e7"])
def test_a_letter_that_makes_a_text_twice_as_dear_is_named(field: str, letter: str) -> None:
    (found,) = says(length.plain_letters(date(**{field: f"It{letter}s late."})))
    assert found.startswith(f"the {field} has {letter}, ")


def test_any_three_titles_fit_the_question() -> None:
    dates = [date(id=f"date-night-{each}", title=each * 20) for each in "abcd"]
    assert not says(length.three_choices(shelf(*dates)))
    too_long = date(id="date-night-long", title="d" * 23)
    (found,) = says(length.three_choices(shelf(*dates, too_long)))
    assert found.startswith("date_night: the three longest titles make a text of 151 units")
    assert "date-night-long" in found


def test_an_email_has_an_end() -> None:
    assert not says(length.short_email(good(email="tea " * 250)))
    assert says(length.short_email(good(email="tea " * 240, plan="tea " * 11)))


def test_a_sentence_of_sixteen_words_is_one_too_long() -> None:
    fifteen = "Word " * 14 + "word."
    assert not says(sentences.short_sentences(good(email=f"{fifteen} {fifteen}")))
    assert says(sentences.short_sentences(good(email=f"Then {fifteen.lower()}")))
    assert says(sentences.short_sentences(date(questions=(f"Then {fifteen.lower()}",))))


@pytest.mark.parametrize("count", [1, 5])
def test_an_email_has_two_to_four_sentences(count: int) -> None:
    assert says(sentences.email_of_some_sentences(good(email="Sit down. " * count)))


def test_a_quotation_that_trails_off_ends_no_sentence() -> None:
    quoted = "The next 'where is my...' that's shouted is yours. Nobody else moves."
    assert not says(sentences.email_of_some_sentences(good(email=quoted)))


def test_no_sentence_begins_with_the_name() -> None:
    assert says(sentences.no_name_in_front(good(email="Sit. {partner} may stand.")))


@pytest.mark.parametrize("minutes", [0, 3])
def test_a_small_thing_takes_two_minutes_at_most(minutes: int) -> None:
    assert says(sentences.minutes(good(minutes=minutes)))
    assert says(sentences.minutes(date(minutes=minutes)))


@pytest.mark.parametrize("minutes", [9, 61])
def test_a_date_fits_before_bed(minutes: int) -> None:
    assert says(sentences.minutes(date(minutes=minutes)))


@pytest.mark.parametrize(
    "sms",
    [
        "Reply YES if you liked it.",
        "Text back later.",
        "Answer with 'ok', and that's it.",
        "Too tired? SKIP.",
        "Type no if not.",
        "Write jar to keep it.",
    ],
)
def test_an_answer_that_means_something_else_is_not_asked_for(sms: str) -> None:
    assert says(reserved.reserved(good(sms=sms)))


@pytest.mark.parametrize(
    "sms",
    ["Text me a line.", "Answer with 'no rush' tomorrow.", "Reply 1-3.", "Stop when you yawn."],
)
def test_common_words_are_no_commands(sms: str) -> None:
    assert not says(reserved.reserved(good(sms=sms)))


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("Don't forget to say thanks.", "nagging"),
        ("You missed last week.", "nagging"),
        ("You've forgotten two.", "nagging"),
        ("You still haven't answered.", "nagging"),
        ("Keep it up.", "nagging"),
        ("A streak of three.", "keeping score"),
        ("Two points for tea.", "keeping score"),
        ("Three days in a row.", "keeping score"),
        ("That's 3 of 5 done.", "keeping score"),
        ("You owe them one.", "keeping score"),
        ("Tonight's challenge is tea.", "keeping score"),
        ("You should say it.", "assigning"),
        ("You need to rest.", "assigning"),
        ("Make sure to look up.", "assigning"),
        ("Your mission tonight is tea.", "assigning"),
        ("Parents never rest.", "generalising"),
        ("You always do this.", "generalising"),
        ("If {partner} always does it.", "generalising"),
        ("Tell her so.", "guessing who people are"),
        ("Men like tea.", "guessing who people are"),
        ("Ask your wife.", "guessing who people are"),
        ("Even mum naps.", "guessing who people are"),
        ("Thank God.", "guessing who people are"),
        ("Find a babysitter.", "guessing who people are"),
        ("Before Christmas, sit.", "guessing who people are"),
        ("Well done, both.", "praising from above"),
        ("You've got this.", "praising from above"),
        ("You deserve tea.", "praising from above"),
        ("Some quality time.", "posters"),
        ("Enjoy every minute.", "posters"),
        ("Cherish it.", "posters"),
        ("Feel the gratitude.", "posters"),
        ("Work on your connection.", "therapy"),
        ("Communicate your wishes.", "therapy"),
        ("Set boundaries.", "therapy"),
        ("Research shows it.", "therapy"),
        ("Hold space for it.", "therapy"),
        ("It will bring you closer.", "promising"),
        ("You'll feel better.", "promising"),
        ("The secret to sleep.", "promising"),
        ("Forgive {partner}.", "pushing"),
        ("Say sorry first.", "pushing"),
        ("Say I love you.", "pushing"),
        ("Sex is an option.", "pushing"),
        ("We noticed you were late.", "watching"),
        ("We told {partner} for you.", "watching"),
        ("Before your wedding, sit.", "guessing who people are"),
        ("Sit down!", "shouting"),
        ("See https://example.com.", "a link"),
    ],
)
@pytest.mark.parametrize("field", ["sms", "email", "plan"])
def test_what_people_hate_to_read_is_found_wherever_it_stands(
    said: str, family: str, field: str
) -> None:
    (found, *_) = says(tone.kind_words_only(date(**{field: said})))
    assert found.startswith(family)


@pytest.mark.parametrize(
    "said",
    [
        "You don't have to say anything.",
        "Nobody has to move.",
        "Somebody will want them in a hurry.",
        "A story you haven't heard.",
        "People who say 'enjoy every minute' forgot the nights.",
        "Four in a row on paper.",
        "If you've missed some ice, fine.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(said: str) -> None:
    assert not says(tone.kind_words_only(good(email=said)))


def test_who_speaks_of_children_says_of_which() -> None:
    assert says(tone.children_named_by_stage(good(sms="Kids in bed. Sit.")))
    assert not says(tone.children_named_by_stage(good(sms="Kids in bed.", stages=("school",))))


@pytest.mark.parametrize(
    ("sms", "need"),
    [
        ("Two beers, one step.", "alcohol"),
        ("A hug by the door.", "touch"),
        ("Pizza on the floor.", "food"),
    ],
)
def test_a_comfort_is_named_by_a_tag(sms: str, need: str) -> None:
    (found,) = says(tone.comforts_named(good(sms=sms)))
    assert f"add {need!r}" in found
    assert not says(tone.comforts_named(good(sms=sms, needs=(need,))))


def test_long_words_read_above_grade_six() -> None:
    heavy = (
        "Considerable administrative responsibilities accumulate during particularly "
        "complicated evenings, and so please acknowledge {partner}'s extraordinary contribution."
    )
    (found,) = says(reading.readable(good(email=heavy)))
    assert found.startswith("the email reads at grade ")


def test_a_line_too_short_to_be_graded_is_not() -> None:
    assert not says(reading.readable(good(sms="Considerable administrative responsibilities.")))


def test_questions_are_graded_together() -> None:
    heavy = "Which administrative responsibilities accumulate?"
    (found,) = says(reading.readable(date(sms="", questions=(heavy,) * 4)))
    assert found.startswith("the questions read")
