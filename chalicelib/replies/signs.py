"""The plainest signs of danger, in a text and in a line of the agenda; and of anger. Pure.

What is less plain, the reader weighs. Matched in plain words: lower case, no punctuation, no
apostrophes, one line a sentence.
"""

from __future__ import annotations

import re

from chalicelib.replies import unspaced


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.MULTILINE)


_NOT = "(?:dont|do not)"
_THEM = (
    "(?:me|us|him|her|them|(?:my|him|her)self|(?:the|my|our) (?:kids?|baby|child|children|sons?"
    "|daughters?|boys?|girls?|wife|husband|partner))"
)
_AFRAID = "(?:scared|afraid|terrified|frightened)"
# Fear, violence, self-harm. Better one too many than one too few.
DANGER = _any_of(
    # But: that impression kills me every time
    rf"\b(?:kill|hurt|harm|murder)(?:s|ed|ing)? (?:{_THEM}|you)\b(?! (?:every time|how|to say))",
    rf"\b(?:hit|hits|hitting|punch\w*|slap\w*|kick\w*|chok\w*|strangl\w*|attack\w*) {_THEM}\b"
    "(?! (?:that|how))",  # it hit me that ...
    rf"\bbeat(?:s|en|ing)? {_THEM}\b(?! (?:to|at|up about))",  # to the dishes
    r"\brap(?:e|es|ed|ing)\b|\bforc\w+ (?:him|her)self on\b|\babus(?:e|ed|er|es|ive|ing)\b",
    r"\bthreat\w* (?:me|us|to)\b|\b(?:pulled|has|got) a (?:gun|knife)\b|\b911\b",
    r"\block(?:s|ed) (?:me|us) (?:in|up|out)\b|\b(?:wont|doesnt|not) let (?:me|us) (?:leave|out)\b",
    rf"\b{_AFRAID} (?:of|for) (?:him|her|them|my|his|what|going home)\b",
    rf"\b{_AFRAID} to (?:(?:go|come|be) home|leave)\b|^i(?:m| am) (?:so |very |really )?{_AFRAID}$",
    r"\bunsafe\b|\b(?:not|dont) (?:feel |feeling )?safe\b",
    r"\bsuicid\w*|\bself ?harm\w*|\bcut(?:ting)? myself\b(?! some)|\bkms\b",
    r"\b(?:end|take|taking) my (?:own )?life\b|\bend it all\b|\b(?:want|ready|going) to end it\b",
    r"\b(?:it all|everything|the pain) to (?:stop|end)\b",
    r"\b(?:want to|wanna) die\b|\bbetter off (?:dead|without me)\b",
    r"\bi (?:was|were) dead\b(?! (?:on my feet|tired))",
    rf"\b{_NOT} want to (?:live|exist|be alive|be here anymore|wake up)\b|\breason to live\b",
    r"^(?:(?:please|someone|somebody|i need) ){0,5}help(?: (?:me|us|please|now)){1,5}$",
    r"^(?:please|i need) help$|\bhelp me (?:get out|get away|leave|escape)\b",
)
ANGER = _any_of(
    r"\b(?:hate|fuck\w*|shit\w*|bitch\w*|asshole\w*|stupid|useless|lazy|worst|sick of|fed up)\b",
    r"\bdivorce\b|\bnever (?:helps?|does|listens?)\b|\balways (?:forgets?|late|complains?)\b",
)


def in_danger(clauses: str) -> bool:
    """Of a text in plain words, one clause a line."""
    return bool(DANGER.search(clauses) or unspaced.DANGER.search(clauses))
