"""What a text can mean: the words that `parse` and those who ask it share. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What our last text to them was about; "nothing" also for who has left.
About = Literal["nothing", "thanks", "kept", "meeting", "date"]
Command = Literal[
    "later", "undo", "pause", "less", "more", "menu", "skip", "short",
    "send", "keep", "sick", "away", "back", "slow", "jar",
]  # fmt: skip
Meaning = Literal[
    "stop", "start", "help", "danger", "digit", "wrong_number", "held", "appreciation", "empty",
    "command", "when", "yes", "no",
]  # fmt: skip
Day = Literal["today", "tomorrow"] | int  # 0 is Monday


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time ("HH:MM"), or both: at least one is there.

    An hour from 1 to 11 without am or pm is in the evening ("9" is 21:00): we are After Bedtime.
    "08:30", with its nought, is the morning.
    """

    day: Day | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """For so many days, or until the next such weekday (0 is Monday); neither: open-ended."""

    days: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's meaning, and what goes with it.

    `digit` with "digit", `command` with "command", `when` with "when"; `pause` with the commands
    pause, sick and away. `doubtful`: an opt-out that may not be one; it is acted on all the same,
    and answered with how to come back. `danger`: a "stop" that also speaks of danger; it is acted
    on, never stored, and the help line is the answer.
    """

    meaning: Meaning
    digit: int | None = None
    command: Command | None = None
    pause: Pause | None = None
    when: When | None = None
    doubtful: bool = False
    danger: bool = False
