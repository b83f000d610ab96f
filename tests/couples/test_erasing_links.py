"""Erased: no link to a page of theirs is left, whichever generation they were when it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.links import own_id
from chalicelib.couples.model import PARTNERS, other_of
from tests.couples.whole_lives import couple_of, lived
from tests.delivery.evenings import Crash, die
from tests.delivery.meetings_moved import at_their_page
from tests.pages.stories import ALEX_PHONE, SAM_PHONE, chosen, invited, joined, signed_up
from tests.racing import RacyWorld

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item
    from tests.world import World

PAGES = {"agenda", "date", "relay"}
LONG = "Thank you for getting up with the baby each night, " + "and again " * 12 + "smiling"


def on_a_sunday(*, signed_out: bool) -> tuple[RacyWorld, str]:
    """A couple on the day of a meeting. Each has links; of two generations, if they signed out."""
    world = RacyWorld()
    lived(world)
    for phone, words in ((ALEX_PHONE, "Sam found my keys"), (SAM_PHONE, "Alex fixed the bike")):
        world.text(phone, words)
    world.until(world.clock().replace(month=12, day=6, hour=18))
    for key in PARTNERS if signed_out else ():
        at_their_page(world, key).act("sign_out_everywhere")
        assert links_of(world, key) == []
    by_text = {"small_channel": "sms", "check_in_channel": "sms", "relays": "on"}
    at_their_page(world, "b").act("preferences", **chosen(**by_text, meeting_day="0"))
    world.text(ALEX_PHONE, LONG)
    world.text(ALEX_PHONE, "1")
    world.work()
    assert {one["purpose"] for one in links_of(world, "b")} >= {"agenda", "relay"}
    assert "agenda" in {one["purpose"] for one in links_of(world, "a")}
    return world, couple_of(world, SAM_PHONE).id


def links_of(world: World, key: PartnerKey) -> list[Item]:
    """What leads to a page of their own."""
    found = [one for one in world.items() if one["SK"] == keys.LINK and one["purpose"] in PAGES]
    return [one for one in found if one["facts"]["partner"] == key]


def printed(world: World, key: PartnerKey) -> set[str]:
    """Ids of words that their links name."""
    return {one for link in links_of(world, key) for one in link["facts"].get("thanks", ())}


signed_out_or_not = pytest.mark.parametrize("signed_out", [False, True])


@signed_out_or_not
@pytest.mark.parametrize("who", PARTNERS)
def test_who_leaves_takes_their_links_and_what_the_others_show_of_them(
    who: PartnerKey, *, signed_out: bool
) -> None:
    world, couple_id = on_a_sunday(signed_out=signed_out)
    theirs = {one.id for one in world.jar.all(couple_id) if one.author == who}
    assert theirs & printed(world, other_of(who))
    world.departures.leave(couple_id, who, world.clock())
    assert links_of(world, who) == []
    left = links_of(world, other_of(who))
    assert "agenda" in {one["purpose"] for one in left}
    assert "relay" not in {one["purpose"] for one in left} or who == "b"
    assert not theirs & printed(world, other_of(who))


@signed_out_or_not
def test_of_a_couple_that_ended_no_link_is_left(*, signed_out: bool) -> None:
    world, couple_id = on_a_sunday(signed_out=signed_out)
    for key in PARTNERS:
        world.departures.leave(couple_id, key, world.clock())
    assert [one for one in world.items() if one["SK"] == keys.LINK] == []


@signed_out_or_not
@pytest.mark.parametrize("who", PARTNERS)
@pytest.mark.parametrize("alone", [False, True])
def test_who_died_on_the_way_is_known_by_the_mark(
    who: PartnerKey, *, alone: bool, signed_out: bool
) -> None:
    """The couple does not tell any more which generation they were."""
    world, couple_id = on_a_sunday(signed_out=signed_out)
    for key in (who, other_of(who)) if alone else (who,):
        world.memory.before = [lambda: None, die]
        with pytest.raises(Crash):
            world.departures.leave(couple_id, key, world.clock())
    assert links_of(world, who)
    world.until(world.clock().replace(minute=5))
    assert links_of(world, who) == []
    assert not alone or links_of(world, other_of(who)) == []


def test_links_that_older_code_wrote_without_a_generation_go_too() -> None:
    world, couple_id = on_a_sunday(signed_out=True)
    (agenda,) = [one for one in links_of(world, "b") if one["purpose"] == "agenda"]
    facts = agenda["facts"]
    world.links.keep("agenda", own_id(couple_id, "b", facts["week"], 0), facts, world.clock())
    world.departures.leave(couple_id, "b", world.clock())
    assert links_of(world, "b") == []


def test_who_is_turned_away_is_known_by_the_mark_too() -> None:
    world = RacyWorld()
    alex = signed_up(world)
    joined(world, invited(alex), SAM_PHONE)
    waiting = couple_of(world, SAM_PHONE)
    assert waiting.b
    assert waiting.b.generation
    world.memory.before = [lambda: None, die]
    with pytest.raises(Crash):
        alex.act("reject_partner")
    mark = world.table.get(keys.couple_pk(waiting.id), keys.erasure_sk("b"))
    assert mark
    assert mark["generation"] == waiting.b.generation
