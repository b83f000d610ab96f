"""Digits, days, times, pauses: what an answer may look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.replies.parse import Parsed, Pause, When, parse


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("2", 2), (" 0 ", 0), ("1.", 1), ("2!", 2), ("2\ufe0f\u20e3", 2), ("\uff11", 1),
        ("\u0663", 3), ("2 pls", 2), ("#2", 2), ("option 2", 2), ("ok 1 thanks", 1),
    ],
)  # fmt: skip
def test_a_digit_is_a_digit_however_it_is_typed(text: str, digit: int) -> None:
    assert parse(text) == Parsed("digit", digit=digit)


def test_words_are_digits_only_where_digits_were_offered() -> None:
    assert parse("the second one", "date") == Parsed("digit", digit=2)
    assert parse("the second one").meaning == "held"
    assert parse("1 tell him", "kept") == Parsed("digit", digit=1)
    assert (
        parse("2 loads of washing done before 8, who is this man", "date").meaning == "appreciation"
    )


def test_after_the_meeting_a_higher_number_is_a_time() -> None:
    assert parse("2", "meeting") == Parsed("digit", digit=2)
    assert parse("9", "meeting") == Parsed("when", when=When(time="21:00"))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8", "20:00"), ("5", "17:00"), ("11", "23:00"), ("12", "12:00"), ("8am", "08:00"),
        ("08:30", "08:30"), ("8:30", "20:30"), ("8.30", "20:30"), ("830", "20:30"),
        ("2030", "20:30"), ("20h30", "20:30"), ("8 30 pm", "20:30"), ("half past eight", "20:30"),
        ("half eight", "20:30"), ("quarter past 9", "21:15"), ("ten to nine", "20:50"),
        ("nine in the morning", "09:00"), ("12am", "00:00"), ("12 pm", "12:00"), ("noon", "12:00"),
        ("eight forty five", "20:45"), ("8 o'clock", "20:00"), ("around 8ish", "20:00"),
    ],
)  # fmt: skip
def test_a_time_is_in_the_evening_unless_it_says_otherwise(text: str, time: str) -> None:
    assert parse(f"at {text}", "meeting") == Parsed("when", when=When(time=time))


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "8:75",
        "8-9",
        "8 or 9",
        "sat or sun",
        "next friday",
        "not sunday",
        "every sunday 8",
        "sunday was great",
        "Sat up with him till 3",
        "what time on friday",
        "the 14th",
        "10/14",
    ],
)
def test_what_is_no_one_day_or_time_moves_nothing(text: str) -> None:
    assert parse(text, "meeting").meaning != "when"


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([":", ".", "h", ""]))
def test_a_time_of_four_digits_is_itself_or_in_the_evening(
    hour: int, minute: int, sep: str
) -> None:
    parsed = parse(f"{hour:02}{sep}{minute:02}", "meeting")
    assert parsed.when is not None
    assert parsed.when.time in {f"{hour:02}:{minute:02}", f"{hour + 12:02}:{minute:02}"}
    assert (parsed.when.time == f"{hour:02}:{minute:02}") == (hour not in {10, 11})


def test_days_and_times_mean_nothing_after_other_texts() -> None:
    for about in ("nothing", "thanks", "kept"):
        assert parse("sat 9", about).meaning == "held"


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("pause", Pause()), ("pause two weeks", Pause(14)), ("pause the next 10 days", Pause(10)),
        ("pause a fortnight", Pause(days=14)), ("pause until tomorrow", Pause(days=1)),
        ("pause until next week", Pause(days=7)), ("pause til fri", Pause(until=4)),
        ("pause until this thursday pls", Pause(until=3)), ("pause for a month", Pause(days=30)),
        ("take a break for 2 weeks", Pause(days=14)), ("can you pause these", Pause()),
        ("pause until the baby sleeps", Pause()), ("pause this weekend", Pause(days=3)),
    ],
)  # fmt: skip
def test_a_pause_says_for_how_long(text: str, pause: Pause) -> None:
    assert parse(text) == Parsed("command", command="pause", pause=pause)


def test_sick_and_away_may_say_so_too() -> None:
    assert parse("away until friday") == Parsed("command", command="away", pause=Pause(until=4))
    assert parse("we are all sick") == Parsed("command", command="sick", pause=Pause())


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("l8r", "later"),
        ("latr", "later"),
        ("pausee", "pause"),
        ("shrot", "short"),
        ("awya", "away"),
        ("menue", "menu"),
        ("SKIP it!", "skip"),
        ("undo that pls", "undo"),
        ("We're back", "back"),
    ],
)
def test_a_command_bears_a_slip(text: str, command: str) -> None:
    assert parse(text).command == command


@pytest.mark.parametrize("text", ["water", "shirt", "stick", "cause", "black", "keeper", "lesson"])
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    assert parse(text).command is None


@pytest.mark.parametrize(
    ("text", "about", "meaning"),
    [
        ("yes", "meeting", "yes"), ("yes", "kept", "yes"), ("yes", "date", "held"),
        ("yes", "nothing", "start"), ("yes", "thanks", "start"), ("sounds good", "meeting", "yes"),
        ("no", "meeting", "no"), ("no thanks", "date", "no"), ("no", "kept", "held"),
        ("no", "nothing", "held"), ("not this week", "meeting", "no"),
    ],
)  # fmt: skip
def test_yes_and_no_count_where_they_are_plain(text: str, about: str, meaning: str) -> None:
    assert parse(text, about).meaning == meaning  # type: ignore[arg-type]
