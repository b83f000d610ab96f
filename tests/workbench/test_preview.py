"""The gallery: nothing that is ever sent is missing from it, and it asks nobody for anything."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from chalicelib.content.library import load
from chalicelib.content.model import KINDS
from chalicelib.settings import Settings
from tests.read_html import read
from workbench.__main__ import main
from workbench.preview.gallery import Gallery, gallery
from workbench.preview.story import one_of_each
from workbench.simulate.world import ENV, settings
from workbench.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.preview.notebook import Shown

TEMPLATES = ROOT / "templates"
LONG = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/api"  # no text could hold it
PARTS = {"email/base", "email/agenda", "email/footer"}  # of others


@cache
def shown() -> tuple[Shown, ...]:
    return tuple(one_of_each(settings()))


@cache
def page() -> Gallery:
    return gallery()


def test_every_template_has_its_say_by_the_real_use_cases() -> None:
    files = [*(TEMPLATES / "email").rglob("*.*"), *(TEMPLATES / "sms").rglob("*.*")]
    names = {str(file.relative_to(TEMPLATES)).split(".", maxsplit=1)[0] for file in files}
    assert {one.template for one in shown()} == names - PARTS


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_stage_of_one_channel_shows_what_such_a_stage_sends(channel: str) -> None:
    """Texts, and what they take of an address, are nothing to a stage that has none."""
    address = LONG if channel == "email" else ENV["PUBLIC_URL"]
    alone = Settings.from_env({**ENV, "CHANNELS": channel, "PUBLIC_URL": address})
    found = one_of_each(alone)
    assert {one.message.channel for one in found} == {channel}
    elsewhere = {"adding an address"}  # by the other channel
    both = {one.scene for one in shown() if one.message.channel == channel}
    assert {one.scene for one in found} == both - elsewhere


def test_a_check_in_comes_in_every_sort() -> None:
    agendas = [one.message.text for one in shown() if one.template == "email/check_in"]
    for sign in ("THE 30 MINUTES", "THE 45 MINUTES", "From the jar:", "Parked:", "A look back"):
        assert any(sign in one for one in agendas), sign
    assert any("Host this week" not in one for one in agendas)


def test_every_item_is_on_the_page_with_its_words() -> None:
    library = load(TEMPLATES / "content")
    found = {one.words.split()[0] for one in read(page().html).all("h3")}
    items = [item for kind in KINDS for item in library.items(kind)]
    assert len(items) == page().items > 600
    assert {item.id for item in items} <= found


def test_every_text_says_its_units_and_segments() -> None:
    texts = [one.words for one in read(page().html).all("figcaption")]
    assert len(texts) > 450
    assert all(re.fullmatch(r"\d+ units, 1 segment", one) for one in texts)


def test_every_email_is_there_whole_and_cannot_end_its_script() -> None:
    kept = read(page().html).by_id("mails").words
    assert "<" not in kept
    heads, bodies = json.loads(kept)
    assert len(heads) == 1
    whole = {heads[number] + body for number, body in bodies}
    assert {one.message.html for one in shown() if one.message.channel == "email"} <= whole


def test_the_page_asks_nobody_for_anything() -> None:
    document = read(page().html)
    assert not document.all("link", "img")
    assert not [one for one in document.elements if "src" in one.attrs]
    policy = next(one for one in document.all("meta") if one.get("http-equiv"))
    assert policy.get("content").startswith("default-src 'none'")


def test_the_command_writes_one_file_and_nobody_hears_of_staged_trouble(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ran = CliRunner().invoke(main, ["preview", "--out", str(tmp_path / "new"), "--discreet"])
    assert ran.exit_code == 0, ran.output
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["index.html"]
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert "first lines neutral" in (tmp_path / "new" / "index.html").read_text()
