"""What people write on most evenings is kept without a question; one word turns it around."""

from __future__ import annotations

import pytest

from chalicelib.replies.parse import parse
from chalicelib.replies.plainly import is_plain

PLAIN = [
    "Thank you for doing the nappies", "She made coffee for me this morning",
    "Thank you for doing bath time tonight", "She picked up my prescription.",
]  # fmt: skip
TURNED = [
    "She finally did the dishes", "thanks for once", "He at least took the bins out",
    "Thank you so much for nothing", "She DID the dishes", "Thanks for the dishes...",
    "so kind of you to show up", "He didn't forget the milk",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_thank_you_is_kept_without_a_question(text: str) -> None:
    assert is_plain(text)
    assert parse(text, "thanks").meaning == "appreciation"


@pytest.mark.parametrize("text", TURNED)
def test_one_word_can_turn_it_around(text: str) -> None:
    assert not is_plain(text)


def test_a_long_one_is_weighed_as_before() -> None:
    assert not is_plain("She took the kids and the dog out and I lay down and then we all had soup")
