"""The check-in's steps: their minutes add up, and the week's own words stand where they belong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.content.agenda import LENGTHS, LOOK_BACK, Said, Week, in_short, nearest, steps

WEEK = Week(
    opener="An opener?",
    closer="A closer?",
    topic="A topic?",
    thanks=(Said("Sam", "The soup"), Said("Alex", "The bath")),
)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_minutes_of_each_version_add_up(length: int) -> None:
    assert sum(step.minutes for step in steps(length, WEEK)) == length


def test_the_long_ones_have_the_seven_steps_of_the_guide() -> None:
    titles = ["Land", "Thanks", "What worked", "The week", "One topic, or none", "Us", "Close"]
    for length in (30, 45):
        assert [step.title for step in steps(length, WEEK)] == titles
    minutes = {length: [step.minutes for step in steps(length, WEEK)] for length in (30, 45)}
    low, high = (2, 6, 4, 6, 8, 3, 1), (3, 8, 5, 8, 14, 4, 3)
    for each in minutes.values():
        assert all(a <= one <= b for a, one, b in zip(low, each, high, strict=True))


def test_twenty_and_ten_minutes_are_those_of_the_guide() -> None:
    assert [step.minutes for step in steps(20, WEEK)] == [1, 5, 5, 5, 2, 2]
    assert in_short(20) == (
        "Land 1 \u00b7 thanks 5 \u00b7 the week 5 \u00b7 how are we, really? 5 \u00b7 "
        "pick one slot 2 \u00b7 close 2"
    )
    assert in_short(10) == "One thank-you each 4 \u00b7 one need each 4 \u00b7 one slot 2"
    assert not any("topic" in step.title for step in steps(20, WEEK)), "no problem solving"


@pytest.mark.parametrize("length", LENGTHS)
def test_what_waited_in_the_jar_is_one_list_in_every_version(length: int) -> None:
    (with_words,) = (step for step in steps(length, WEEK) if step.said)
    assert with_words.said == WEEK.thanks
    assert "thank" in with_words.title.lower()
    assert not any(step.said for step in steps(length, Week()))


@pytest.mark.parametrize("length", [30, 45])
def test_a_parked_topic_takes_the_place_of_ours(length: int) -> None:
    parked = replace(WEEK, parked=(Said("Sam", "The car"),), look_back=("One", "Two"))
    step = steps(length, parked)[4]
    assert step.said == (Said("Sam", "The car"),)
    assert "A topic?" not in step.words
    assert "One" not in step.words


@pytest.mark.parametrize("length", LENGTHS)
def test_a_quarters_look_back_changes_only_the_topic_of_the_long_versions(length: int) -> None:
    usual, back = steps(length, WEEK), steps(length, replace(WEEK, look_back=("One", "Two")))
    different = [step for step, before in zip(back, usual, strict=True) if step != before]
    assert [step.words for step in different] == ([f"{LOOK_BACK} One Two"] * (length >= 30))


@pytest.mark.parametrize(
    ("minutes", "length"), [(90, 45), (45, 45), (40, 30), (30, 30), (29, 20), (15, 10), (5, 10)]
)
def test_a_meeting_of_any_length_gets_the_version_that_fits(minutes: int, length: int) -> None:
    assert nearest(minutes) == length


def test_without_a_library_there_are_no_gaps() -> None:
    for length in LENGTHS:
        for step in steps(length, Week()):
            assert step.words == " ".join(step.words.split())
            assert step.words
