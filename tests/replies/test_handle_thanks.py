"""A plain sentence goes into the jar, and is read out when the time has come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.couples.model import Contact
from tests.delivery.evenings import Crash, die, join
from tests.racing import RacyWorld
from tests.replies.phones import (
    ALEX,
    QUESTION,
    SAM,
    SOUP,
    STRANGER,
    alone,
    jar,
    newest,
    said,
    together,
)
from tests.world import World

SUNDAY = timedelta(days=6, hours=6)  # from the Monday on which the world starts


def agendas(world: World) -> dict[str, str]:
    """Each email address's newest agenda."""
    return {
        one.message.to: one.message.text
        for one in world.email.sent
        if "THE 30 MINUTES" in one.message.text
    }


def with_emails() -> World:
    """Alex and Sam text, and get their agendas by email."""
    world = World()
    couple = world.couple(
        Contact("email", "alex@example.com"),
        Contact("sms", ALEX),
        b=Contact("email", "sam@example.com"),
    )
    sam = Contact("sms", SAM)
    world.preferences.edit(
        couple.id,
        lambda one: one.with_partner("b", one.b.with_contact(sam)) if one.b else one,
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "b", sam)],
    )
    return world


def test_alone_it_is_kept_for_its_author() -> None:
    world, couple = alone(World())
    assert world.text(ALEX, SOUP) in said(world, "kept")
    assert jar(world, couple) == [("a", SOUP, "kept")]


def test_together_it_waits_for_the_next_agenda_and_is_printed_for_both() -> None:
    world = with_emails()
    answer = world.text(ALEX, SOUP)
    assert answer in said(world, "waiting")
    world.until(world.clock() + SUNDAY)
    printed = agendas(world)
    assert set(printed) == {"alex@example.com", "sam@example.com"}
    for agenda in printed.values():
        assert f"- Alex: {SOUP}" in agenda
    world.until(world.clock() + timedelta(days=7))
    assert not any(SOUP in agenda for agenda in agendas(world).values())


def test_kept_private_is_printed_for_nobody() -> None:
    world = with_emails()
    world.text(ALEX, SOUP)
    assert world.text(ALEX, "2") in said(world, "private")
    world.until(world.clock() + SUNDAY)
    assert len(agendas(world)) == 2
    assert not any(SOUP in one.message.text + one.message.html for one in world.email.sent)


def test_set_aside_is_printed_for_nobody_until_its_author_says_so() -> None:
    world = with_emails()
    assert world.text(ALEX, QUESTION) in said(world, "held")
    world.until(world.clock() + SUNDAY)
    assert not any(QUESTION in agenda for agenda in agendas(world).values())
    assert world.text(ALEX, "1") in said(world, "released", when="next week")
    world.until(world.clock() + timedelta(days=7))
    assert all(f"- Alex: {QUESTION}" in agenda for agenda in agendas(world).values())


def test_nobody_else_can_see_what_is_kept_or_set_aside() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    world.text(ALEX, "2")
    world.text(ALEX, QUESTION)
    assert world.jar.by(couple.id, "b") == []
    assert world.jar.waiting(couple.id) == []
    everything = [one.id for one in world.jar.all(couple.id)]
    assert world.jar.some(couple.id, everything) == []


def test_who_waits_to_be_admitted_keeps_their_words_until_they_release_them() -> None:
    world = World()
    couple = join(world, world.couple(Contact("sms", ALEX)), Contact("sms", SAM))
    assert world.text(SAM, SOUP) in said(world, "kept")
    world.site.manage.confirmations.admit(couple.id, world.clock())
    assert jar(world, couple) == [("b", SOUP, "kept")]
    world.text(SAM, "She made tea")
    assert jar(world, couple)[1] == ("b", "She made tea", "waiting")


def test_words_are_kept_as_they_were_said_in_one_line() -> None:
    world, couple = together(World())
    world.text(ALEX, "  She said \u201cgo\u201d\n\nand I slept \u2764\ufe0f  ")
    assert newest(world, couple).text == "She said \u201cgo\u201d and I slept \u2764\ufe0f"


def test_a_very_long_text_is_cut_where_phones_cut_it() -> None:
    world, couple = together(World())
    world.text(ALEX, "so " * 2000)
    assert len(newest(world, couple).text) <= 1600


def test_a_picture_alone_or_a_start_is_answered_with_a_hello_and_keeps_nothing() -> None:
    world, couple = together(World())
    for text in ("", "  ", "START"):
        assert world.text(ALEX, text) in said(world, "hello")
    assert jar(world, couple) == []


def test_help_is_answered_to_everybody_each_time() -> None:
    world, couple = together(World())
    for sender in (ALEX, SAM, STRANGER, STRANGER):
        answer = world.text(sender, "help?")
        assert "STOP" in answer
        assert "https://afterbedtime.test/link" in answer
    assert jar(world, couple) == []


def test_a_stranger_is_answered_once_a_day_and_nothing_of_theirs_is_kept() -> None:
    world = World()
    assert "/signup" in world.text(STRANGER, SOUP)
    for text in ("hello?", SOUP, "1"):
        assert world.text(STRANGER, text) == ""
    kept = world.everything()
    assert "soup" not in kept
    assert STRANGER not in kept
    world.clock.advance(days=1)
    assert "/signup" in world.text(STRANGER, "hello")


@pytest.mark.parametrize("text", [SOUP, QUESTION, "", "help", "START", "7", "STOP"])
@pytest.mark.parametrize("sender", [ALEX, STRANGER])
def test_a_webhook_that_comes_again_adds_nothing_and_answers_the_same(
    sender: str, text: str
) -> None:
    world, _ = together(World())
    first = world.text(sender, text, "SM1")
    before = world.everything()
    world.clock.advance(seconds=16)
    assert world.text(sender, text, "SM1") == first
    assert world.everything() == before


@pytest.mark.parametrize("at_write", range(5))
def test_a_crash_on_the_way_loses_nothing_and_doubles_nothing(at_write: int) -> None:
    world, couple = together(RacyWorld())
    world.memory.before = [*[lambda: None] * at_write, die]
    with pytest.raises(Crash):
        world.text(ALEX, SOUP, "SM1")
    world.clock.advance(seconds=16)  # Twilio tries once more
    assert "2 keep private" in world.text(ALEX, SOUP, "SM1")
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    world.text(ALEX, "0")
    assert jar(world, couple) == []


def test_two_texts_of_one_moment_are_two() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP, "SM00000001")
    world.text(ALEX, SOUP, "SM00000002")
    assert len(jar(world, couple)) == 2
