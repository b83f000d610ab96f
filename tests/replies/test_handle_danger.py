"""Fear, violence and self-harm: one neutral line, and not a trace anywhere."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.replies.phones import ALEX, SAM, STRANGER, jar, meaning, together
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

ANSWER = (
    "After Bedtime: thank you for writing. People who listen, any time, about anything: "
    "988 or text HOME to 741741"
)


def someone() -> tuple[World, Couple]:
    return together(World(HELP_LINE="988 or text HOME to 741741"))


@pytest.mark.parametrize("text", meaning("danger"))
def test_it_is_answered_with_the_help_line_and_never_stored(text: str) -> None:
    world, couple = someone()
    assert world.text(ALEX, text) == ANSWER
    kept = world.everything() + " ".join(world.queue.bodies)
    assert text not in kept
    assert jar(world, couple) == []


@pytest.mark.parametrize("sender", [ALEX, SAM, STRANGER])
def test_everybody_is_answered_the_same_and_each_time(sender: str) -> None:
    world, _ = someone()
    assert world.text(sender, "he hits me") == ANSWER
    assert world.text(sender, "he hits me again") == ANSWER


def test_who_has_left_is_answered_too() -> None:
    world, couple = someone()
    world.text(ALEX, "STOP")
    assert world.text(ALEX, "i want to die") == ANSWER
    contact = world.read(couple).a.contact("sms")
    assert contact is not None
    assert contact.state == "stopped"


def test_the_answer_gives_nothing_away_to_who_reads_the_phone() -> None:
    world, _ = someone()
    answer = world.text(ALEX, "he hits me").lower()
    for word in ("danger", "violence", "abuse", "suicide", "safe", "police", "hit", "sam"):
        assert word not in answer


def test_no_digit_and_no_agenda_can_bring_it_back() -> None:
    world, couple = someone()
    world.text(ALEX, "he hits me")
    for digit in "012":
        world.text(ALEX, digit)
    assert jar(world, couple) == []


def test_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world, _ = someone()
    world.text(ALEX, "he hits me")
    assert "hits" not in caplog.text
    assert ALEX not in caplog.text


def test_a_webhook_that_comes_again_is_answered_again() -> None:
    world, _ = someone()
    assert world.text(ALEX, "he hits me", "SM1") == world.text(ALEX, "he hits me", "SM1") == ANSWER
