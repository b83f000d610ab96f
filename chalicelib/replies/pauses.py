"""For how long, in words: "two weeks", "10", "until friday". Pure."""

from __future__ import annotations

import re

from chalicelib.replies.days import WEEKDAYS
from chalicelib.replies.meaning import Pause
from chalicelib.replies.words import alternatives

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "fourteen": 14, "a couple": 2, "a couple of": 2, "couple": 2,
    "couple of": 2, "a few": 3, "few": 3, "another": 1, "the": 1, "this": 1, "next": 1,
}  # fmt: skip
_UNITS = {"day": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "weekend": 3}
_UNTIL = "(?:until|untill|till|til|thru|through|unti|util)"
_PLEASE = re.compile(r"(?: (?:please|thanks|thank you|ok|for now|now|x|sorry|just)){1,4}$")
_COUNT = alternatives(*(count.replace(" ", "_") for count in _COUNTS))
_SPAN = re.compile(
    rf"^(.+?) (?:for )?(?:the next |about |another )?(\d{{1,3}}|{_COUNT}) ?(?:more )?"
    rf"({'|'.join(_UNITS)})s?(?: or so)?$"
)
_UNCOUNTED = re.compile(rf"^(.+?) (?:for )?({'|'.join(_UNITS)})s?$")  # pause for weeks: for one
_NUMBER = re.compile(r"^(.+?) (?:for )?(\d{1,3})$")  # pause 10
_WEEKDAY = re.compile(
    rf"^(.+?) {_UNTIL} (?:this |next |on |the )?(\w+)(?: (?:morning|night|evening))?$"
)
_TOMORROW = re.compile(
    rf"^(.+?) {_UNTIL} (tomorrow|next week|next month|the weekend|after the weekend)$"
)
_SOMETIME = re.compile(rf"^(.+?) (?:{_UNTIL}|for|while|over|during|because|as) .+$")
_NEXT = {"tomorrow": 1, "next week": 7, "next month": 30}
_SATURDAY, _MONDAY = 5, 0


def split_pause(text: str) -> tuple[str, Pause] | None:
    """("pause", Pause(days=14)) of "pause for two weeks please".

    What is said but not understood ("until the baby sleeps") is an open-ended pause.
    """
    text = _PLEASE.sub("", text)
    if found := _TOMORROW.search(text):
        weekend = _MONDAY if found[2].startswith("after") else _SATURDAY
        days = _NEXT.get(found[2])
        return found[1], Pause(days=days) if days else Pause(until=weekend)
    if found := _SPAN.search(text):
        count = _COUNTS[found[2]] if found[2] in _COUNTS else int(found[2])
        return found[1], Pause(days=count * _UNITS[found[3]])
    if found := _NUMBER.search(text):
        return found[1], Pause(days=int(found[2]))
    if (found := _WEEKDAY.search(text)) and found[2] in WEEKDAYS:
        return found[1], Pause(until=WEEKDAYS[found[2]])
    if found := _UNCOUNTED.search(text):
        return found[1], Pause(days=_UNITS[found[2]])
    found = _SOMETIME.search(text)
    return (found[1], Pause()) if found else None
