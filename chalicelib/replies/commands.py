"""The commands: a text that is one, and nothing else. Pure.

"Back rub was heaven" and "Sick day, he did it all" are appreciations.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from chalicelib.replies.command_words import AFTER, BEFORE, OTHERS, SHAPES
from chalicelib.replies.meaning import Pause
from chalicelib.replies.pauses import split_pause
from chalicelib.replies.spelling import near, slip

if TYPE_CHECKING:
    from chalicelib.replies.meaning import Command

LONGEST = 10  # words
SHORTEST = 4  # letters of a word that may be misspelt
LONG = 5  # letters from which one may be wrong; in a shorter word, two may have changed places
PAUSES: tuple[Command, ...] = ("pause", "sick", "away")
_LINES = {name: re.compile(f"^{BEFORE}{shape}{AFTER}$") for name, shape in SHAPES.items()}


def command_of(text: str) -> tuple[Command, Pause | None] | None:
    """The command that this text, in plain words, is; with how long, if it is a kind of pause."""
    words = [word for word, _ in groupby(text.split())]  # undo undo
    if not words or len(words) > LONGEST:
        return None
    alone = slip(words[0], SHAPES) if len(words) == 1 and words[0] not in OTHERS else None
    text = alone or " ".join(map(_respelt, words))
    for command, line in _LINES.items():
        if line.search(text):
            return command, Pause() if command in PAUSES else None
    lasting = split_pause(text)
    if lasting is None:
        return None
    head, pause = lasting
    found = next((one for one in PAUSES if _LINES[one].search(head)), None)
    return (found, pause) if found else None


def _respelt(word: str) -> str:
    """The command this is one slip of: a letter in a long word, two that changed in a short one."""
    if word in SHAPES or word in OTHERS or len(word) < SHORTEST:
        return word
    return next((command for command in SHAPES if _slipped(word, command)), word)


def _slipped(word: str, command: Command) -> bool:
    if len(command) >= LONG or not near(word, command):
        return near(word, command)
    grown = len(command) >= SHORTEST and word[:3] == command[:3] and len(word) > len(command)
    swapped = sorted(word) == sorted(command) and word[0] == command[0]
    return grown or swapped  # menue, awya
