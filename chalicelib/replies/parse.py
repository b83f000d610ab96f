"""What a text means, and what goes with it. Pure.

In this order: what a phone sends by itself (it quotes us); the carriers' words; an opt-out in any
wording; danger; a wrong number; what our last text offered; commands. So far by rules. What is
left is free text: the reader weighs what it may be (docs/adr/0013).
 An opt-out is acted on even where the text also speaks of danger: Parsed("stop", danger=True).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.replies import phones, reader
from chalicelib.replies.commands import command_of
from chalicelib.replies.digits import digit_of
from chalicelib.replies.leaving import is_sign, leaving
from chalicelib.replies.meaning import About, Command, Meaning, Parsed, Pause, When
from chalicelib.replies.plainly import is_plain
from chalicelib.replies.signs import in_danger
from chalicelib.replies.staying import is_help, is_start, is_start_after_mistake, is_yes
from chalicelib.replies.strangers import is_stranger
from chalicelib.replies.when import when_of
from chalicelib.replies.words import clauses, own_words, plain
from chalicelib.replies.yes_no import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], reader.Chances]

__all__ = ["About", "Command", "Meaning", "Parsed", "Pause", "When", "parse"]

HELD: Final = Parsed("held")
# How likely it must be, by `python -m workbench teach-replies --measure` (docs/adr/0013): a lower
# STOP costs more than one false stop in fifty; a lower THANKS reads harm aloud.
STOP, WRONG_NUMBER, DANGER, THANKS = 0.45, 0.45, 0.4, 0.9
DANGER_TOO = 0.2  # in a text that is an opt-out for certain
FINE = 0.85  # that what may sound like danger is thanks: "my back was killing me and she..."
PLAIN_THANKS = 0.8  # of a short plain sentence: what wounds is rarely one
PRAISE = 0.5  # that "stop it" beside it is delight


def parse(text: str, about: About = "nothing", read: Read = reader.read) -> Parsed:
    """What the text means; `about`: what our last text to them was about."""
    if not text.strip():
        return Parsed("empty")
    if phones.is_reaction(text) or phones.OF_A_SHOP.search(clauses(text)):
        return HELD
    if phones.is_only_signs(text):
        return Parsed("stop", doubtful=True) if is_sign(text) else HELD
    text = own_words(text)
    words, lines = plain(text), clauses(text)
    if is_start_after_mistake(words):
        return Parsed("start")
    return (
        _spoken_to_us(text, words, lines, about, read)
        or _answered(text, words, about)
        or _weighed(text, read(text))
    )


def _spoken_to_us(text: str, words: str, lines: str, about: About, read: Read) -> Parsed | None:
    """About our texting, or about danger: whatever the last text was."""

    def praises() -> bool:
        return read(text)["appreciation"] > PRAISE

    # "Cancel that" after "Kept for Sunday": the thank-you, not the texts.
    taken_back = about == "kept" and (command_of(words) or ("",))[0] == "undo"
    left = "stays" if taken_back else leaving(words, lines, praises)
    danger = in_danger(lines)
    if left != "stays":
        danger = danger or read(text)["danger"] > DANGER_TOO
        return Parsed("stop", doubtful=left == "doubtful", danger=danger)
    if is_help(words):
        return Parsed("help")
    if danger:
        return Parsed("danger")
    if is_start(words) or (is_yes(words) and about in {"nothing", "thanks"}):
        return Parsed("start")
    if phones.AUTOMATIC.search(lines):
        return HELD
    return Parsed("wrong_number") if is_stranger(text, lines) else None


def _answered(text: str, words: str, about: About) -> Parsed | None:
    """A digit, a command, a day or a time, yes or no."""
    digit = digit_of(words, about)
    if digit is not None:
        return Parsed("digit", digit=digit)
    if command := command_of(words):
        return Parsed("command", command=command[0], pause=command[1])
    if about in {"meeting", "date"} and (when := when_of(text, words)):
        return Parsed("when", when=when)
    answer = yes_or_no(words, about)
    return Parsed(answer) if answer else None


def _weighed(text: str, chances: reader.Chances) -> Parsed:
    """A free text. To be asked about a held one costs a digit; to be read out may wound."""
    stop, thanks = chances["stop"], chances["appreciation"]
    if chances["danger"] > max(DANGER, stop, thanks):
        return Parsed("danger")
    if stop > STOP:
        return Parsed("stop", doubtful=True)
    if chances["wrong_number"] > WRONG_NUMBER:
        return Parsed("wrong_number")
    enough = PLAIN_THANKS if is_plain(text) else THANKS
    kept = thanks > enough and not phones.IRONIC.search(text)
    return Parsed("appreciation") if kept else HELD
