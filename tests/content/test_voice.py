"""How we say it: every item of the library held to the rules of voice and length."""

import re
from pathlib import Path

from chalicelib.content.library import Item, load
from chalicelib.content.model import KINDS, PARTNER
from chalicelib.content.sms_text import LONGEST_NAME, fits_one_segment, is_gsm7

LIBRARY = load(Path(__file__).parents[2] / "templates" / "content")
EVERYTHING = tuple(item for kind in KINDS for item in LIBRARY.items(kind))
NUDGES = tuple(item for item in EVERYTHING if item.kind != "check_in")
LONGEST_SENTENCE = 15  # words
RESERVED = (
    "STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|START|YES|UNSTOP|HELP|INFO|NO"
    "|LATER|UNDO|PAUSE|LESS|MENU|OK|SKIP|SHORT|SEND|KEEP|SICK|AWAY|BACK|SLOW|MORE|JAR"
)
# What tired people hate, and words that only posters and manuals use.
BANNED = (
    r"don't forget|remember to|you missed|you forgot|reminder|streak|points?\b|score|challenge",
    r"\bshould\b|\bmust\b|make sure|try to\b|keep it up|(you|\}) (always|never)\b",
    r"(?<!don't )(?<!didn't )(?<!doesn't )(?<!nobody )\b(have|has|need|needs) to\b",
    r"well done|good job|proud of you|got this|self-care|quality time|mindful|communicat",
    r"connection|reconnect|intima|love languages?|journey|cherish|magical|precious|amazing",
    r"nurtur|spark\b|gratitude|boundar|toxic|trauma|therap|anxi|depress|stress|burn-?out",
    r"studies|research|experts|\bsex|forgiv|apologi[sz]|\bsorry\b|\blove you\b",
    r"\b(he|she|him|her|his|hers|husband|wife|spouse|mom|mum|dad|mother|father)\b",
    r"\b(men|women|boys|girls|boyfriend|girlfriend)\b",
    r"\b(god|pray|church|bless)|babysit|nanny|\bgym\b|getaway",
    r"!|\bhttps?:",
)
# Words that only make sense to some; an item that uses one says for whom.
ONLY_FOR = (
    r"\b(baby|babies|newborn|diapers?|kids?|child|children|toddlers?|teen\w*|homework)\b"
    r"|\bschool (run|bag|morning)s?\b"
)


def texts(item: Item) -> tuple[str, ...]:
    return tuple(text for text in (item.sms, item.email, item.plan, *item.questions) if text)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?])\s+", text)


def every_sentence() -> list[str]:
    return [each for item in EVERYTHING for text in texts(item) for each in sentences(text)]


def found(pattern: str, words: str) -> list[str]:
    return [match.group() for match in re.finditer(pattern, words)]


def test_a_text_is_one_segment_with_the_longest_name() -> None:
    sent = ("After Bedtime: " + item.sms.replace(PARTNER, "N" * LONGEST_NAME) for item in NUDGES)
    assert [text for text in sent if not fits_one_segment(text)] == []


def test_everything_is_written_in_plain_letters() -> None:
    assert [each for each in every_sentence() if not is_gsm7(each)] == []


def test_no_sentence_starts_with_the_name() -> None:
    """The name may be "your partner", in lower case."""
    assert [each for each in every_sentence() if each.startswith(PARTNER)] == []


def test_sentences_are_short() -> None:
    assert [each for each in every_sentence() if len(each.split()) > LONGEST_SENTENCE] == []


def test_an_email_is_two_to_four_sentences() -> None:
    assert [item.id for item in NUDGES if len(sentences(item.email)) not in range(2, 5)] == []


def test_nothing_nags_preaches_or_guesses_who_people_are() -> None:
    said = {item.id: " ".join(texts(item)).lower() for item in EVERYTHING}
    assert {i: hits for i, words in said.items() if (hits := found("|".join(BANNED), words))} == {}


def test_nobody_is_asked_to_answer_with_a_reserved_word() -> None:
    asked = (
        rf"\b(?i:reply|answer|text|text me|respond|type|write) (?:with )?['\"]?(?i:{RESERVED})\b"
    )
    reserved = rf"\b(?:{RESERVED})\b|{asked}"
    assert {item.id: hits for item in NUDGES if (hits := found(reserved, item.sms))} == {}


def test_an_item_that_speaks_of_children_says_of_which() -> None:
    for_all = {item.id: " ".join(texts(item)).lower() for item in EVERYTHING if not item.stages}
    assert {i: hits for i, words in for_all.items() if (hits := found(ONLY_FOR, words))} == {}


def test_no_two_openings_are_alike() -> None:
    openings = [" ".join(item.sms.lower().split()[:3]) for item in NUDGES]
    openings += [" ".join(item.email.lower().split()[:4]) for item in EVERYTHING]
    assert sorted({each for each in openings if openings.count(each) > 1}) == []
