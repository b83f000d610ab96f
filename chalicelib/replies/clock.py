"""A time of day, in numbers or in words: "845", "9pm", "quarter to nine", "20 15". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.replies.days import HOURS, MINUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOON, _DAY = 12, 24
_FULL = dict.fromkeys(("noon", "midday", "mittag", "mediodia"), "12:00") | {"midnight": "00:00"}
_NUMBER = re.compile(r"^(\d{1,4})(am|pm|a|p|h|ish|uhr)?$")
_MINUTE = re.compile(r"^(\d\d)(am|pm|a|p|h)?$")
_HALVES = {"am": "am", "a": "am", "pm": "pm", "p": "pm", "morning": "am"}
_BEFORE = frozenset({"to", "til", "till", "before", "of"})
_PARTS = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5, "10": 10, "20": 20, "5": 5}
_HOUR_DIGITS = 2


def time_at(tokens: Sequence[str], at: int) -> tuple[str | None, int]:
    """("20:45", where it ends) if a time begins at this token; else (None, the next token)."""
    word = tokens[at]
    if word in _FULL:
        return _FULL[word], at + 1
    if word in _PARTS and (found := _before_or_after(tokens, at)):
        return found
    hour, minute, half, after = _numbers(tokens, at)
    if hour is None:
        return None, at + 1
    half, after = _half_after(tokens, after, half)
    return _clock(hour, minute, half, nought=word.startswith("0")), after


def _before_or_after(tokens: Sequence[str], at: int) -> tuple[str | None, int] | None:
    """quarter to nine; half past 8; half eight (which is 8:30, as the British say)."""
    word, rest = tokens[at], [*tokens[at + 1 : at + 3], "", ""]
    sided = rest[0] in _BEFORE or rest[0] in {"past", "after"}
    if not sided and word != "half":
        return None
    hour, _, half, _ = _numbers([rest[1] if sided else rest[0]], 0)
    if hour is None:
        return None
    after = at + (3 if sided else 2)
    half, after = _half_after(tokens, after, half)
    if rest[0] in _BEFORE:
        return _clock(hour - 1, 60 - _PARTS[word], half), after
    return _clock(hour, _PARTS[word], half), after


def _numbers(tokens: Sequence[str], at: int) -> tuple[int | None, int, str | None, int]:
    """(hour, minute, half of the day, where it ends) of 8, 8pm, 8 30, 830, eight thirty."""
    word, more = tokens[at], [*tokens[at + 1 : at + 3], "", ""]
    if word in HOURS:
        two = f"{more[0]} {more[1]}"
        if two in MINUTES:
            return HOURS[word], MINUTES[two], None, at + 3
        return HOURS[word], MINUTES.get(more[0], 0), None, at + (2 if more[0] in MINUTES else 1)
    found = _NUMBER.match(word)
    if found is None:
        return None, 0, None, at + 1
    digits, half = found[1], _HALVES.get(found[2] or "")
    if len(digits) > _HOUR_DIGITS:
        return int(digits[:-2]), int(digits[-2:]), half, at + 1
    minute = _MINUTE.match(more[0]) if found[2] in {None, "h"} else None
    if minute:
        return int(digits), int(minute[1]), _HALVES.get(minute[2] or ""), at + 2
    named = more[0] in MINUTES and more[0] != "ten"
    return int(digits), MINUTES[more[0]] if named else 0, half, at + (2 if named else 1)


def _half_after(tokens: Sequence[str], at: int, half: str | None) -> tuple[str | None, int]:
    """am and pm after a space; "9 in the morning"."""
    if tokens[at : at + 2] == ["in", "the"] and tokens[at + 2 : at + 3] == ["morning"]:
        return "am", at + 3
    if tokens[at : at + 1] and tokens[at] in _HALVES and tokens[at] != "a":
        return _HALVES[tokens[at]], at + 1
    return half, at


def _clock(hour: int, minute: int, half: str | None, *, nought: bool = False) -> str | None:
    """An hour from 1 to 11 is in the evening unless it says otherwise; see When."""
    if half is not None:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif 0 < hour < _NOON and not nought:
        hour += _NOON
    return f"{hour:02}:{minute:02}" if 0 <= hour < _DAY and minute < 60 else None  # noqa: PLR2004
