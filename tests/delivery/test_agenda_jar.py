"""The agenda prints what waits in the jar, and only that; the words are heard once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.model import SendError
from tests.delivery.evenings import EMAIL, join
from tests.delivery.sundays import BATH, SOUP, SUNDAY, agendas, put_in_jar, two
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import JarState


def test_what_waits_is_printed_for_both_with_its_author_and_then_is_heard() -> None:
    world = World()
    couple = two(world)
    put_in_jar(world, couple, "b", SOUP, "waiting")
    put_in_jar(world, couple, "a", BATH, "waiting")
    world.until(SUNDAY)
    for address in ("alex@example.com", "sam@example.com"):
        (agenda,) = agendas(world, address)
        assert f"- Sam: {SOUP}" in agenda
        assert f"- Alex: {BATH}" in agenda
    assert {one.state for one in world.jar.all(couple.id)} == {"heard"}
    world.until(SUNDAY + timedelta(days=7))
    for address in ("alex@example.com", "sam@example.com"):
        assert SOUP not in agendas(world, address)[1], "printed once"


@pytest.mark.parametrize("state", ["kept", "held"])
def test_what_is_private_or_set_aside_is_printed_for_nobody(state: JarState) -> None:
    world = World()
    couple = two(world)
    put_in_jar(world, couple, "a", BATH, state)
    world.until(SUNDAY)
    assert len(agendas(world, "alex@example.com") + agendas(world, "sam@example.com")) == 2
    assert not any(BATH in one.message.text + one.message.html for one in world.email.sent)
    assert [one.state for one in world.jar.all(couple.id)] == [state]


def test_words_are_heard_when_the_one_they_are_about_has_read_them() -> None:
    world = World()
    couple = two(world, b_check_in="18:00")
    about_alex = put_in_jar(world, couple, "b", SOUP, "waiting")
    about_sam = put_in_jar(world, couple, "a", BATH, "waiting")
    world.until(SUNDAY)
    states = {one.id: one.state for one in world.jar.all(couple.id)}
    assert states == {about_alex: "heard", about_sam: "waiting"}
    world.until(SUNDAY + timedelta(hours=6))
    assert {one.state for one in world.jar.all(couple.id)} == {"heard"}


@pytest.mark.parametrize("act", ["keep private", "take back"])
def test_what_is_called_back_in_time_is_not_in_the_later_copy(act: str) -> None:
    world = World()
    couple = two(world, b_check_in="18:00")
    about_sam = put_in_jar(world, couple, "a", BATH, "waiting")
    world.until(SUNDAY)
    if act == "keep private":
        assert world.jar.set_state(couple.id, "a", about_sam, "kept")
    else:
        assert world.jar.take_back(couple.id, "a", about_sam)
    world.until(SUNDAY + timedelta(hours=6))
    (agenda,) = agendas(world, "sam@example.com")
    assert BATH not in agenda


def test_words_to_somebody_without_agendas_are_printed_once_for_the_one_who_has_them() -> None:
    world = World()
    couple = two(world)

    def without(one: Couple) -> Couple:
        assert one.b is not None
        return replace(one, b=replace(one.b, check_in=replace(one.b.check_in, on=False)))

    world.preferences.edit(couple.id, without, world.clock())
    put_in_jar(world, couple, "a", BATH, "waiting")
    world.until(SUNDAY + timedelta(weeks=2))
    assert [BATH in one for one in agendas(world, "alex@example.com")] == [True, False, False]
    assert [one.state for one in world.jar.all(couple.id)] == ["heard"]


def test_words_that_did_not_arrive_wait_for_the_next_agenda() -> None:
    world = World()
    couple = two(world)
    world.until(SUNDAY - timedelta(minutes=1))
    put_in_jar(world, couple, "b", SOUP, "waiting")
    world.email.errors = [SendError("no", "permanent"), SendError("no", "permanent")]
    world.until(SUNDAY)
    assert [one.state for one in world.jar.all(couple.id)] == ["waiting"]
    world.until(SUNDAY + timedelta(days=7))
    (agenda,) = agendas(world, "alex@example.com")
    assert SOUP in agenda


def test_somebody_who_was_not_admitted_yet_is_not_printed() -> None:
    world = World()
    couple = join(world, world.couple(EMAIL), Contact("sms", "+12025550144"))
    world.text("+12025550144", SOUP)
    world.until(SUNDAY)
    (agenda,) = agendas(world, "alex@example.com")
    assert SOUP not in agenda
    assert [one.state for one in world.jar.all(couple.id)] == ["kept"]
