"""The library as it is read: ours, an operator's own on top, and the same of it compiled."""

from pathlib import Path

import pytest

from chalicelib.content.compiled import compiled
from chalicelib.content.library import ContentError, Library, load
from chalicelib.content.model import KINDS

SHIPPED = Path(__file__).parents[2] / "templates" / "content"
LAMP = """
[[item]]
id = "gesture-lamp"
act = "lamp"
sms = "Small lamp on."
email = "Big light off. Small lamp on."
"""
KEY = LAMP.replace("lamp", "key")


def with_own(folder: Path, own: str) -> Library:
    (folder / "gesture.toml").write_text(LAMP + KEY, encoding="utf-8")
    (folder / "own").mkdir()
    (folder / "own" / "gesture.toml").write_text(own, encoding="utf-8")
    return load(folder)


def ids(library: Library) -> list[str]:
    return [item.id for item in library.items("gesture")]


def test_an_operators_own_items_come_after_ours(tmp_path: Path) -> None:
    library = with_own(tmp_path, LAMP.replace("lamp", "door"))
    assert ids(library) == ["gesture-lamp", "gesture-key", "gesture-door"]


def test_an_own_item_takes_the_whole_place_of_ours(tmp_path: Path) -> None:
    library = with_own(tmp_path, LAMP.replace("Small", "Tall") + "minutes = 2\n")
    assert ids(library) == ["gesture-lamp", "gesture-key"]
    assert library.items("gesture")[0].sms == "Tall lamp on."


def test_two_lines_retire_an_item_of_ours_and_keep_its_words(tmp_path: Path) -> None:
    library = with_own(tmp_path, '[[item]]\nid = "gesture-lamp"\nretired = true\n')
    assert ids(library) == ["gesture-key"]
    retired = library.item("gesture-lamp")
    assert retired is not None
    assert retired.sms == "Small lamp on."


def test_what_is_not_ours_cannot_be_retired_that_way(tmp_path: Path) -> None:
    library = with_own(tmp_path, '[[item]]\nid = "gesture-else"\nretired = true\n')
    with pytest.raises(ContentError, match=r"own/gesture\.toml: gesture-else: needs email"):
        library.items("gesture")


def test_what_was_compiled_is_read_before_what_was_written(tmp_path: Path) -> None:
    written = with_own(tmp_path, LAMP.replace("lamp", "door"))
    (tmp_path / "gesture.json").write_bytes(compiled(written.kept("gesture")))
    (tmp_path / "gesture.toml").write_text("not = [toml")
    assert load(tmp_path).kept("gesture") == written.kept("gesture")


@pytest.mark.parametrize("kind", KINDS)
def test_compiling_loses_nothing_of_what_ships(kind: str, tmp_path: Path) -> None:
    items = load(SHIPPED).kept(kind)
    (tmp_path / f"{kind}.json").write_bytes(compiled(items))
    assert load(tmp_path).kept(kind) == items


@pytest.mark.parametrize("text", ["[", "{}x", "[1]", '[{"weather": "x"}]'])
def test_a_broken_package_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "gesture.json").write_text(text)
    with pytest.raises(ContentError, match=r"gesture\.json: package anew"):
        load(tmp_path).items("gesture")
