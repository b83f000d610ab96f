"""A content file that we cannot use is refused, and the message says where and why."""

from pathlib import Path

import pytest

from chalicelib.content.library import ContentError, Library, load

GESTURE = """
[[item]]
id = "gesture-lamp"
act = "lamp"
sms = "Small lamp on."
email = '''
Big light off.
Small lamp on.'''
"""
DATE = GESTURE.replace("gesture-lamp", "date-night-lamp") + 'title = "One lamp"\n'
PLAN = 'plan = "Sit."'


def library_of(folder: Path, kind: str, text: str) -> Library:
    (folder / f"{kind}.toml").write_text(text, encoding="utf-8")
    return load(folder)


def test_an_item_needs_only_what_differs_from_the_usual(tmp_path: Path) -> None:
    [lamp] = library_of(tmp_path, "gesture", GESTURE).items("gesture")
    assert lamp.email == "Big light off. Small lamp on."
    assert (lamp.cost, lamp.needs, lamp.stages, lamp.season) == ("none", (), (), ())
    assert (lamp.solo, lamp.version, lamp.retired) == (True, 1, False)


def test_only_the_kind_that_is_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / "kind_word.toml").write_text("not = [toml", encoding="utf-8")
    library = library_of(tmp_path, "gesture", GESTURE)
    assert library.item("gesture-lamp") is not None
    with pytest.raises(ContentError, match=r"kind_word\.toml: cannot be read"):
        library.items("kind_word")


def test_a_retired_item_is_not_chosen_and_still_found(tmp_path: Path) -> None:
    library = library_of(tmp_path, "gesture", GESTURE + "retired = true\n")
    assert library.items("gesture") == ()
    assert library.item("gesture-lamp") is not None


def test_an_unknown_id_is_nothing(tmp_path: Path) -> None:
    library = library_of(tmp_path, "gesture", GESTURE)
    assert library.item("gesture-elsewhere") is None
    assert library.item("of-no-kind") is None


def test_an_unknown_kind_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no kind 'song'; the kinds are appreciation"):
        load(tmp_path).items("song")


def test_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no content folder"):
        load(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("kind", "text", "complaint"),
    [
        ("gesture", "", r"gesture\.toml: write each item as"),
        ("gesture", "item = [1]", r"gesture\.toml: write each item as"),
        ("gesture", GESTURE + "[other]", r"gesture\.toml: write each item as"),
        ("gesture", GESTURE + GESTURE, "gesture-lamp: this id is taken"),
        ("gesture", GESTURE + 'weather = "x"', "gesture-lamp: unknown field 'weather'"),
        ("gesture", GESTURE + 'role = "opener"', "'role' has no place in a gesture"),
        ("gesture", GESTURE + 'plan = "Sit."', "'plan' has no place in a gesture"),
        ("gesture", GESTURE + 'minutes = "two"', "'minutes' must be a whole number"),
        ("gesture", GESTURE + "minutes = true", "'minutes' must be a whole number"),
        ("gesture", GESTURE + "needs = [1]", "'needs' must be a list of texts"),
        ("gesture", GESTURE + 'needs = "car"', "'needs' must be a list of texts"),
        ("gesture", GESTURE + 'needs = ["boat"]', "'needs' cannot be 'boat'; known are touch"),
        ("gesture", GESTURE + 'cost = "lots"', "'cost' cannot be 'lots'"),
        ("gesture", GESTURE.replace('act = "lamp"', ""), "gesture-lamp: needs act"),
        ("gesture", GESTURE.replace("Small lamp on.", " "), "gesture-lamp: needs sms"),
        ("gesture", '[[item]]\nact = "lamp"', "item 1: needs id and email and sms"),
        ("gesture", GESTURE.replace("gesture-lamp", "lamp"), "must begin with 'gesture-'"),
        ("gesture", GESTURE.replace("lamp on", "{parner}"), "may use {partner} and no other"),
        ("date_night", DATE.replace("title =", "plan ="), "date-night-lamp: needs title"),
        ("date_night", DATE.replace("One", "One very, very small") + PLAN, "takes 25 units; 22"),
        ("date_night", DATE, "give it a plan, or questions"),
        ("date_night", DATE + 'plan = "a"\nquestions = ["a", "b", "c"]', "and not both"),
        ("date_night", DATE + 'questions = ["a", "b"]', "exactly 3 questions"),
        ("check_in", '[[item]]\nid = "check-in-a"\nemail = "a"', "check-in-a: needs role"),
        ("check_in", '[[item]]\nid = "check-in-a"\nsms = "a"', "'sms' has no place"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, kind: str, text: str, complaint: str) -> None:
    with pytest.raises(ContentError, match=complaint):
        library_of(tmp_path, kind, text).items(kind)


def test_everything_that_is_wrong_with_a_file_is_said_at_once(tmp_path: Path) -> None:
    wrong = GESTURE.replace("gesture-lamp", "lamp") + 'cost = "lots"\nweather = "x"\n[[item]]\n'
    with pytest.raises(ContentError) as raised:
        library_of(tmp_path, "gesture", wrong).items("gesture")
    assert [line.partition(";")[0] for line in str(raised.value).split("\n")] == [
        "gesture.toml: lamp: 'cost' cannot be 'lots'",
        "gesture.toml: lamp: unknown field 'weather'",
        "gesture.toml: item 2: needs id and email and sms and act.",
    ]


def test_a_title_of_22_units_fits(tmp_path: Path) -> None:
    text = DATE.replace("One lamp", "x" * 22) + PLAN
    [lamp] = library_of(tmp_path, "date_night", text).items("date_night")
    assert lamp.title == "x" * 22
