"""Every text of ours is one segment, with the longest of everything that it can be given."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.content.library import load
from chalicelib.content.model import KINDS, LONGEST_TITLE, PARTNER
from chalicelib.content.render import Renderer
from chalicelib.content.sms_text import LONGEST_NAME, fits_one_segment, units
from chalicelib.content.words import clock_words
from chalicelib.couples.links import TOKEN_BYTES
from chalicelib.replies.hearing import SOMETIME
from chalicelib.replies.pace_of import days_in_words
from chalicelib.replies.parse import parse
from chalicelib.replies.said import KINDS as KINDS_OF_MEDIA
from chalicelib.scheduling.schedule import WHAT
from chalicelib.settings import HELP_LINE, NAME, NAME_AND_URL
from tests.each import failing

if TYPE_CHECKING:
    from chalicelib.content.model import Item

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(
    str(file.relative_to(TEMPLATES / "sms").with_suffix(""))
    for file in (TEMPLATES / "sms").rglob("*.txt")
)
NUDGES = [item for kind in KINDS for item in load(TEMPLATES / "content").items(kind) if item.sms]
TOKEN = "t" * (TOKEN_BYTES * 4 // 3)
PERSON = "W" * LONGEST_NAME
WEEKS = [days for count in range(1, 8) for days in combinations(range(7), count)]
# What answers are given, at its longest. What a jar reads back is cut to fit.
ANSWERED: dict[str, Any] = {
    "when": SOMETIME,
    "enclosed": max(KINDS_OF_MEDIA.values(), key=len),
    "until": "Wed 30 Sep",
    "days": max((days_in_words(days) for days in WEEKS), key=units),
    "at": "Wed 30 Sep, 12:30 pm",
    "tomorrow": True,
    "lines": ["You: one", "Sam: two", "You: three"],
}
DATE = {"title": "W" * LONGEST_TITLE, "when": "any night till Sunday"}
# How much of what the two may take together goes to the name.
NAME_LENGTHS = (1, len("After Bedtime"), NAME)


def renderer(name_length: int = len("After Bedtime")) -> Renderer:
    url = "https://" + "u" * (NAME_AND_URL - name_length - len("https://"))
    shared = {"service": "S" * name_length, "public_url": url, "help_line": "h" * HELP_LINE}
    return Renderer(TEMPLATES, shared)


def longest(texts: Renderer) -> dict[str, dict[str, Any]]:
    """What a template is given besides names, at its longest."""
    url = texts.shared["public_url"]
    soon = max(
        (f"{what} comes Wed 30 Sep, {clock_words('12:30')}" for what in WHAT.values()), key=len
    )
    late = {"meeting_date": f"Wednesday 30 Sep at {clock_words('12:30')}"}
    return {
        "moved": {**late, "agenda_url": f"{url}/agenda/{TOKEN}"},
        "called_off": late,
        "check_in": {"meeting_at": clock_words("12:30"), "agenda_url": f"{url}/agenda/{TOKEN}"},
        "date_night": {"till": "by Sunday", "titles": ["W" * LONGEST_TITLE] * 3},
        "date_plan": DATE | {"plan": "", "url": f"{url}/date/{TOKEN}"},
        "answers/date_picked": DATE | {"plan": "", "url": f"{url}/date/{TOKEN}", "enough": False},
        "answers/date_taken": {"title": "W" * LONGEST_TITLE, "digit": "3"},
        "confirm": {"url": f"{url}/confirm/{TOKEN}"},
        "joined": {"joined": PERSON},
        "link": {"url": f"{url}/link/{TOKEN}", "minutes": 30},
        "nudge": {"item_text": max((i.sms.replace(PARTNER, PERSON) for i in NUDGES), key=len)},
        "unlocking": {"at": "Wed 30 Sep, 12:30 pm"},
        "relay": {"words": "", "url": f"{url}/said/{TOKEN}"},
        "welcome": {"name": PERSON, "upcoming": [soon]},
    }


def wordings(name: str, texts: Renderer) -> list[str]:
    """A text; of an answer, each of its variants."""
    context = {"partner": PERSON, **longest(texts).get(name, {})}
    if name.startswith("answers/"):
        return texts.variants(name.removeprefix("answers/"), **{**ANSWERED, **context})
    return [texts.sms(name, **context)]


def text(name: str, texts: Renderer) -> str:
    return max(wordings(name, texts), key=units)


@pytest.mark.parametrize("length", NAME_LENGTHS)
def test_every_text_fits_with_the_longest_of_everything(length: int) -> None:
    texts = renderer(length)

    def fits(name: str) -> None:
        for said in wordings(name, texts):
            assert fits_one_segment(said)

    assert failing(NAMES, fits) == []


def test_every_idea_fits_under_the_longest_signature() -> None:
    texts = renderer(NAME)

    def fits(item: Item) -> None:
        words = item.sms.replace(PARTNER, PERSON)
        assert fits_one_segment(texts.sms("nudge", item_text=words))

    assert failing(NUDGES, fits) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "/" not in name])
def test_what_comes_of_our_own_accord_says_first_who_writes(name: str) -> None:
    assert text(name, renderer()).startswith("S" * 13 + ": ")


def test_at_most_one_link_and_it_is_ours_and_whole() -> None:
    texts = renderer()

    def has_one_of_ours(name: str) -> None:
        links = re.findall(r"https?://\S+", text(name, texts))
        assert len(links) <= 1
        for link in links:
            assert re.fullmatch(rf"{texts.shared['public_url']}/[a-z]+(/{TOKEN})?", link), (
                "no stop after it"
            )

    assert failing(NAMES, has_one_of_ours) == []


def test_a_confirmation_says_what_carriers_ask_for() -> None:
    """Brand, programme, frequency, rates, HELP and STOP: Twilio error 30540."""
    said = text("confirm", renderer())
    for word in ("texts a week", "couples", "Msg&data rates may apply", "HELP", "STOP"):
        assert word in said


@pytest.mark.parametrize("name", ["welcome", "answers/help"])
def test_the_way_out_is_said_at_the_start_and_on_request(name: str) -> None:
    assert "STOP" in text(name, renderer())


def test_a_phones_reaction_to_it_is_never_taken_for_an_answer() -> None:
    """A heart for "STOP ends it" must not end it, and is no appreciation either."""
    texts = renderer()

    def is_held(name: str) -> None:
        said = text(name, texts)
        for reaction in (
            f"Loved \u201c{said}\u201d",
            f'Laughed at "{said}"',
            f"\U0001f44d to \u201c{said}\u201d",
        ):
            assert parse(reaction).meaning == "held"

    assert failing(NAMES, is_held) == []


def test_nobody_is_asked_to_answer_with_a_word_that_carriers_take() -> None:
    texts = renderer()

    def asks_for_none(name: str) -> None:
        said = text(name, texts).lower()
        offered = re.findall(r"\b(?:reply|answer with|text back) (\w+)", said)
        assert not {"stop", "yes", "no", "end", "cancel", "quit"} & set(offered)

    assert failing(NAMES, asks_for_none) == []


def test_a_welcome_before_anything_is_planned_is_a_whole_sentence() -> None:
    said = renderer().sms("welcome", name="Alex", upcoming=[])
    assert said == (
        "S" * 13
        + ": welcome, Alex. Nothing is planned yet. Text a thank-you any time. STOP ends it."
    )
