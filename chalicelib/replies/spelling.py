"""How thumbs spell: short forms and slips, and the words they stand for. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def word_set(*lines: str) -> frozenset[str]:
    """The words of these lines."""
    return frozenset(word for line in lines for word in line.split())


# Written in full, so that a pattern need only know one form.
LONG_FORMS = {
    # a verb and its "not"
    "dont": "do not", "dnt": "do not", "doesnt": "does not", "didnt": "did not",
    "cant": "can not", "cannot": "can not", "couldnt": "could not", "wont": "will not",
    "wouldnt": "would not", "shouldnt": "should not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not",
    "hadnt": "had not", "aint": "is not",
    # somebody and a verb
    "im": "i am", "ive": "i have", "hes": "he is", "shes": "she is", "its": "it is",
    "thats": "that is", "whats": "what is", "whos": "who is", "theres": "there is",
    "wheres": "where is", "hows": "how is", "youre": "you are", "youve": "you have",
    "youll": "you will", "theyre": "they are", "weve": "we have", "theyve": "they have",
    # as it is texted
    "u": "you", "ya": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "plss": "please", "plse": "please", "pleas": "please", "plese": "please", "pleese": "please",
    "txt": "text", "txts": "texts", "txting": "texting", "textin": "texting",
    "texing": "texting", "txtn": "texting", "msg": "message", "msgs": "messages",
    "mssg": "message", "mssgs": "messages", "msging": "messaging", "sms": "texts",
    "smses": "texts", "thx": "thanks", "thnx": "thanks", "thanx": "thanks", "tnx": "thanks",
    "thks": "thanks", "ty": "thanks", "tysm": "thanks so much", "thankyou": "thank you",
    "thanku": "thank you", "tyvm": "thanks very much", "bc": "because", "cuz": "because",
    "coz": "because", "cos": "because", "bcuz": "because", "becuz": "because",
    "wanna": "want to", "gonna": "going to", "gunna": "going to", "gotta": "got to",
    "gimme": "give me", "lemme": "let me", "idk": "i do not know", "sry": "sorry",
    "soz": "sorry", "rn": "right now", "abt": "about", "nite": "night", "tonite": "tonight",
    "2nite": "tonight", "w": "with", "wo": "without", "ppl": "people", "luv": "love",
    "ily": "i love you", "ilysm": "i love you", "hubs": "husband", "hubby": "husband",
    "wifey": "wife", "omw": "on my way", "rong": "wrong", "worng": "wrong", "wrng": "wrong",
    "numer": "number", "nmber": "number", "nbr": "number", "unsub": "unsubscribe",
    "scard": "scared", "scarred": "scared", "scraed": "scared", "afriad": "afraid",
    "affraid": "afraid", "afaid": "afraid", "nomore": "no more", "stop2end": "stop",
    "teh": "the", "n": "and", "wat": "what", "wen": "when",
}  # fmt: skip

# STOP is too short for a rule: "shop", "step" and "top" are words of their own.
STOP_SLIPS = word_set(
    "sotp stpo stp tsop sttop sstop stopp stpp stoop stip dtop atop stopo stoo st0p stahp",
)
# The words that nobody may miss, and how many signs make a slip certain enough.
CORE = (
    "unsubscribe", "subscription", "texting", "messages", "messaging", "message",
    "cancel", "remove", "delete", "contact", "contacting", "number", "sending",
)  # fmt: skip
# Words of their own, one sign away from those.
OTHERS = word_set(
    "cancels cancer removed remover removes remote deleted deletes testing massages massaging",
    "massage messaged passage passages contacts contract compact contacted numbers lumber numbed",
    "seeding sanding spending sendings numb subscriptions unsubscribed unsubscribes deplete",
    "nummer numero numeros removal cancelled canceled",
)


SHORT = 4  # letters: a keyword of fewer is a slip away from too many words


@lru_cache(maxsize=4096)
def respell(word: str) -> str:
    """The core word that this is a slip of; else the word itself."""
    if word in STOP_SLIPS:
        return "stop"
    if len(word) < len("numbr") or word in CORE or word in OTHERS:
        return word
    return next((core for core in CORE if core[0] == word[0] and near(word, core)), word)


# Words of their own, one slip away from a keyword.
KEPT = word_set(
    "shop step need needs top slop stomp atop stow stoop strop spot sop quiet quite quilt quid",
    "quip suit ned den star stars stare stark smart stat state tart chart stair help heap hell",
    "hello kelp yelp",
    "helps whelp ski sip kip end sed low sow slew ore moe men uno way aid say sad bac bad bag kee",
    "jan jay jam war ear car bar far tar ajar les lass mess sent san sand sen",
)


def slip(text: str, keywords: Iterable[str]) -> str | None:
    """The keyword that a text of one word is a slip of: "sropp", "STRAT", "Skp", "eend"."""
    undoubled = "".join(letter for letter, _ in groupby(text))
    if not text.isalnum() or {text, undoubled} & KEPT:
        return None
    return next((one for one in keywords if _slipped(undoubled, one)), None)


def _slipped(text: str, keyword: str) -> bool:
    """In a short one, only letters that are there already may be doubled, dropped or swapped."""
    short = len(keyword) < SHORT
    return near(text, keyword) and (not short or set(text) <= set(keyword))


def near(word: str, other: str) -> bool:
    """One sign too many, too few, wrong, or two that changed places; or the same."""
    if abs(len(word) - len(other)) > 1:
        return False
    same = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        same += 1
    rest, others = word[same:], other[same:]
    swapped = rest[:2] == others[1::-1] and len(rest) > 1 and rest[2:] == others[2:]
    return swapped or others in (rest, rest[1:]) or others[1:] in (rest, rest[1:])
