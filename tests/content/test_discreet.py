"""The first line of a text on a lock screen: our name, or a greeting where that is too long."""

from __future__ import annotations

import pytest

from chalicelib.content.discreet import SHORTEST, subject, text
from chalicelib.content.sms_text import ONE_SEGMENT, segments, units
from chalicelib.replies.parse import parse

NAME = "After Bedtime"


def test_the_signature_becomes_a_line_of_its_own_and_costs_nothing() -> None:
    signed = f"{NAME}: when you hear the door tonight, find Sam."
    shown = text(signed, NAME)
    assert shown == f"{NAME}\n\nWhen you hear the door tonight, find Sam."
    assert units(shown) == units(signed)


def test_an_answer_that_has_no_signature_gets_the_line() -> None:
    assert text("Kept, just for you.", NAME) == f"{NAME}\n\nKept, just for you."


@pytest.mark.parametrize("length", [120, 135, 136, ONE_SEGMENT])
def test_the_longest_answer_is_still_one_segment(length: int) -> None:
    shown = text("a" * length, NAME)
    room_for_the_name = length + len(NAME) + 2 <= ONE_SEGMENT
    assert shown.split("\n")[:2] == [NAME if room_for_the_name else SHORTEST, ""]
    assert segments(shown) == 1


def test_only_our_own_name_is_taken_for_a_signature() -> None:
    assert text("Sam: thank you", NAME) == f"{NAME}\n\nSam: thank you"
    assert text(f"We are {NAME}: hello", NAME).endswith(f"\n\nWe are {NAME}: hello")


def test_a_subject_names_nobody_but_us() -> None:
    assert subject(NAME) == "A note from After Bedtime"


@pytest.mark.parametrize("reaction", ["Loved \u201c{}\u201d", 'Laughed at "{}"'])
def test_a_phones_reaction_to_it_is_never_taken_for_an_answer(reaction: str) -> None:
    said = text("You are off. Text START, or STOP ends it.", NAME)
    assert parse(reaction.format(said)).meaning == "held"
