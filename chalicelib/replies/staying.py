"""Does the text ask for our texts again, or for help? Pure."""

from __future__ import annotations

import re

from chalicelib.replies.spelling import slip
from chalicelib.replies.words import alternatives, either

_KINDLY = alternatives(
    "please hi hey hello ok can_you could_you i want would_like we to yes just how_do_i sorry",
)
_END = alternatives(
    "please thanks thank_you now x me us texts it texting today too sorry yes help info",
)
_AGAIN = alternatives(
    "again up over back my the sending texting messaging me us texts messages them it these those",
)
# But not "start to finish he did it".
_START = either(
    r"""
# start again; start texting me again; sign me back up
unstop / re ?start / resume / (?:re ?)?subscribe / opt (?:back )?in / start(?: {again}){0,5}
(?:sign|put|add|opt) (?:me|us) (?:back )?(?:up|in|on)(?: again)?
turn (?:it|these|them|texts) back on
""",
    again=_AGAIN,
)
_WHY = "(?:$| (?:we|i) (?:miss|missed|want|changed)\\b)"
START = re.compile(rf"^(?:{_KINDLY} ){{0,6}}{_START}(?: {_END}){{0,4}}{_WHY}")
# I hit stop by accident; opted out by mistake. No: stop, I signed up by mistake
MISTAKEN = re.compile(
    r"\b(?:(?:hit|said|sent|texted|typed|pressed|replied|wrote) stop|opted out|unsubscribed"
    r"|stopped (?:it|them|these|the texts))(?: \w+){0,2}?"
    r" (?:by (?:accident|mistake)|accidentally)\b"
)
# help; info; please help me. No: "help me get out", which is danger
HELP = re.compile(
    rf"^(?:{_KINDLY} ){{0,6}}(?:need |send )?(?:help|info|sos|hlp|helpp|h e l p|information)"
    rf"(?: {_END}){{0,4}}$"
)


def is_start(text: str) -> bool:
    """Of a text in plain words, as all that follow."""
    return bool(START.search(text) or slip(text, ("start", "unstop")))


def is_start_after_mistake(text: str) -> bool:
    """They left without wanting to: said before what they leave is looked for."""
    return bool(MISTAKEN.search(text))


def is_yes(text: str) -> bool:
    """A carriers' word for START, where no question of ours is open."""
    return text == "yes"


def is_help(text: str) -> bool:
    return bool(HELP.search(text) or slip(text, ("help", "info")))
