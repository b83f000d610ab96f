"""`export` has what is theirs sent to nobody: it sends them a link, which only they can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.visitor import Visitor, newest_link
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

WORDS = "Sam sang to them"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize("found_by", [ALEX.address, ALEX_PHONE.address])
def test_the_link_goes_to_their_own_mailbox_whichever_address_was_asked_for(
    world: World, found_by: str
) -> None:
    world.text(ALEX_PHONE.address, WORDS)
    assert answer(world, "export", found_by)["channel"] == "email"
    person = opened(world)
    (envelope,) = world.email.sent
    assert (envelope.message.to, world.sms.sent) == (ALEX.address, [])
    assert "everything that is yours here" in envelope.message.text
    assert WORDS not in envelope.message.text
    assert WORDS in person.get("/export").words


def test_by_a_phone_alone_it_opens_after_the_wait(world: World) -> None:
    world.couple(ALEX_PHONE)
    world.text(ALEX_PHONE.address, WORDS)
    world.clock.advance(hours=3)
    said = ask(world, "export", ALEX_PHONE.address)
    assert (said.code, "opens from it two days after they ask" in said.out) == (0, True)
    person = opened(world)
    assert WORDS not in person.get("/export").words + person.get("/export/data").words
    person.act("step_up")
    world.clock.advance(hours=48)
    assert ask(world, "export", ALEX_PHONE.address).code == 0
    assert WORDS in opened(world).get("/export").words


def opened(world: World) -> Visitor:
    """Whoever taps the newest link."""
    link, person = newest_link(world, "link"), Visitor(world)
    assert person.post(link).goes_to.endswith("/export")
    return person


def test_the_operator_sees_none_of_it_and_it_is_kept_nowhere(world: World, couple: Couple) -> None:
    world.text(ALEX_PHONE.address, WORDS)
    kept = world.everything().count(WORDS)
    for said in (ask(world, "export", ALEX.address), ask(world, "export", ALEX.address, "--json")):
        shown = said.out + said.err
        assert couple.id in shown
        assert [one for one in (*THEIRS, "sang") if one in shown] == []
    assert world.everything().count(WORDS) == kept


@pytest.mark.usefixtures("couple")
def test_whoever_is_not_there_gets_nothing(world: World) -> None:
    said = ask(world, "export", "nobody@example.com")
    assert (said.code, world.queue.bodies) == (1, [])


def test_one_whose_addresses_are_all_stopped_gets_nothing(world: World) -> None:
    world.couple(ALEX)
    ask(world, "stop", ALEX.address, "--yes")
    said = ask(world, "export", ALEX.address)
    assert (said.code, world.queue.bodies) == (1, [])
    assert "That address is stopped" in said.err
