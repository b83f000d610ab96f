"""Each character that Twilio lists, by its name: how many units it takes, what we say for it."""

from __future__ import annotations

from unicodedata import category, name

import pytest

from chalicelib.content.plain import PLAIN
from chalicelib.content.sms_text import is_gsm7, segments, to_gsm7, units
from tests.content.twilio_tables import BASIC, ESCAPE, EXTENSION, REPLACED
from tests.each import failing

LISTED = [(chr(int(code, 16)), says) for says, codes in REPLACED.items() for code in codes.split()]
LETTERS = sorted({*BASIC, *EXTENSION.values()} - {BASIC[ESCAPE]})
# Where we mean it otherwise than Twilio, and why.
OTHERWISE = {
    "PRESENTATION FORM FOR VERTICAL COMMA": ",",  # it is a comma, not an apostrophe
    "PRESENTATION FORM FOR VERTICAL IDEOGRAPHIC COMMA": ",",
    "SINGLE LOW-9 QUOTATION MARK": "'",  # people type it to open a quotation
    "SINGLE LEFT-POINTING ANGLE QUOTATION MARK": "'",  # a quotation, too; theirs are crossed
    "SINGLE RIGHT-POINTING ANGLE QUOTATION MARK": "'",
}


def said(character: str, twilio: str) -> str:
    """What we say for a character for which Twilio says this."""
    if category(character) in {"Mn", "Me"}:
        return ""  # an accent without its letter
    if category(character) == "Zs" or character == "\t":
        return " "  # one is enough
    if category(character) == "Cc":
        return ""  # a control shows nothing
    return OTHERWISE.get(name(character), twilio)


def called(character: str) -> str:
    return name(character, f"U+{ord(character):04X}")


def test_the_table_is_whole() -> None:
    assert len(BASIC) == 128
    assert len(set(BASIC)) == 128
    assert len(LETTERS) == 137


def test_a_letter_of_the_network_stays_and_takes_one_unit_or_two() -> None:
    def stays(letter: str) -> None:
        assert to_gsm7(letter) == letter
        assert units(letter) == (2 if letter in EXTENSION.values() else 1)

    assert failing(LETTERS, stays) == []


def test_every_other_character_of_the_basic_plane_makes_it_another_text() -> None:
    others = {chr(code) for code in range(0x10000)} - set(LETTERS)
    assert not any(map(is_gsm7, others))


def test_a_character_that_twilio_replaces_is_replaced() -> None:
    def is_replaced(listed: tuple[str, str]) -> None:
        character, twilio = listed
        assert to_gsm7(character) == said(character, twilio), called(character)

    assert failing(LISTED, is_replaced) == []


def test_each_exception_is_one() -> None:
    listed = {name(character, ""): says for character, says in LISTED}
    assert all(listed[one] != says for one, says in OTHERWISE.items())


@pytest.mark.parametrize("character", PLAIN, ids=called)
def test_what_we_replace_ourselves_is_none_of_the_networks_letters(character: str) -> None:
    assert not is_gsm7(character)
    assert is_gsm7(to_gsm7(character))


@pytest.mark.parametrize("letter", EXTENSION.values(), ids=called)
def test_no_part_of_a_long_text_ends_between_an_escape_and_its_letter(letter: str) -> None:
    assert segments(letter * 80) == 1
    assert segments(letter * 76 * 2) == 2  # 153 hold 76 of them, and one septet stays empty
    assert segments(letter * (76 * 2 + 1)) == 3
