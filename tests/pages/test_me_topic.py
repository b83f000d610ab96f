"""Parking a topic on one's own page: theirs until an agenda shows it, and never a danger sign."""

from __future__ import annotations

import pytest

from chalicelib.couples.topics import LONGEST
from tests.pages.stories import ALEX, both, signed_up
from tests.pages.visitor import Visitor
from tests.world import World

TOPIC = "Whose turn is it to call the school?"
CROSS = "You are useless with the bins"
DANGER = "I am scared of him"


def stored(world: World) -> list[str]:
    return [one["text"] for one in world.memory.items.values() if one["SK"].startswith("TOPIC#")]


def test_a_topic_is_parked_changed_and_taken_back() -> None:
    world = World()
    alex, _ = both(world)
    assert alex.act("topic", topic=f"  {TOPIC}\n ").goes_to == "/me?said=parked"
    assert alex.get("/me").value("topic") == TOPIC
    alex.act("topic", topic="The car")
    assert stored(world) == ["The car"]
    assert alex.act("untopic").goes_to == "/me?said=unparked"
    assert stored(world) == []
    assert alex.get("/me").value("topic") == ""


def test_the_page_says_that_both_will_see_it_and_the_other_does_not_yet() -> None:
    world = World()
    alex, sam = both(world)
    before = sam.get("/me").body
    alex.act("topic", topic=TOPIC)
    assert "shows it to both of you, with your name" in alex.get("/me").words
    assert sam.get("/me").body == before


def test_saving_it_empty_takes_it_back() -> None:
    world = World()
    alex, _ = both(world)
    alex.act("topic", topic=TOPIC)
    alex.act("topic", topic=" ")
    assert stored(world) == []


def test_what_is_too_long_comes_back_as_it_was_typed() -> None:
    world = World()
    alex, _ = both(world)
    page = alex.act("topic", topic="x" * (LONGEST + 1))
    assert page.errors() == {
        "topic": "Please keep it to 140 characters: it is only where you begin."
    }
    assert page.value("topic") == "x" * (LONGEST + 1)
    assert alex.act("topic", topic="x" * LONGEST).status == 303


def test_what_sounds_cross_is_asked_about_once() -> None:
    world = World()
    alex, _ = both(world)
    page = alex.act("topic", topic=CROSS)
    assert "as if you were cross" in page.errors()["topic"]
    assert stored(world) == []
    again = page.sends("topic")
    assert alex.post("/me", **again).status == 303
    assert stored(world) == [CROSS]
    changed = {**again, "topic": "You are the laziest, and useless"}
    assert alex.post("/me", **changed).errors(), "other words are asked about anew"


@pytest.mark.parametrize(
    "words", [DANGER, "He hits me. Every week.", "I want to die", "Stop hitting me"]
)
def test_fear_and_violence_are_never_stored_and_answered_with_the_help_line(words: str) -> None:
    world = World(HELP_LINE="call 988")
    alex, _ = both(world)
    page = alex.act("topic", topic=words)
    assert "People who listen, any time, about anything: call 988" in page.words
    assert words not in page.words
    assert stored(world) == []
    assert words not in world.everything()


@pytest.mark.parametrize("words", [TOPIC, "Should we get a dog?", "Stop and go", "Summer", "1"])
def test_a_question_or_a_word_is_a_topic_like_any_other(words: str) -> None:
    world = World()
    alex, _ = both(world)
    assert alex.act("topic", topic=words).status == 303
    assert stored(world) == [words]


def test_whoever_is_alone_has_nobody_to_park_a_topic_for() -> None:
    world = World()
    alex = signed_up(world, ALEX)
    assert "For the check-in" not in alex.get("/me").words
    assert alex.act("topic", topic=TOPIC).status == 200
    assert stored(world) == []


def test_nobody_parks_a_topic_without_a_session() -> None:
    world = World()
    both(world)
    assert Visitor(world).post("/me", action="topic", topic=TOPIC).goes_to == "/link"
    assert stored(world) == []
