"""The documents say what is so: what they name is there, and what is kept is on the data map."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples import links
from tests.reading_docs import LIVING, anchors, is_there, links_in, paths_in, table_under
from workbench.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARCHITECTURE = ROOT / "docs" / "architecture.md"
SECURITY = ROOT / "docs" / "security.md"
RESOURCES = ROOT / ".chalice" / "resources.yaml"
A_KEY = re.compile(r"([A-Z]{3,})(?:#|$)")
DAY = timedelta(days=1)


def test_a_path_that_leads_nowhere_is_found() -> None:
    text = "`delivery/send.py`, `gone.py`, `couples/gone/`\n```\n`gone_too.py`\n```\n`GET /me`"
    found = list(paths_in(text))
    assert found == ["delivery/send.py", "gone.py", "couples/gone/"]
    assert [is_there(one) for one in found] == [True, False, False]


@pytest.mark.parametrize("page", LIVING, ids=lambda page: page.name)
def test_every_path_that_a_document_names_is_there(page: Path) -> None:
    assert [one for one in paths_in(page.read_text()) if not is_there(one)] == []


def test_every_room_is_on_the_map() -> None:
    """`chalicelib/couples/` stands whole; what is in workbench/, in that row, without it."""
    rows = {row[0]: " ".join(row) for row in table_under(ARCHITECTURE, "## The house")}
    rooms = [*(ROOT / "chalicelib").iterdir(), *(ROOT / "workbench").iterdir()]
    missing = []
    for room in (one for one in rooms if one.is_dir() and one.name != "__pycache__"):
        ours = rows["`workbench/`"] if room.parent.name == "workbench" else " ".join(rows)
        if f"{room.name}/`" not in ours:
            missing.append(f"{room.parent.name}/{room.name}")
    files = [one.name for one in (ROOT / "chalicelib").glob("[!_]*.py")]
    missing += [name for name in files if f"{name}`" not in " ".join(rows)]
    assert missing == []


@pytest.mark.parametrize("page", LIVING, ids=lambda page: page.name)
def test_every_link_of_a_document_leads_somewhere(page: Path) -> None:
    broken = []
    for path, anchor in links_in(page.read_text()):
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{path}#{anchor}")
    assert broken == []


def test_every_flow_can_be_drawn() -> None:
    """Mermaid ends a statement at a semicolon, and the picture with it."""
    flows = (ROOT / "docs" / "flows.md").read_text()
    drawn = re.findall(r"```mermaid\n(\w+)(.*?)```", flows, re.DOTALL)
    assert [kind for kind, _ in drawn] == ["sequenceDiagram"] * 5 + ["flowchart"]
    assert [body for _, body in drawn if ";" in body] == []


def kinds() -> set[str]:
    """Every word in capitals that a key begins with."""
    read = ast.walk(ast.parse((ROOT / "chalicelib" / "keys.py").read_text()))
    texts = (
        one.value for one in read if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return {found[1] for one in texts if (found := A_KEY.match(one))}


def test_the_keys_are_read() -> None:
    assert {"COUPLE", "NOTICE", "CONTACT", "HOLD", "DELIVERY"} <= kinds()
    assert keys.LIMIT in kinds()


def test_every_kind_of_item_is_on_the_data_map_and_no_other() -> None:
    cells = " ".join(" ".join(row) for row in table_under(SECURITY, "## Data map"))
    assert set(re.findall(r"`([A-Z]+)`", cells)) == kinds()


KEPT = {  # by which name of the code's, and how people say it
    "DELIVERY": ("delivery.store.KEPT_FOR", "13 months"),
    "NOTICE": ("delivery.store.KEPT_FOR", "13 months"),
    "MEETING": ("couples.meetings.KEPT_FOR", "13 months"),
    "DATE": ("couples.dates.KEPT_FOR", "13 months"),
    "OFFER": ("replies.store.OFFER_KEPT", "7 days"),
    "INBOUND": ("replies.store.INBOUND_KEPT", "30 days"),
    "ANSWER": ("replies.store.WORDS_KEPT", "2 days"),
    "PROOF": ("couples.erased.PROOF_KEPT", "4 years"),
    "ERASED": ("couples.erased.ERASED_KEPT", "40 days"),
    "LIMIT": ("delivery.tap.KEPT_DAYS", "90 days"),
}
LENGTHS = {"months": 30.4 * DAY, "days": DAY, "years": 366 * DAY, "hours": DAY / 24}
LENGTHS["minutes"] = DAY / 24 / 60


def times() -> dict[str, str]:
    """How long each kind of item is kept, as the map says."""
    return {row[0].strip("`"): row[3] for row in table_under(SECURITY, "## Data map")}


def length(words: str) -> timedelta:
    number, _, of = words.partition(" ")
    return int(number) * LENGTHS[of]


@pytest.mark.parametrize("kind", KEPT)
def test_what_the_map_says_is_how_long_it_is_kept(kind: str) -> None:
    where, words = KEPT[kind]
    module, _, name = where.rpartition(".")
    found = getattr(import_module(f"chalicelib.{module}"), name)
    kept = found if isinstance(found, timedelta) else found * DAY
    assert words in times()[kind]
    assert abs(kept - length(words)) < 0.01 * kept


def test_links_live_from_half_an_hour_to_a_month() -> None:
    least, most = times()["LINK"].split(" to ")
    lives = links.LIFETIMES.values()
    assert (length(least), length(most)) == (min(lives), max(lives))
    assert length(times()["ASKED"]) == links.LIFETIMES["contact"]


def test_dead_letters_mails_and_logs_are_kept_as_long_as_the_map_says() -> None:
    said = SECURITY.read_text().partition("Outside the table:")[2]
    template = RESOURCES.read_text()
    retained = {int(one) for one in re.findall(r"MessageRetentionPeriod: (\d+)", template)}
    assert retained == {300, 4 * 86_400, 14 * 86_400}
    assert "dead letters 14 days" in said
    assert said.count("dead letters 4") == 2
    assert set(re.findall(r"RetentionInDays: (\d+)", template)) == {"30"}
    assert "| 30 days |" in said
    assert re.findall(r"ExpirationInDays: (\d+)", template) == ["5"]
    assert "5 days at most" in said
