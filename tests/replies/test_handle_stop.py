"""STOP is heard first, at once and for good; only the same person's START undoes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.couples.contacts import Owner
from chalicelib.couples.model import Contact
from chalicelib.replies.said import Inbound
from tests.delivery.evenings import Crash, die, join, to_next_slot
from tests.pages.stories import signed_up
from tests.racing import RacyWorld
from tests.replies.phones import (
    ALEX,
    SAM,
    SOUP,
    STRANGER,
    alone,
    consents,
    jar,
    phone_state,
    said,
    together,
)
from tests.world import World, links_in

OFF = "After Bedtime: you are off."
BACK = "After Bedtime: welcome back."


def test_stop_ends_the_texts_at_once_is_recorded_and_answered_once() -> None:
    world, couple = alone(World())
    assert world.text(ALEX, "Stop texting me please").startswith(OFF)
    assert phone_state(world, couple) == "stopped"
    (consent,) = consents(world, couple)
    assert (consent["granted"], consent["partner"], consent["act"]) == (False, "a", "text: stop")
    assert ALEX not in str(consent)
    world.until(world.clock() + timedelta(days=30))
    assert world.sms.sent == []


def test_stop_reaches_what_is_queued_already() -> None:
    world, _ = alone(World())
    to_next_slot(world)
    world.text(ALEX, "STOP")
    world.work()
    assert world.sms.sent == []


def test_stop_ends_one_persons_texts_and_nothing_else() -> None:
    world = World()
    couple = world.couple(Contact("sms", ALEX), Contact("email", "alex@example.com"))
    world.preferences.edit(
        couple.id,
        lambda one: replace(
            one, a=replace(one.a, check_in=replace(one.a.check_in, channel="email"))
        ),
        world.clock(),
    )
    join(world, couple, Contact("sms", SAM), admitted=True)
    world.text(ALEX, "STOP")
    world.until(world.clock() + timedelta(days=7))
    assert {one.message.to for one in world.sms.sent} == {SAM}
    assert [one.message.to for one in world.email.sent] == ["alex@example.com"]


def test_stop_can_be_said_again_and_again() -> None:
    world, couple = alone(World())
    for _ in range(3):
        assert world.text(ALEX, "STOP").startswith(OFF)
        assert phone_state(world, couple) == "stopped"


def test_a_stopped_phone_is_answered_nothing_and_what_it_says_is_not_kept() -> None:
    world, couple = together(World())
    world.text(ALEX, "STOP")
    for text in (SOUP, "1", "yay?", "\U0001f44d"):
        assert world.text(ALEX, text) == ""
    assert jar(world, couple) == []
    assert "soup" not in world.everything()


def test_start_brings_the_same_person_back_at_the_usual_time() -> None:
    world, couple = alone(World())
    world.text(ALEX, "STOP")
    world.clock.advance(days=1)
    assert world.text(ALEX, "START").startswith(BACK)
    assert phone_state(world, couple) == "confirmed"
    assert [one["granted"] for one in consents(world, couple)] == [False, True]
    world.until(world.clock() + timedelta(days=6))
    assert [one.split("#")[1] for one in world.states(couple)] == [
        "2026-11-25",
        "2026-11-27",
        "2026-11-29",
    ], "nothing to catch up on"


def test_a_stop_that_is_delivered_again_after_start_undoes_nothing() -> None:
    world, couple = alone(World())
    first = world.text(ALEX, "STOP", "SM-stop")
    world.text(ALEX, "START")
    assert world.text(ALEX, "STOP", "SM-stop") == first
    assert phone_state(world, couple) == "confirmed"
    assert world.text(ALEX, "STOP", "SM-another").startswith(OFF)
    assert phone_state(world, couple) == "stopped"


def test_start_of_somebody_who_never_stopped_is_a_hello() -> None:
    world, couple = together(World())
    for text in ("yes", "START"):
        assert world.text(ALEX, text) in said(world, "hello")
    assert world.text(ALEX, "start") in said(world, "hello")
    assert consents(world, couple) == []


def test_a_strangers_stop_is_kept_and_only_their_start_ends_it() -> None:
    """We may never have texted them: the list is for whoever signs that number up one day."""
    world = World()
    assert world.text(STRANGER, "STOP").startswith(OFF)
    assert [world.text(STRANGER, words) for words in ("hello?", "1", SOUP)] == ["", "", ""]
    assert world.contacts.owner("sms", STRANGER) == Owner("stopped")
    assert world.text(STRANGER, "START") in said(world, "unlisted")
    assert world.contacts.owner("sms", STRANGER) is None


def test_a_number_that_was_erased_says_start_and_can_sign_up_again() -> None:
    world = World()
    alex = signed_up(world, ALEX)
    alex.act("leave", sure="on")
    assert world.contacts.owner("sms", ALEX) == Owner("stopped")
    answer = world.text(ALEX, "START", "SM-start")
    assert answer in said(world, "unlisted")
    assert links_in(answer) == ["https://afterbedtime.test/signup"]
    before = world.everything()
    assert world.text(ALEX, "START", "SM-start") == answer, "again, as the provider repeats it"
    assert world.everything() == before
    assert "Hello, Alex" in signed_up(world, ALEX).get("/me").words


def test_a_start_that_twilio_answers_takes_the_number_off_the_list_too() -> None:
    world = World()
    world.text(STRANGER, "STOP")
    inbound = Inbound("SM1", STRANGER, "Weiter", opted="START")
    assert world.replies.handle(inbound, world.clock()) == ""
    assert world.contacts.owner("sms", STRANGER) is None


def test_a_start_that_is_delivered_again_after_a_later_stop_undoes_nothing() -> None:
    world = World()
    world.text(STRANGER, "STOP", "SM-1")
    first = world.text(STRANGER, "START", "SM-2")
    world.text(STRANGER, "STOP", "SM-3")
    assert world.text(STRANGER, "START", "SM-2") == first
    assert world.contacts.owner("sms", STRANGER) == Owner("stopped")


def test_a_machine_that_says_stop_and_start_all_night_is_not_answered_each_time() -> None:
    world = World()
    answers = [world.text(STRANGER, word) for _ in range(20) for word in ("STOP", "START")]
    assert 0 < len([one for one in answers if one]) <= 10


def test_a_start_takes_no_number_from_whoever_has_signed_it_up_meanwhile() -> None:
    world, couple = alone(World())
    assert not world.contacts.unlist("sms", ALEX)
    world.text(ALEX, "STOP")
    assert not world.contacts.unlist("sms", ALEX), "it is theirs: START brings it back as it was"
    assert phone_state(world, couple) == "stopped"


def test_a_wrong_number_is_let_go() -> None:
    world, couple = alone(World())
    assert world.text(ALEX, "Sorry, wrong number") in said(world, "wrong_number")
    assert phone_state(world, couple) == "stopped"


def test_who_waits_to_be_admitted_can_leave_too() -> None:
    world = World()
    couple = join(world, world.couple(Contact("email", "a@example.com")), Contact("sms", SAM))
    world.text(SAM, "stop")
    sam = world.read(couple).b
    assert sam is not None
    assert not sam.reachable("sms")


@pytest.mark.parametrize(("word", "state"), [("STOP", "stopped"), ("HELP", "confirmed")])
def test_what_twilio_understood_and_answered_counts_and_is_not_answered_twice(
    word: str, state: str
) -> None:
    """An account may have keywords of its own, in any language."""
    world, couple = alone(World())
    inbound = Inbound("SM1", ALEX, "Schluss damit", opted=word)
    assert world.replies.handle(inbound, world.clock()) == ""
    assert phone_state(world, couple) == state
    assert jar(world, couple) == []


def test_twilios_own_start_counts_too() -> None:
    world, couple = alone(World())
    world.text(ALEX, "STOP")
    inbound = Inbound("SM1", ALEX, "Weiter", opted="START")
    assert world.replies.handle(inbound, world.clock()) == ""
    assert phone_state(world, couple) == "confirmed"


@pytest.mark.parametrize("at_write", range(4))
def test_a_crash_while_stopping_keeps_nobody_in(at_write: int) -> None:
    world, couple = alone(RacyWorld())
    world.memory.before = [*[lambda: None] * at_write, die]
    with pytest.raises(Crash):
        world.text(ALEX, "STOP", "SM-stop")
    world.text(ALEX, "STOP", "SM-stop")
    assert phone_state(world, couple) == "stopped"
    world.until(world.clock() + timedelta(days=7))
    assert world.sms.sent == []
