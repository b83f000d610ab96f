"""What the page says will come is what comes; and it says why, where that is not as asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.content.words import clock_words, date_words
from tests.pages.stories import both, chosen, signed_up, with_phone
from tests.world import NEW_YORK, World

if TYPE_CHECKING:
    from tests.pages.visitor import Visitor

BY_TEXT = {"small_channel": "sms"}
EVERY_DAY = {"day": list("0123456")}
IN_WORDS = {
    "appreciation": "A thank-you prompt",
    "gesture": "Something small to do",
    "date_night": "An idea for the two of you",
    "kind_word": "A kind word",
    "check_in": "The agenda for your check-in",
}
WISHES: dict[str, dict[str, Any]] = {
    "as they start": {},
    "every day by text": {**BY_TEXT, **EVERY_DAY},
    "late kids": {**BY_TEXT, "kids_down": "20:59", "kids_down_4": "19:30"},
    "late texts": {**BY_TEXT, "time": "22:10", "asked": ["late_texts"], "late_texts": "on"},
    "a newborn": {"stages": ["newborn"]},
    "a newborn and more notes": {"stages": ["newborn"], "asked": ["newborn_pace"]},
    "no notes": {"day": None},
    "no agenda": {"check_in_on": None, "time": "06:05"},
    "a check-in by text": {"check_in_channel": "sms", "meeting_day": "2", "meeting_time": "12:30"},
}


def came(world: World) -> list[tuple[str, str, str]]:
    """What became of the slots, in the page's words."""
    ledger = [one for (_, sk), one in world.memory.items.items() if sk.startswith("DELIVERY#")]
    ledger.sort(key=lambda one: one["at"])
    local = [datetime.fromisoformat(one["at"]).astimezone(ZoneInfo(NEW_YORK)) for one in ledger]
    by = {"sms": "by text", "email": "by email"}
    assert {one["state"] for one in ledger} <= {"sent"}
    return [
        (
            f"{date_words(at)}, {clock_words(f'{at:%H:%M}')}",
            by[one["channel"]],
            IN_WORDS[one["kind"]],
        )
        for at, one in zip(local, ledger, strict=True)
    ]


@pytest.mark.parametrize("wishes", WISHES.values(), ids=WISHES)
def test_what_the_page_lists_is_what_comes_in_the_next_two_weeks(wishes: dict[str, Any]) -> None:
    world = World()
    person = with_phone(world)
    person.act("preferences", **chosen(**wishes))
    said = person.get("/me").coming()
    world.until(world.clock() + timedelta(days=14) - timedelta(hours=7))  # midnight there
    assert said == came(world)


def test_the_next_ones_are_seen_at_a_glance_and_the_others_are_a_tap_away() -> None:
    person = signed_up(World())
    assert folded(person) == [False] * 4 + [True] * 4
    person.act("preferences", **chosen(**EVERY_DAY))
    assert folded(person) == [False] * 4 + [True] * 12
    assert "And then 12 more until Sun 6 Dec" in person.get("/me").words
    person.act("preferences", **chosen(day=["1"]))
    assert folded(person) == [False] * 4


def folded(person: Visitor) -> list[bool]:
    page = person.get("/me").document
    rows = [one for one in page.all("span") if one.get("class") == "when" and ", by " in one.words]
    return [any(outer.tag == "details" for outer in row.within) for row in rows]


MOVED = [
    ({"kids_down": "20:40"}, None),
    ({"kids_down": "20:41"}, "late, texts come at 8:45 pm: we do not text after 9 pm unless you"),
    ({"kids_down_4": "21:30"}, "late, texts come at 8:45 pm: we do not text after 9 pm unless you"),
    ({"kids_down_5": "21:30"}, None),  # none comes on Saturdays
    ({"kids_down": "06:30"}, "early, texts come at 8:00 am: we do not text before 8 am."),
    ({"kids_down": "21:30", "late_texts": "on"}, None),
    (
        {"kids_down": "22:50", "late_texts": "on"},
        "late, texts come at 10:45 pm: we do not text after 11 pm.",
    ),
    ({"kids_down": "21:30", "time": "20:30"}, None),
    ({"kids_down": "21:30", "small_channel": "email"}, None),
    ({"kids_down": "21:30", "day": None}, None),
]


@pytest.mark.parametrize(("wishes", "said"), MOVED)
def test_the_page_says_when_texts_cannot_follow_the_kids(
    wishes: dict[str, Any], said: str | None
) -> None:
    person = with_phone(World())
    form = chosen(**{**BY_TEXT, "asked": ["late_texts"], **wishes})
    assert person.act("preferences", **form).goes_to == "/me?said=saved"
    words = person.get("/me").words
    assert ("When the kids are down" in words) == (said is not None)
    assert said is None or f"When the kids are down {said}" in words


def test_somebody_who_rests_is_told_nothing_of_moved_texts() -> None:
    person = with_phone(World())
    person.act("preferences", **chosen(**BY_TEXT, kids_down="21:30"))
    person.act("pause", until="")
    assert "When the kids are down late" not in person.get("/me").words


def test_neither_learns_what_comes_to_the_other() -> None:
    alex, sam = both(World())
    before = sam.get("/me").coming()
    alex.act("preferences", **chosen(**EVERY_DAY, time="21:40"))
    assert sam.get("/me").coming() == before
    assert len(alex.get("/me").coming()) == 16
