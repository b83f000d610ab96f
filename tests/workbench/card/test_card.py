"""A card leads to the sign-up page and nowhere else, and says who is behind it."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.workbench.card.drawn import codes_of
from workbench.card.command import card, card_page
from workbench.card.printing import PrintingError, print_pdf
from workbench.card.sheet import CARD, PAPERS, Sheet
from workbench.card.words import CardError, words_of
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {
    "PublicUrl": "https://bedtime.example.org/",
    "Channels": "email,sms",
    "OperatorName": "Dr. Ames & Daughters <Family Practice>",
    "HelpLine": "988 (call or text, any hour)",
}
LONG = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/api"


def settings(**changed: str) -> StageSettings:
    return StageSettings("prod", "us-east-1", None, {**TOLD, **changed}, DEFAULTS)


@pytest.mark.parametrize("url", ["https://bedtime.example.org", LONG, "http://127.0.0.1:8401"])
@pytest.mark.parametrize("four", [False, True], ids=["one", "four"])
def test_every_code_on_the_sheet_opens_the_sign_up_page(url: str, *, four: bool) -> None:
    page = card_page(words_of(settings(PublicUrl=url)), Sheet("letter", four))
    assert codes_of(page) == [f"{url}/signup"] * (4 if four else 1)


def test_it_says_who_hands_it_out_what_it_is_not_and_where_help_is() -> None:
    page = card_page(words_of(settings()), Sheet("a5"))
    assert "From Dr. Ames &amp; Daughters &lt;Family Practice&gt;. It is not therapy." in page
    assert "988 (call or text, any hour)" in page
    assert ">bedtime.example.org/signup<" in page
    assert "After Bedtime" in page


@pytest.mark.parametrize(
    ("channels", "rates"), [("email,sms", True), ("sms", True), ("email", False)]
)
def test_rates_are_named_where_there_are_texts(channels: str, *, rates: bool) -> None:
    page = card_page(words_of(settings(Channels=channels)), Sheet("a5"))
    assert "It costs nothing." in page
    assert ("Message and data rates may apply." in page) is rates


def test_it_needs_nothing_from_elsewhere() -> None:
    page = card_page(words_of(settings()), Sheet("a4"))
    assert re.findall(r"(?:src|href)=|url\(|@import|<script|<link", page) == []


def test_what_is_missing_is_named_all_at_once() -> None:
    with pytest.raises(CardError) as told:
        words_of(settings(PublicUrl="", OperatorName="", HelpLine=""))
    for name in ("PublicUrl", "OperatorName", "HelpLine", ".chalice/stages/prod.toml"):
        assert name in str(told.value)


def test_an_address_without_a_scheme_would_open_nothing() -> None:
    with pytest.raises(CardError, match="https://"):
        words_of(settings(), "bedtime.example.org")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("four", [False, True], ids=["one", "four"])
def test_a_card_fits_its_place(paper: str, *, four: bool) -> None:
    sheet = Sheet(paper, four)
    assert CARD[0] * sheet.unit * sheet.across <= sheet.width + 0.05
    assert CARD[1] * sheet.unit * sheet.across <= sheet.height + 0.05


def test_the_command_says_where_it_went_and_that_no_phone_can_open_this_one(tmp_path: Path) -> None:
    out = tmp_path / "card.html"
    ran = CliRunner().invoke(card, ["--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert str(out) in ran.output
    assert "only for looking at" in ran.output
    assert codes_of(out.read_text()) == ["http://127.0.0.1:8401/signup"]


def test_a_local_service_on_another_port_has_its_sign_up_page_there(tmp_path: Path) -> None:
    out = tmp_path / "card.html"
    ran = CliRunner().invoke(card, ["--port", "9640", "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert codes_of(out.read_text()) == ["http://127.0.0.1:9641/signup"]


def test_a_long_address_is_worth_a_word(tmp_path: Path) -> None:
    ran = CliRunner().invoke(card, ["--out", str(tmp_path / "card.html"), "--url", LONG])
    assert "A short domain of your own" in ran.output


def test_four_on_a_small_sheet_are_too_small(tmp_path: Path) -> None:
    words = ["--four", "--paper", "a5", "--out", str(tmp_path / "card.html")]
    ran = CliRunner().invoke(card, words)
    assert ran.exit_code != 0
    assert "letter or a4" in ran.output
    assert not (tmp_path / "card.html").exists()


def test_a_browser_that_prints_nothing_is_said_with_the_way_round(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(PrintingError, match="print it, without margins"):
        print_pdf(tmp_path / "card.html", tmp_path / "card.pdf", str(broken))
