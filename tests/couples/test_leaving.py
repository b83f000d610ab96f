"""Either can leave alone, with their own words; the other keeps a service for one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import Owner
from tests.delivery.evenings import Crash, die
from tests.pages.stories import (
    ALEX_PHONE,
    SAM_PHONE,
    asked,
    both,
    invited,
    joined,
    reopened,
    signed_up,
)
from tests.pages.visitor import Visitor, newest_link
from tests.racing import RacyWorld
from tests.world import World, links_in

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

HERS, HIS = "Sam made tea and sang", "Alex did the whole night alone"


def two(world: World | None = None) -> tuple[World, Visitor, Visitor]:
    """Both text, and both have written."""
    world = world or World()
    alex = signed_up(world, ALEX_PHONE)
    sam = joined(world, invited(alex), SAM_PHONE)
    alex.act("confirm_partner")
    world.text(ALEX_PHONE, HERS)
    world.text(SAM_PHONE, HIS)
    return world, alex, sam


def couple(world: World, phone: str = SAM_PHONE) -> Couple:
    owner = world.contacts.owner("sms", phone)
    assert owner is not None
    assert owner.couple_id is not None
    found = world.couples.get(owner.couple_id, consistent=True)
    assert found is not None
    return found


@pytest.mark.parametrize("who", ["a", "b"])
def test_who_leaves_takes_their_words_and_the_other_goes_on_alone(who: str) -> None:
    world, alex, sam = two()
    goes, stays = (alex, sam) if who == "a" else (sam, alex)
    gone, left = (ALEX_PHONE, SAM_PHONE) if who == "a" else (SAM_PHONE, ALEX_PHONE)
    page = goes.act("leave", sure="on")
    assert page.title == "You have left"
    assert goes.get("/me").goes_to == "/link"
    owner = world.contacts.owner("sms", gone)
    assert owner == Owner("stopped"), "only its hash stays, on the stop list"
    after = couple(world, left)
    assert after.solo
    assert [one.text for one in world.jar.all(after.id)] == [HIS if who == "a" else HERS]
    assert gone not in world.everything()
    name = "Alex" if who == "a" else "Sam"
    assert f"You and {name}" not in stays.get("/me").words
    assert "For two, if you like" in stays.get("/me").words
    before = len(world.sms.sent)
    world.until(world.clock() + timedelta(days=8))
    texts = world.sms.sent[before:]
    assert {one.message.to for one in texts} == {left}
    assert len(texts) == 5, "three small notes, one of the next week, and the agenda"
    assert not [one for one in texts if name in one.message.text]
    assert "just for you" in world.text(left, "She slept through the whole night, thanks to you")


@pytest.mark.parametrize("who", ["a", "b"])
def test_in_the_empty_place_somebody_else_can_join_and_both_are_asked(who: str) -> None:
    world, alex, sam = two()
    goes, stays = (alex, sam) if who == "a" else (sam, alex)
    goes.act("leave", sure="on")
    kim = Visitor(world)
    kim.post(
        invited(stays), **asked("kim@example.com", "Kim"), agenda="on", nudges="on", thanks="on"
    )
    assert kim.post(newest_link(world, "confirm")).goes_to.endswith("/welcome")
    assert "Is this your partner?" in stays.get("/me").words
    assert "You are in." in kim.get("/me").words
    stays.act("confirm_partner")
    for one, name in ((kim, "Sam" if who == "a" else "Alex"), (stays, "Kim")):
        assert f"You and {name}" in one.get("/me").words
    assert goes.get("/me").goes_to == "/link"
    assert HERS not in kim.get("/jar").body
    assert HIS not in kim.get("/jar").body
    assert kim.get("/keepsake").status == 200


def test_who_was_turned_away_from_the_first_place_leaves_it_empty_again() -> None:
    world, alex, sam = two()
    alex.act("leave", sure="on")
    joined(world, invited(sam), "kim@example.com", "Kim")
    sam.act("reject_partner")
    assert couple(world).vacant == "a"
    assert world.contacts.owner("email", "kim@example.com") is None


def test_who_waited_to_be_let_in_needs_nobodys_word_any_more() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    joined(world, invited(alex), SAM_PHONE)
    alex.act("leave", sure="on")
    after = couple(world)
    assert [key for key, _ in after.partners()] == ["b"]
    before = len(world.sms.sent)
    world.until(world.clock() + timedelta(days=2))
    assert {one.message.to for one in world.sms.sent[before:]} == {SAM_PHONE}


def test_the_last_one_leaves_nothing_behind() -> None:
    world, *_ = two()
    world.until(world.clock() + timedelta(days=1, minutes=1))
    alex, sam = reopened(world, ALEX_PHONE), reopened(world, SAM_PHONE)
    pk = keys.couple_pk(couple(world).id)
    alex.act("leave", sure="on")
    sam.act("leave", sure="on")
    assert world.table.query(pk) == []
    for gone in (ALEX_PHONE, SAM_PHONE, HERS, HIS):
        assert gone not in world.everything()
    world.until(world.clock() + timedelta(days=8))


def test_what_was_sent_to_them_is_not_there_for_whoever_comes_next() -> None:
    world, *_ = two()
    world.until(world.clock() + timedelta(days=1, minutes=1))
    reopened(world, SAM_PHONE).act("leave", sure="on")
    pk = keys.couple_pk(couple(world, ALEX_PHONE).id)
    kept = [one["SK"] for one in world.table.query(pk)]
    assert not [sk for sk in kept if "#b#" in sk and not sk.startswith(keys.DUE)]
    assert [sk for sk in kept if sk.startswith("DELIVERY#a#")]


def test_a_number_that_was_stopped_stays_on_the_list() -> None:
    world, _, sam = two()
    world.text(SAM_PHONE, "STOP")
    sam.act("leave", sure="on")
    owner = world.contacts.owner("sms", SAM_PHONE)
    assert owner is not None
    assert (owner.state, owner.couple_id) == ("stopped", None)


def test_without_the_tick_nothing_happens() -> None:
    world, alex, _ = two()
    before = world.everything()
    assert "cannot be undone" in alex.act("leave").words
    assert world.everything() == before


@pytest.mark.parametrize("who", ["a", "b"])
@pytest.mark.parametrize("at_write", range(8))
def test_a_crash_on_the_way_leaves_no_word_behind_in_the_end(who: str, at_write: int) -> None:
    world, alex, sam = two(RacyWorld())
    assert isinstance(world, RacyWorld)
    goes, gone = (alex, ALEX_PHONE) if who == "a" else (sam, SAM_PHONE)
    left = SAM_PHONE if who == "a" else ALEX_PHONE
    world.memory.before = [*[lambda: None] * at_write, die]
    try:
        goes.act("leave", sure="on")
    except Crash:
        world.memory.before = []
        if goes.get("/me").status == 200:
            goes.act("leave", sure="on")
    world.memory.before = []
    world.until(world.clock() + timedelta(minutes=3))
    assert world.contacts.owner("sms", gone) == Owner("stopped")
    after = couple(world, left)
    assert after.solo
    assert {one.author for one in world.jar.all(after.id)} == {"b" if who == "a" else "a"}


def test_an_agenda_of_somebody_who_left_opens_no_more() -> None:
    world, *_ = two()
    world.until(world.clock().replace(day=29, hour=18))
    links = [
        link
        for one in world.sms.sent
        if one.message.to == SAM_PHONE
        for link in links_in(one.message.text)
        if "/agenda/" in link
    ]
    assert Visitor(world).get(links[-1]).status == 200
    reopened(world, SAM_PHONE).act("leave", sure="on")
    assert Visitor(world).get(links[-1]).status == 410


def test_both_means_two_people_who_said_yes() -> None:
    world = World()
    alex, sam = both(world)
    alex.act("leave", sure="on")
    assert sam.get("/me").status == 200
    assert world.queue.bodies == [], "nobody is written to about it"
