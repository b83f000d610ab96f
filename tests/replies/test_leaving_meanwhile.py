"""A message is understood while its author is being erased: nothing of theirs comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import Owner
from chalicelib.couples.erased import BACKUPS_KEPT
from chalicelib.replies.store import INBOUND_KEPT, WORDS_KEPT
from tests.couples.whole_lives import ALEX_WORDS, SAM_WORDS, TOPICS, lived
from tests.pages.stories import ALEX_PHONE, SAM_PHONE
from tests.racing import RacyWorld
from tests.replies.phones import ALEX, SAM, SOUP, together
from tests.world import World

WORDS = (*ALEX_WORDS, *SAM_WORDS, *TOPICS, SOUP)


def nothing() -> None:
    """Nobody is faster."""


def outside(world: World) -> str:
    """What is kept of messages and our answers, wherever no couple is named."""
    found = [one for (pk, _), one in world.memory.items.items() if pk.startswith(keys.INBOUND)]
    return json.dumps(found, default=str)


@pytest.mark.parametrize("at_write", range(7))
@pytest.mark.parametrize("alone", [False, True])
def test_words_that_come_while_their_author_is_erased_are_not_kept(
    at_write: int, *, alone: bool
) -> None:
    world, couple = together(RacyWorld())
    if alone:
        world.departures.leave(couple.id, "b", world.clock())

    def leaves() -> None:
        world.departures.leave(couple.id, "a", world.clock())

    world.memory.before = [*[nothing] * at_write, leaves]
    answer = world.text(ALEX, SOUP, "SM-soup")
    if world.memory.before:  # they were done first
        world.memory.before = []
        leaves()
    assert SOUP not in world.everything()
    assert world.text(ALEX, SOUP, "SM-soup") == answer, "the provider asks again"
    assert SOUP not in world.everything()
    assert world.contacts.owner("sms", ALEX) == Owner("stopped")


def test_words_that_come_while_their_author_signs_out_everywhere_are_kept() -> None:
    world, couple = together(RacyWorld())

    def signs_out() -> None:
        world.preferences.edit(
            couple.id, lambda one: replace(one, a=replace(one.a, generation=9)), world.clock()
        )

    world.memory.before = [nothing, nothing, signs_out]
    assert "1 tell Sam now" in world.text(ALEX, SOUP)
    assert [one.text for one in world.jar.all(couple.id)] == [SOUP]


def test_what_was_read_back_is_answered_again_and_stands_with_what_is_theirs() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    read = world.text(ALEX, "JAR", "SM-jar")
    assert SOUP in read
    assert world.text(ALEX, "JAR", "SM-jar") == read
    assert SOUP not in outside(world)
    (apart,) = world.table.query(keys.couple_pk(couple.id), keys.ANSWER)
    assert apart["answer"] == read
    assert apart["expires_at"] == int((world.clock() + WORDS_KEPT).timestamp())
    assert timedelta(0) < WORDS_KEPT < INBOUND_KEPT < BACKUPS_KEPT


def test_on_a_lock_screen_it_stands_there_too() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, discreet=True)), world.clock()
    )
    assert SOUP in world.text(ALEX, "JAR")
    assert SOUP not in outside(world)


def test_what_was_read_back_to_the_other_goes_with_its_author() -> None:
    world, couple = together(World())
    world.text(ALEX, SOUP)
    world.jar.hear(couple.id, world.jar.all(couple.id)[0].id)
    assert SOUP in world.text(SAM, "JAR", "SM-jar")
    world.departures.leave(couple.id, "a", world.clock())
    assert SOUP not in world.everything()
    assert SOUP not in world.text(SAM, "JAR", "SM-jar"), "what it was is not known any more"


@pytest.mark.parametrize("at_write", range(6))
def test_read_back_while_its_reader_is_erased_it_is_nowhere(at_write: int) -> None:
    world, couple = together(RacyWorld())
    world.text(ALEX, SOUP)

    def leaves() -> None:
        world.departures.leave(couple.id, "a", world.clock())

    world.memory.before = [*[nothing] * at_write, leaves]
    world.text(ALEX, "JAR")
    world.memory.before = []
    leaves()
    assert SOUP not in world.everything()


@pytest.mark.parametrize("goes", ["a", "b"])
def test_after_an_erasure_our_answers_hold_no_word_and_no_number(goes: str) -> None:
    lives = lived()
    for phone in (ALEX_PHONE, SAM_PHONE):
        lives.world.text(phone, "JAR")
        lives.world.text(phone, "MENU")
    assert [one for one in (*WORDS, ALEX_PHONE, SAM_PHONE) if one in outside(lives.world)] == []
    (lives.alex if goes == "a" else lives.sam).act("leave", sure="on")
    gone = ALEX_WORDS if goes == "a" else SAM_WORDS
    assert [one for one in gone if one in lives.world.everything()] == []
