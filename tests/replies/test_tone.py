"""How a line sounds that both are going to read."""

from __future__ import annotations

import pytest

from chalicelib.replies.tone import Tone, tone_of


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("The car on Fridays", "fine"),
        ("Should we move? I'd like to know.", "fine"),
        ("Stop buying plastic toys", "fine"),
        ("How hard it hit me that she starts school", "fine"),
        ("You never help with the bins", "anger"),
        ("I\u2019m fed up: the bins again", "anger"),
        ("Useless. Just useless!", "anger"),
        ("I\u2019m scared of you", "danger"),
        ("Nice week. You hit me. Why?", "danger"),
        ("You scare me sometimes", "danger"),
        ("STOP HITTING ME", "danger"),
        ("i don't want to live", "danger"),
    ],
)
def test_a_line_is_judged_by_the_signs_that_judge_a_text(text: str, tone: Tone) -> None:
    assert tone_of(text) == tone
