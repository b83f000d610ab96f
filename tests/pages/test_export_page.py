"""Everything of mine, from my own page: to read, and as a file."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from tests.couples.whole_lives import ALEX_WORDS, SAM_WORDS, lived
from tests.pages.stories import SAM_PHONE, reopened
from tests.pages.visitor import Visitor
from tests.world import World
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.table import Item

ADDRESSES = ("/export", "/export/data")


def test_the_page_reads_like_words_and_leads_to_the_file() -> None:
    lives = lived()
    page = lives.sam.get("/export")
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert SAM_WORDS[0] in page.words
    assert ALEX_WORDS[0] not in page.body
    assert "Yes by text: form and confirm button, in the words of sms-" in page.words
    assert "Kids are down: 7:17 pm" in page.words
    assert [one.get("href") for one in page.document.all("a") if "download" in one.attrs] == [
        "/export/data"
    ]


def test_the_file_is_json_and_is_downloaded_not_shown() -> None:
    lives = lived()
    page = lives.sam.get("/export/data")
    assert page.headers["Content-Type"] == "application/json; charset=utf-8"
    assert page.headers["Content-Disposition"] == ('attachment; filename="everything-of-mine.json"')
    document = json.loads(page.body)
    assert (document["format"], document["you"]["name"]) == (1, "Sam")


@pytest.mark.parametrize("path", [*ADDRESSES, "/erase"])
def test_without_a_session_it_is_a_link_that_comes_first(path: str) -> None:
    assert Visitor(World()).get(path).goes_to == "/link"


@pytest.mark.parametrize("path", [*ADDRESSES, "/erase"])
def test_a_session_by_text_gets_nothing_of_it(path: str) -> None:
    lives = lived()
    thief = reopened(lives.world, SAM_PHONE, "sms")
    assert thief.get(path).goes_to == "/me?said=step_up"
    assert 'href="/export"' not in thief.get("/me").body


class Counting(MemoryTable):
    """Counts what is asked of it."""

    asked = 0

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        self.asked += 1
        return super().get(pk, sk, consistent=consistent)

    def query(self, pk: str, prefix: str = "", **how: Any) -> list[Item]:
        self.asked += 1
        return super().query(pk, prefix, **how)


class CountingWorld(World):
    """A world on such a table."""

    @cached_property
    def memory(self) -> Counting:
        return Counting()


@pytest.mark.parametrize("path", ADDRESSES)
def test_looking_changes_nothing_and_takes_two_reads(path: str) -> None:
    world = CountingWorld()
    lives = lived(world)
    before, asked = world.everything(), world.memory.asked
    assert lives.sam.get(path).status == 200
    assert world.memory.asked - asked == 2
    assert world.everything() == before


def test_a_year_of_notes_is_still_a_light_page() -> None:
    lives = lived()
    pk = keys.couple_pk(lives.couple.id)
    (like, *_) = lives.world.table.query(pk, keys.deliveries_of("b"))
    for day in range(230):
        sk = keys.delivery_sk("b", f"2025-{day // 28 + 1:02d}-{day % 28 + 1:02d}", "small")
        lives.world.memory.items[pk, sk] = {**like, "SK": sk}
    assert len(lives.sam.get("/export").body.encode()) < 40_000
