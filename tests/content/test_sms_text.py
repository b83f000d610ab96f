"""GSM-7 arithmetic, held to the numbers of GSM 03.38 and of Twilio's own page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.sms_text import (
    LONGEST_NAME,
    fits_one_segment,
    is_gsm7,
    safe_name,
    segments,
    to_gsm7,
    units,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Bed at nine is allowed.", 23),
        ("caf\u00e9", 4),
        ("{partner}", 11),
        ("^{}\\[~]|\u20ac\f", 20),
        ("\u00c7\u00c4\u00d6\u00d1\u00dc\u00a7\u00bf\u0394\u03a9", 9),
        ("\u00e7", 1),  # lower case c with a cedilla is not in the table: UCS-2
        ("\U0001f600", 2),
    ],
)
def test_a_text_takes_as_many_units_as_the_table_says(text: str, expected: int) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("{" * 80, 1),
        ("{" * 81, 2),
        ("a" * 152 + "{" + "a" * 152, 3),  # the escape does not leave its letter behind
        ("\u00e7" * 70, 1),
        ("\u00e7" * 71, 2),
        ("\u00e7" * 134, 2),
        ("\u00e7" * 135, 3),
        ("a" * 152 + "\u2026", 3),  # Twilio's example: one character makes it three
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 67, 3),  # a pair is not cut in two: 33 to a part
    ],
)
def test_a_text_is_billed_in_as_many_parts_as_the_network_sends(text: str, expected: int) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a" * 150, True),
        ("a" * 151, False),
        ("\u20ac" * 75, True),
        ("\u20ac" * 76, False),
        ("\u2019", False),
    ],
)
def test_one_segment_is_at_most_150_units_of_gsm7(text: str, fits: bool) -> None:
    assert fits_one_segment(text) is fits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It\u2019s \u201cfine\u201d", 'It\'s "fine"'),
        ("nine\u2013ten \u2014 or so\u2026", "nine-ten - or so..."),
        ("a\u00a0cup\u202fof\ttea", "a cup of tea"),
        ("re\u00e7u, na\u00efve, Zo\u00eb, \u0160\u00e1ra", "recu, naive, Zoe, Sara"),
        ("caf\u00e9 \u00fcber ma\u00f1ana", "caf\u00e9 \u00fcber ma\u00f1ana"),
        ("cafe\u0301", "caf\u00e9"),  # an accent typed apart joins its letter
        ("\u0141\u00f3d\u017a \u0153uvre", "Lodz oeuvre"),
        ("\u00bd an hour, 5\u2032 walk, \ufb01ne", "1/2 an hour, 5' walk, fine"),
        ("thank you \u2764\ufe0f", "thank you <3"),
        ("\U0001f44d\U0001f3fd", "?"),
        ("\u200fhi\u200d", "hi"),
        ("\u4f60\u597d", "??"),
        ("`code`", "'code'"),
        ("a\x00\x1bb", "ab"),  # a control shows nothing, and means nothing on a phone
    ],
)
def test_what_phones_type_is_said_in_plain_letters(text: str, expected: str) -> None:
    assert to_gsm7(text) == expected


@given(st.text())
def test_every_text_can_be_said_in_gsm7(text: str) -> None:
    assert is_gsm7(to_gsm7(text))


@given(st.text().filter(is_gsm7) | st.text("Sam's cup: 5 \u20ac {half} \u00e9\u00df\u03a9\n"))
def test_what_is_gsm7_already_is_left_alone(text: str) -> None:
    assert to_gsm7(text) == text


@given(st.text(st.characters(categories=("L", "N", "P", "So", "Sc"))))
def test_nothing_that_can_be_seen_is_dropped(text: str) -> None:
    assert all(to_gsm7(character) for character in text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sam", "Sam"),
        ("  Mary  Ann ", "Mary Ann"),
        ("D\u2019Arcy", "D'Arcy"),
        ("Ren\u00e9e", "Ren\u00e9e"),
        ("Rene\u0301e", "Ren\u00e9e"),
        ("Zo\u00eb", "your partner"),
        ("\u041e\u043b\u044f", "your partner"),
        ("Sam \U0001f60a", "your partner"),
        ("N" * LONGEST_NAME, "N" * LONGEST_NAME),
        ("N" * (LONGEST_NAME + 1), "your partner"),
        ("[" * 11, "your partner"),
        ("Sam\nvisit", "Sam visit"),
        ("", "your partner"),
        ("   ", "your partner"),
    ],
)
def test_a_name_is_used_as_written_or_not_at_all(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_the_fallback_is_the_callers_to_choose() -> None:
    assert safe_name("\u041e\u043b\u044f", fallback="you") == "you"
