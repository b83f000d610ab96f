"""What a text means. Pure: carrier words first, then opt-outs, danger, commands, appreciations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Meaning = Literal[
    "stop", "start", "help", "danger", "digit", "wrong_number", "held", "appreciation", "empty"
]

# Twilio's and the carriers' own words (CTIA; Twilio's page on opt-out keywords).
STOP_WORDS = frozenset(
    {"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout", "opt out"}
)
START_WORDS = frozenset({"start", "yes", "unstop"})
HELP_WORDS = frozenset({"help", "info"})

# An opt-out in anybody's own words. It must be about *our* texting, not about love:
# "I can't stop thinking about how she ..." is an appreciation.
_OPT_OUT = re.compile(
    r"""
    ^(?:please\s+|pls\s+|plz\s+)*(?:stop|quit)\s*(?:it|this|now|please|pls|plz|already|all)?$
    | \b(?:stop|quit|cease|no\s+more|dont|do\s+not|never)\s+(?:\w+\s+){0,2}?
      (?:txt|text|msg|message|sms|email|contact|send|notif)\w*\b(?!\s+(?:her|him|them)\b)
    | \b(?:remove|delete|take)\s+(?:me|my\s+(?:number|phone))\b
    | \bunsub\w*\b | \bopt(?:ing)?\s*(?:me\s+)?out\b
    | ^(?:leave\s+me\s+alone|no\s+more|enough\s+already|sotp|stpo|stopp|unsuscribe)$
    """,
    re.VERBOSE,
)
# Fear, violence, self-harm: such a text is never stored. Better one too many than one too few.
_DANGER = re.compile(
    r"""
    \b(?:kill|hurt|harm)(?:s|ed|ing)?\s+(?:me|myself|us|you|him|her|the\s+kids)\b
    | \b(?:hit|hits|hitting|beat|beats|beating|punch\w*|slap\w*|chok\w*|strangl\w*|rap(?:e|ed|es))
      \s+(?:me|us|the\s+kids|my)\b
    | \bsuicid\w*\b | \bself\s*harm\w*\b | \bend\s+(?:my\s+life|it\s+all)\b | \bwant\s+to\s+die\b
    | \b(?:scared|afraid|terrified|frightened)\s+(?:of|for)\s+(?:him|her|them|my|what)\b
    | \b(?:threat\w*)\s+(?:me|us|to)\b | \b(?:abus(?:e|ed|es|ive|ing))\b
    | \bnot\s+safe\b | \bunsafe\b | \bhe\s*lp\s+me\b | \b911\b
    """,
    re.VERBOSE,
)
_WRONG_NUMBER = re.compile(r"\bwrong\s+(?:number|person|guy|girl)\b|\bwho\s+(?:is|s)\s+this\b")
_REACTION = re.compile(
    r"^(?:loved|liked|disliked|laughed at|emphasized|questioned|removed|reacted)\b.*[\"“”]",
    re.IGNORECASE,
)
_AUTO_REPLY = re.compile(
    r"\b(?:i'?m driving|driving with|do not disturb|auto(?:matic)?[\s-]*(?:reply|response)"
    r"|out of (?:the )?office|away from my phone|can'?t talk right now)\b",
    re.IGNORECASE,
)
_ANGER = re.compile(
    r"\b(?:hate|fuck\w*|shit\w*|bitch\w*|asshole\w*|stupid|useless|lazy|worst|sick of|fed up"
    r"|divorce|never (?:helps?|does|listens?)|always (?:forgets?|late|complains?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's meaning; `digit` for a digit."""

    meaning: Meaning
    digit: int | None = None


def parse(text: str) -> Parsed:
    """What the text means, whoever wrote it."""
    plain = _plain(text)
    if re.fullmatch(r"\d", plain):
        return Parsed("digit", int(plain))
    return Parsed(_whole(text, plain) or _anywhere(text, plain))


def _whole(text: str, plain: str) -> Meaning | None:
    """Carrier words and nothing else."""
    if not plain:
        return "held" if text.strip() else "empty"  # emoji alone
    words: tuple[tuple[frozenset[str], Meaning], ...] = (
        (STOP_WORDS, "stop"),
        (START_WORDS, "start"),
        (HELP_WORDS, "help"),
    )
    return next((meaning for family, meaning in words if plain in family), None)


def _anywhere(text: str, plain: str) -> Meaning:
    """What stands in a sentence; leaving comes first, then danger."""
    signs: tuple[tuple[re.Pattern[str], Meaning], ...] = (
        (_OPT_OUT, "stop"),
        (_DANGER, "danger"),
        (_WRONG_NUMBER, "wrong_number"),
    )
    found = next((meaning for sign, meaning in signs if sign.search(plain)), None)
    return found or ("held" if _looks_unlike_thanks(text) else "appreciation")


def _looks_unlike_thanks(text: str) -> bool:
    """A question, a phone's reaction, an automatic reply, anger: shown to nobody yet."""
    return bool(
        text.strip().endswith("?")
        or _REACTION.search(text.strip())
        or _AUTO_REPLY.search(text)
        or _ANGER.search(text)
    )


def _plain(text: str) -> str:
    """Lower case, without punctuation and emoji, single spaces; apostrophes close up."""
    lowered = text.lower().replace("\u2019", "").replace("'", "")
    return " ".join(re.sub(r"[^\w\s]|_", " ", lowered).split())
