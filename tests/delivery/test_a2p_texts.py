"""What the registration page promises carriers is what is sent, word for word."""

from __future__ import annotations

import re

import pytest

from chalicelib.pages.wording import sms_terms
from tests.world import World
from workbench.sources import ROOT

SITE = "https://tips.example.org"
TOKEN = "aBcDeFgHiJkLmNoP"
PAGE = (ROOT / "docs" / "a2p.md").read_text()
QUOTED = {line.removeprefix("> ") for line in PAGE.splitlines() if line.startswith("> ")}


@pytest.fixture
def world() -> World:
    return World(PUBLIC_URL=SITE, HELP_LINE="988 (call or text, any hour)")


@pytest.mark.parametrize("answer", ["help", "stopped", "started"])
def test_keywords_are_answered_as_the_page_says(world: World, answer: str) -> None:
    assert set(world.renderer.variants(answer)) <= QUOTED


def test_the_sample_messages_are_those_of_the_templates(world: World) -> None:
    sms, asked = world.renderer.sms, f"{SITE}/agenda/{TOKEN}"
    note = "The dishes can sit in the sink until morning. You and Sam can sit, too."
    assert sms("confirm", url=f"{SITE}/confirm/{TOKEN}") in QUOTED
    assert sms("nudge", item_text=note) in QUOTED
    assert sms("check_in", meeting_at="Sun 20:30", agenda_url=asked) in QUOTED
    assert sms("relay", words="Thanks for the early shift", partner="Sam", url="") in QUOTED


def test_the_sample_note_is_one_of_the_library(world: World) -> None:
    texts = [item.sms.replace("{partner}", "Sam") for item in world.library.items("appreciation")]
    assert any(f"After Bedtime: {text}" in QUOTED for text in texts)


def test_the_box_that_people_tick_has_the_words_of_the_page(world: World) -> None:
    flat = re.sub(r"\s*\n>?\s*", " ", PAGE)
    terms = sms_terms(world.settings).replace(world.settings.operator_name, "<OperatorName>")
    assert terms in flat
