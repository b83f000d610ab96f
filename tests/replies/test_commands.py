"""LATER, MENU, JAR, SEND, KEEP, UNDO, an OK, a yes and a no: whole messages, in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.content.sms_text import fits_one_segment
from chalicelib.couples.model import Contact
from tests.pages.visitor import Visitor
from tests.replies.phones import ALEX, QUESTION, SAM, SOUP, alone, jar, newest, said, together
from tests.world import World, links_in

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Couple

REACTIONS = [
    "Loved \u201cAfter Bedtime: your page\u201d",
    "\U0001f44d to \u201cKept for Sunday\u201d",
]


def evening(time: str | None = "18:00", days: tuple[int, ...] = (0, 2, 4)) -> tuple[World, Couple]:
    """Alex has just got Monday's note by text."""
    world, couple = together(World())
    world.preferences.edit(
        couple.id,
        lambda one: replace(
            one, a=replace(one.a, small=replace(one.a.small, time=time, days=days))
        ),
        world.clock(),
    )
    world.until(world.clock().replace(hour=23, minute=1))
    return world, couple


def to_alex(world: World) -> list[str]:
    return [one.message.text for one in world.sms.sent if one.message.to == ALEX]


def wait(world: World, until: datetime) -> None:
    """Nothing but the queue: what is put off comes back in its time."""
    while world.clock() < until:
        world.clock.advance(minutes=15)
        world.work()


def test_later_brings_the_note_back_once_the_same_evening() -> None:
    world, _ = evening()
    (note,) = to_alex(world)
    assert world.text(ALEX, "LATER") in said(world, "later", at="8:01 pm", tomorrow=False)
    wait(world, world.clock() + timedelta(hours=2))
    assert to_alex(world) == [note, note]
    assert world.text(ALEX, "later") in said(world, "later_once")
    wait(world, world.clock() + timedelta(hours=26))
    assert to_alex(world) == [note, note]


def test_too_late_for_tonight_it_comes_on_the_next_evening_at_its_own_time() -> None:
    world, _ = evening("18:00")
    world.clock.advance(hours=1, minutes=30)
    assert world.text(ALEX, "later pls") in said(world, "later", at="6:00 pm", tomorrow=True)
    wait(world, world.clock() + timedelta(days=1))
    note, again = to_alex(world)
    assert note == again


def test_when_tomorrow_has_one_of_its_own_this_one_rests() -> None:
    world, _ = evening("18:00", tuple(range(7)))
    world.clock.advance(hours=1, minutes=30)
    assert world.text(ALEX, "later") in said(world, "later_own")
    assert world.queue.bodies == []


def test_who_stops_or_pauses_meanwhile_does_not_get_it_back() -> None:
    for text in ("STOP", "PAUSE"):
        world, _ = evening()
        world.text(ALEX, "later")
        world.text(ALEX, text)
        wait(world, world.clock() + timedelta(hours=3))
        assert len(to_alex(world)) == 1


def test_without_a_note_there_is_nothing_to_bring_back() -> None:
    world, _ = together(World())
    assert world.text(ALEX, "LATER") in said(world, "no_later")


def test_a_later_that_comes_twice_is_one() -> None:
    world, _ = evening()
    first = world.text(ALEX, "later", "SM1")
    assert world.text(ALEX, "later", "SM1") == first
    wait(world, world.clock() + timedelta(hours=3))
    assert len(to_alex(world)) == 2


def test_a_menu_is_a_fresh_link_that_opens_their_own_page_once() -> None:
    world, _ = together(World())
    assert world.text(ALEX, "menu") == ""
    world.work()
    (text,) = to_alex(world)
    assert fits_one_segment(text)
    (link,) = links_in(text)
    person = Visitor(world)
    assert person.post(link).goes_to == "/me"
    assert "Hello, Alex" in person.get("/me").words
    assert Visitor(world).post(link).status == 410
    assert link.rpartition("/")[2] not in world.everything()


def test_menus_are_limited_and_a_repeated_webhook_sends_one() -> None:
    world, _ = together(World())
    for number in range(5):
        for _ in range(2):
            assert world.text(ALEX, "MENU", f"SM{number}") == ""
    assert world.text(ALEX, "MENU") in said(world, "menu_enough")
    world.work()
    assert len(to_alex(world)) == 5


def test_the_jar_reads_three_back_in_one_text() -> None:
    world, _ = together(World())
    for words in ("She made tea", SOUP, "He did the night " * 20, "She sang"):
        world.clock.advance(minutes=1)
        world.text(ALEX, words)
    answer = world.text(ALEX, "JAR")
    assert fits_one_segment(answer)
    assert answer.count("You: ") == 3
    assert "She sang" in answer
    assert answer.endswith("/link")


def test_the_jar_holds_what_they_have_heard_and_never_what_the_other_keeps() -> None:
    world, couple = together(World())
    for words in ("Alex cooked", "2", "Alex did the laundry", "Did Alex call?"):
        world.clock.advance(minutes=1)
        world.text(SAM, words)
    assert world.text(ALEX, "jar") in said(world, "jar_empty")
    for one in world.jar.waiting(couple.id):
        world.jar.hear(couple.id, one.id)
    answer = world.text(ALEX, "jar")
    assert "Sam: Alex did the laundry" in answer
    assert "cooked" not in answer
    assert "call" not in answer


def test_send_and_keep_and_undo_are_the_digits_in_words() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    assert world.text(ALEX, "keep") in said(world, "private")
    assert newest(world, couple).state == "kept"
    assert world.text(ALEX, "send") in said(world, "passed")
    assert world.text(ALEX, "undo") in said(world, "passed_undone")
    assert jar(world, couple) == []


@pytest.mark.parametrize(("text", "left"), [("keep", 1), ("yes", 1), ("no", 0), ("nope", 0)])
def test_what_was_set_aside_is_kept_or_thrown_away_in_words(text: str, left: int) -> None:
    world, couple = together(World())
    world.text(ALEX, QUESTION)
    answer = world.text(ALEX, text)
    assert answer in said(world, "released" if left else "undone")
    assert len(jar(world, couple)) == left


def test_a_yes_leaves_what_was_kept_and_a_no_is_asked_which() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    assert world.text(ALEX, "yes") in said(world, "stays")
    assert world.text(ALEX, "no") in said(world, "which_one")
    assert jar(world, couple) == [("a", SOUP, "waiting")]


@pytest.mark.parametrize("text", ["ok", "OK!", "thanks", "k", "got it", "thank you"])
def test_an_ok_is_a_kind_nothing(text: str) -> None:
    world, couple = together(World())
    assert world.text(ALEX, text) in said(world, "nothing")
    assert jar(world, couple) == []


@pytest.mark.parametrize(
    "text",
    [*REACTIONS, "I'm driving with Focus turned on. I'll see your message when I get there."],
)
def test_what_nobody_typed_is_not_answered_and_not_kept(text: str) -> None:
    """An automatic reply might answer our answer, and so on."""
    world, couple = together(World())
    assert world.text(ALEX, text) == ""
    assert jar(world, couple) == []


@pytest.mark.parametrize("text", ["later", "less", "more", "jar", "menu", "undo", "send", "keep"])
def test_a_command_is_a_whole_message_and_is_never_kept(text: str) -> None:
    world, couple = together(World())
    world.text(ALEX, text)
    assert jar(world, couple) == []


def test_the_same_message_always_gets_the_same_words_and_others_vary() -> None:
    answers = set()
    for number in range(12):
        world, _ = together(World())
        first = world.text(ALEX, SOUP, f"SM{number}")
        assert world.text(ALEX, SOUP, f"SM{number}") == first
        answers.add(first)
    world, _ = together(World())
    assert answers == said(world, "waiting")


def test_a_flood_from_one_number_ends_in_silence_but_not_for_stop_and_danger() -> None:
    world, couple = alone(World())
    for number in range(70):
        world.text(ALEX, f"He made soup number {number}")
    assert len(jar(world, couple)) == 60
    assert world.text(ALEX, "He made soup once more") == ""
    assert "988" in world.text(ALEX, "he hits me")
    assert "you are off" in world.text(ALEX, "STOP")
    contact = world.read(couple).a.contact("sms")
    assert contact is not None
    assert contact.state == "stopped"


@pytest.mark.parametrize(
    ("media", "says"), [("image/jpeg", "picture"), ("audio/amr", "recording"), ("x", "file")]
)
def test_a_picture_stays_on_the_phone_and_its_words_are_kept(media: str, says: str) -> None:
    world, couple = together(World())
    answer = world.text(ALEX, SOUP, media=media)
    assert says in answer
    assert answer in said(world, "waiting", enclosed=says)
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    assert world.text(ALEX, "", media=media) in said(world, "enclosed", enclosed=says)
    assert len(jar(world, couple)) == 1


def test_digits_of_a_thank_you_outlast_a_command_in_between() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    world.clock.advance(minutes=1)
    world.text(ALEX, "LESS")
    assert world.text(ALEX, "2") in said(world, "private")
    assert newest(world, couple).state == "kept"


def test_a_commands_offer_is_one_item_however_many_there_are() -> None:
    world, couple = together(World())
    for text in ("LESS", "MORE", "PAUSE", "BACK", SOUP, "She sang"):
        world.clock.advance(minutes=1)
        world.text(ALEX, text)
    offers = world.table.query(keys.couple_pk(couple.id), keys.OFFER)
    assert len(offers) == 2


def test_with_the_longest_name_every_answer_is_one_text() -> None:
    world = World()
    couple = world.couple(Contact("sms", ALEX), b=Contact("sms", SAM))
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, b=replace(one.b, name="W" * 20)) if one.b else one,
        world.clock(),
    )
    for text in (SOUP, "1", "2", "0", QUESTION, "1", "2", "LESS", "MORE", "PAUSE", "BACK", "JAR"):
        world.clock.advance(minutes=1)
        assert fits_one_segment(world.text(ALEX, text))
