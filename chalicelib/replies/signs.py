"""The words and phrases that give a text its meaning, with examples: data for parse.py. Pure.

Phrases are matched in plain words: lower case, no punctuation, no apostrophes, one line a sentence.
"""

from __future__ import annotations

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.MULTILINE)


# Twilio's and the carriers' own words (CTIA; Twilio's page on opt-out keywords), then the same as
# thumbs write them, and as French and Spanish speakers say it.
STOP_WORDS = _words(
    "stop stopall unsubscribe end quit cancel revoke optout",
    "stopp stoppp sotp stpo tsop stp sttop sstop stoop stip dtop atop cancle unsuscribe",
    "arret arr\u00eat alto pare parar basta",
)
START_WORDS = _words("start yes unstop")
HELP_WORDS = _words("help info")
# With a stop word and nothing else, these change nothing: "I said please stop this now".
FILLERS = _words(
    "please pls plz ok okay hey hi just sorry thanks thank you yes yeah no and i my me want need",
    "would like to said it this that these all everything now already immediately subscription",
    "service texts text texting messages message messaging msgs msg sms notifications",
)
# An answer, or one of the commands to come; nobody wants it read out on Sunday.
SMALL_TALK = _words(
    "no nope nah ok okay k kk yep yeah yup sure maybe idk lol haha hahaha hi hello hey test done",
    "thanks thankyou thx ty nothing none what huh later skip undo pause less menu more short send",
    "keep sick away back slow jar",
)

_ASKING = (
    "^(?:(?:please|pls|plz|ok|okay|hey|hi|just|sorry|no|now|and|so|thanks|thank you|i said"
    "|(?:can|could|would|will) (?:you|u)|i (?:want|need|asked|told) you to) )*"
)
_NEWS = "(?:te?xts?|messages?|msgs?|sms|e?mails?|notifications?|updates?)"
_LIST = "(?:lists?|program|system|database|service|subscription)"
_TEXTING = "(?:te?xt?ing?|mes+[ae]g\\w*|e?mailing|(?:contact|send|notif|bother|spam)\\w*)"
_NOT = "(?:dont|do not)"

# An opt-out in anybody's own words. It must be about *our* texting, not about love:
# "I can't stop thinking about how she ..." is an appreciation.
OPT_OUT = _any_of(
    rf"{_ASKING}(?:stop|quit|cease|end|cancel) (?:\w+ ){{0,2}}?(?:{_NEWS}|{_TEXTING})\b",
    # I told you to stop texting me
    r"\b(?:stop|quit) (?:texting|messaging|emailing|sending|bothering) (?:me|these|this)\b",
    # Do not text me. Never contact this number again. But: he knows not to text me at work
    rf"{_ASKING}(?:{_NOT}|never) (?:ever )?(?:te?xt|message|msg|email|contact|send|bother)"
    r"(?: (?:me|us|this|these|any\w*|again|more|to|here|my|please)\b|$)",
    # I don't want to get any more of these messages
    rf"(?:\bi |^)(?:{_NOT}|no longer) (?:want|wish|need) (?:(?:to|get|getting|receive|any|more|of"
    rf"|your|these|the|this|such) ){{0,5}}{_NEWS}\b",
    # I don't want this anymore. But: I don't want this to end
    rf"(?:\bi |^)(?:{_NOT}|no longer) want (?:this|these|to be (?:te?xted|contacted))"
    r"(?: any ?more| please)*$",
    # No more texts please. But: he puts his phone away, no more texting at the table
    rf"{_ASKING}no more (?:(?:of|these|those|the|your) )*(?:{_NEWS}|texting|messaging)"
    r"(?: (?:please|pls|thanks|thank you|ever|from you|to me|to this number|for me))*$",
    # Delete my number. But: his hugs delete my worries
    rf"{_ASKING}(?:remove|delete) (?:me|us|my (?:number|phone|name|info\w*|data|account))\b",
    # Take me off your list. But: she offered to take me off dish duty
    r"\b(?:take|get) (?:me|us|my (?:number|phone|name)) off"
    rf"(?: (?:of|this|here|your|ur|the|these|now|please|\w+(?= list)|{_NEWS}|{_LIST}))*$",
    # Any "unsubscribe", but not: he unsubscribed us from the junk mail
    r"\bunsub(?!scribed\b)\w*",
    # I opt out. But: she let me opt out of the school run
    r"\bopt(?:ing)? ?(?:me )?out\b"
    rf"(?! of (?!(?:the |your |these |this |all |getting )*(?:{_NEWS}|{_LIST}|it|this)\b))",
    # As the whole text
    rf"\A{_ASKING}(?:leave me (?:alone|be)|no more|enough(?: already)?|go away|get lost"
    r"|lose (?:my|this) number|not interested|(?:fuck|piss) off)(?: (?:please|now|anymore))*\Z",
)

_THEM = (
    "(?:me|us|him|her|them|(?:my|him|her)self|(?:the|my|our) (?:kids?|baby|child|children|sons?"
    "|daughters?|boys?|girls?|wife|husband|partner))"
)
_AFRAID = "(?:scared|afraid|terrified|frightened)"
# Fear, violence, self-harm. Better one too many than one too few.
DANGER = _any_of(
    rf"\b(?:kill|hurt|harm|murder)(?:s|ed|ing)? (?:{_THEM}|you)\b",
    rf"\b(?:hit|hits|hitting|punch\w*|slap\w*|kick\w*|chok\w*|strangl\w*|attack\w*) {_THEM}\b"
    "(?! (?:that|how))",  # it hit me that ...
    rf"\bbeat(?:s|en|ing)? {_THEM}\b(?! (?:to|at))",  # he beat me to the dishes
    r"\brap(?:e|es|ed|ing)\b|\bforc\w+ (?:him|her)self on\b|\babus(?:e|ed|er|es|ive|ing)\b",
    r"\bthreat\w* (?:me|us|to)\b|\b(?:pulled|has|got) a (?:gun|knife)\b|\b911\b",
    r"\block(?:s|ed) (?:me|us) (?:in|up|out)\b|\b(?:wont|doesnt|not) let (?:me|us) (?:leave|out)\b",
    rf"\b{_AFRAID} (?:of|for) (?:him|her|them|my|his|what|going home)\b",
    rf"\b{_AFRAID} to (?:(?:go|come|be) home|leave)\b|^i(?:m| am) (?:so |very |really )?{_AFRAID}$",
    r"\bunsafe\b|\b(?:not|dont) (?:feel |feeling )?safe\b",
    r"\bsuicid\w*|\bself ?harm\w*|\bcut(?:ting)? myself\b(?! some)|\bkms\b",
    r"\b(?:end|take|taking) my (?:own )?life\b|\bend it all\b|\b(?:want|ready|going) to end it\b",
    r"\b(?:want to|wanna) die\b|\bbetter off (?:dead|without me)\b|\bi (?:was|were) dead\b",
    rf"\b{_NOT} want to (?:live|exist|be alive|be here anymore|wake up)\b|\breason to live\b",
    r"^(?:(?:please|someone|somebody|i need) )*help(?: (?:me|us|please|now))+$",
    r"^(?:please|i need) help$|\bhelp me (?:get out|get away|leave|escape)\b",
)
WRONG_NUMBER = _any_of(
    r"\A(?:\w+ ){0,5}?wrong (?:number|person|phone)(?: (?:sorry|please|dude|here))*\Z",
    r"\byou(?:ve)? (?:have |must have )?(?:have|got|texted) (?:the|a) wrong (?:number|person)\b",
    r"\A(?:(?:sorry|hi|hey|um|new phone) )*(?:who is|whos|who s?) ?(?:this|dis)(?: please)?\Z",
)
AUTO_REPLY = _any_of(
    r"^(?:sorry )?im (?:driving|in a meeting)\b|\bdriving with\b|\bdo not disturb\b",
    r"\bauto(?:matic|mated)? ?(?:reply|response|message)\b|\bout of (?:the )?office\b",
    r"\baway from my phone\b|\bcant talk (?:right )?now\b",
    r"\bnot (?:accepting|receiving) (?:messages|calls|notifications)\b",
)
ANGER = _any_of(
    r"\b(?:hate|fuck\w*|shit\w*|bitch\w*|asshole\w*|stupid|useless|lazy|worst|sick of|fed up)\b",
    r"\bdivorce\b|\bnever (?:helps?|does|listens?)\b|\balways (?:forgets?|late|complains?)\b",
)
QUESTION = _any_of(
    r"^(?:is|are|do|does|did|can|could|will|would|should) (?:you|i|we|he|she|it|this|there)\b",
    r"^(?:what time|how (?:do|does|much|many)|(?:when|where|why) (?:is|are|do|does|did))\b",
)
# In the text as it was written. Phones send a reaction as a text: Loved "..." (iPhone),
# a heart to "..." (Android).
_QUOTE = '["\u201c\u201e\u00ab]'
REACTION = re.compile(
    rf"^(?:(?:loved|(?:dis)?liked|laughed at|emphasi[sz]ed|questioned) (?:\W*{_QUOTE}"
    r"|an? (?:image|photo|video|message|attachment|link)\b)|removed an? .+ from\b"
    rf"|reacted \W+ to\b|\W+to\W*{_QUOTE})",
    re.IGNORECASE,
)
QUESTION_MARK = re.compile(r"[?\uff1f\u061f]\W*$")
