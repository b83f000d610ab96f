"""A day and a time, as a whole text: "tmrw 845", "can we do monday instead", "jeudi 21h". Pure.

Only for a text about the meeting or a date. Two days or two times are no answer; nor is "Sunday
doesn't work", nor "Sat up with the baby till 3".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.replies.clock import time_at
from chalicelib.replies.days import TODAY, TOMORROW, WEEKDAYS
from chalicelib.replies.meaning import When
from chalicelib.replies.spelling import word_set

if TYPE_CHECKING:
    from chalicelib.replies.meaning import Day

# What may stand around a day and a time, wherever it stands.
_FILLERS = word_set(
    "please thanks thank you ok okay yes yep yeah sure works work worked instead is good great",
    "fine better best perfect night nights evening eve for us me then sounds lets let do does",
    "make it move moved to can could we would shall should how about what i on at the this around",
    "by approx say maybe hi hey switch change shift push reschedule prefer and time ish sharp lol",
    "x xx a las el le um am den uhr h de la en alle ore om babe date meeting check in see you",
    "there both are free will be same morning afternoon definitely need want like try put down",
    "later earlier",
)
# From here on it only says why or how: "sat 8pm after the kids are down".
_WHY = word_set("after during when once because if as so before while since with where")
_NO_ANSWER = word_set("or not no nope every never each last next was were until")
_NOT_ASKED = re.compile(r"^(?:what|when|is it|was it|are we|did|which)\b|\b(?:thank|love|loved)\b")
_NAY = re.compile(r"^(?:no|nope|nah) (?=\w)")  # "no, saturday"
_HOUR_H = re.compile(r"\b(\d\d?)h(\d\d)\b")  # 20h30
_RANGE = re.compile(r"\d\s*[-\u2013/]\s*\d")  # "8-9", "10/14"


def when_of(text: str, words: str) -> When | None:
    """The day and time proposed: of `text`, which is `words` in plain words."""
    if _RANGE.search(text) or (_NOT_ASKED.search(words) and "what about" not in words):
        return None
    tokens = _HOUR_H.sub(r"\1 \2", _NAY.sub("", words)).split()
    days: list[Day] = []
    times: list[str] = []
    at = 0
    while at < len(tokens):
        word = tokens[at]
        day = day_of(word)
        time, after = time_at(tokens, at)
        if day is not None:
            days.append(day)
        elif time is not None:
            times.append(time)
        elif word in _WHY and (days or times):
            break
        elif word in _NO_ANSWER or word not in _FILLERS:
            return None
        at = after if time is not None and day is None else at + 1
    if len(days) > 1 or len(times) > 1 or not (days or times):
        return None
    return When(days[0] if days else None, times[0] if times else None)


def day_of(word: str) -> Day | None:
    if word in TODAY:
        return "today"
    return "tomorrow" if word in TOMORROW else WEEKDAYS.get(word)
