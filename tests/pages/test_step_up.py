"""A stolen phone or a number that somebody else has now: what a session by text cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.stories import ALEX, ALEX_PHONE, signed_up, with_phone
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

STRANGE = {"address": "thief@example.com", "consent": "on"}
ACTS: dict[str, Callable[[Visitor], object]] = {
    "adds an address": lambda one: one.act("add_contact", **STRANGE),
    "stops the emails": lambda one: one.act("stop_contact", channel="email"),
    "leaves": lambda one: one.act("leave", sure="on"),
}


def by(world: World, address: str) -> Visitor:
    """A session opened by a link to this address."""
    person = Visitor(world)
    person.post("/link", address=address)
    person.post(newest_link(world, "link"))
    return person


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_session_by_text_changes_no_channel_and_deletes_nothing(
    act: Callable[[Visitor], object],
) -> None:
    world = World()
    with_phone(world)
    thief = by(world, ALEX_PHONE)
    thief.get("/me")
    before = world.everything()
    act(thief)
    assert world.everything() == before
    assert world.queue.bodies == []
    words = thief.get("/me").words
    assert "a phone is easily lost" in words
    assert "Leave, and delete my words" not in words


def test_menu_by_text_opens_no_more_than_that() -> None:
    world = World()
    with_phone(world)
    world.text(ALEX_PHONE, "MENU")
    thief = Visitor(world)
    thief.post(newest_link(world, "link"))
    assert thief.act("leave", sure="on").goes_to == "/me?said=step_up"


def test_the_way_on_is_a_fresh_link_to_the_email() -> None:
    world = World()
    with_phone(world)
    alex = by(world, ALEX_PHONE)
    alex.act("step_up")
    link = newest_link(world, "link")
    assert world.email.sent[-1].message.to == ALEX
    alex.post(link)
    assert alex.act("leave", sure="on").title == "You have left"


def test_a_session_by_text_may_still_stop_the_texts_and_change_the_rhythm() -> None:
    world = World()
    with_phone(world)
    person = by(world, ALEX_PHONE)
    assert person.act("stop_contact", channel="sms").goes_to == "/me?said=stopped"
    assert person.act("pause", until="").goes_to == "/me?said=paused"


def phone_alone(world: World) -> Visitor:
    signed_up(world, ALEX_PHONE)
    world.clock.advance(days=1)
    return by(world, ALEX_PHONE)


def test_with_the_phone_alone_it_opens_after_two_days_of_which_the_phone_is_told() -> None:
    world = World()
    alex = phone_alone(world)
    assert alex.act("add_contact", **STRANGE).goes_to == "/me?said=step_up"
    world.clock.advance(hours=4)
    alex = by(world, ALEX_PHONE)
    assert alex.act("step_up").goes_to == "/me?said=waiting"
    world.work()
    assert "Not you? Reply 0" in world.sms.sent[-1].message.text
    assert "From Thu 26 Nov" in alex.get("/me").words
    world.clock.advance(hours=47)
    assert by(world, ALEX_PHONE).act("leave", sure="on").goes_to == "/me?said=step_up"
    world.clock.advance(hours=2)
    later = by(world, ALEX_PHONE)
    later.act("add_contact", address="new@example.com", consent="on")
    later.post(newest_link(world, "confirm"))
    assert later.act("leave", sure="on").title == "You have left"


def test_a_no_from_the_phone_ends_it() -> None:
    world = World()
    alex = phone_alone(world)
    alex.act("step_up")
    assert "Nothing changes" in world.text(ALEX_PHONE, "0")
    world.clock.advance(hours=49)
    assert by(world, ALEX_PHONE).act("leave", sure="on").goes_to == "/me?said=step_up"


def test_it_closes_again_after_a_day() -> None:
    world = World()
    alex = phone_alone(world)
    alex.act("step_up")
    world.clock.advance(hours=73)
    assert by(world, ALEX_PHONE).act("leave", sure="on").goes_to == "/me?said=step_up"


def test_who_has_just_arrived_may_do_everything() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    alex.act("add_contact", address="new@example.com", consent="on")
    assert alex.post(newest_link(world, "confirm")).goes_to.endswith("/me")


def test_asking_for_it_again_and_again_sends_three_links_at_most() -> None:
    world = World()
    with_phone(world)
    person = by(world, ALEX_PHONE)
    before = len(world.email.sent)
    for _ in range(9):
        person.act("step_up")
    world.work()
    assert len(world.email.sent) - before == 3
