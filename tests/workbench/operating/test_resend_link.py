"""`resend-link` sends a link to that confirmed address and to no other, within its limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.control import Control
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact, ContactState
from tests.pages.visitor import Visitor, newest_link
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS, answer, ask
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def couple(world: World) -> Couple:
    return world.couple(ALEX, ALEX_PHONE, b=SAM)


def sent(world: World) -> list[str]:
    world.work()
    return [one.message.to for one in (*world.email.sent, *world.sms.sent)]


def test_it_goes_to_that_address_and_opens_their_page_once(world: World, couple: Couple) -> None:
    said = ask(world, "resend-link", ALEX.address)
    assert said.code == 0
    assert "on its way to that email address, and to no other" in said.out
    link, person = newest_link(world, "link"), Visitor(world)
    assert sent(world) == [ALEX.address]
    assert person.post(link).goes_to.endswith("/me")
    assert "Alex" in person.get("/me").words
    assert Visitor(world).post(link).status == 410
    assert answer(world, "got", ALEX.address)["deliveries"][0]["name"] == "link"
    assert couple.id in ask(world, "got", ALEX.address).out


def test_a_number_gets_it_by_text_and_only_within_its_hours(world: World, couple: Couple) -> None:
    said = ask(world, "resend-link", ALEX_PHONE.address)
    assert (said.code, sent(world)) == (1, [])
    assert "It is 07:00 where they are, and their texts come from 08:00 to 21:00" in said.err
    world.clock.advance(hours=2)
    found = answer(world, "resend-link", ALEX_PHONE.address)
    assert found == {"couple": couple.id, "partner": "a", "channel": "sms", "queued": True}
    assert sent(world) == [ALEX_PHONE.address]


@pytest.mark.usefixtures("couple")
def test_five_a_day_count_with_those_they_ask_for_themselves(world: World) -> None:
    for _ in range(3):
        Visitor(world).post("/link", address=ALEX.address)
    codes = [ask(world, "resend-link", ALEX.address).code for _ in range(3)]
    assert codes == [0, 0, 1]
    assert "There can be more tomorrow" in ask(world, "resend-link", ALEX.address).err
    assert sent(world) == [ALEX.address] * 5


@pytest.mark.usefixtures("couple")
def test_an_unknown_address_gets_nothing_and_it_says_so(world: World) -> None:
    said = ask(world, "resend-link", "nobody@example.com")
    assert (said.code, world.queue.bodies) == (1, [])
    assert "Nobody here has this address" in said.err


@pytest.mark.parametrize("state", ["stopped", "unreachable"])
def test_whoever_has_left_gets_nothing(world: World, couple: Couple, state: ContactState) -> None:
    if state == "stopped":
        consent = Consent("a", "email", "one-click unsubscribe", granted=False)
        world.contacts.stop(ALEX.address, consent, world.clock(), "nonce")
    else:
        world.contacts.mark(couple.id, "a", ALEX, state)
    said = ask(world, "resend-link", ALEX.address)
    assert (said.code, world.queue.bodies) == (1, [])
    assert f"That address is {state}: we do not write to it" in said.err


def test_a_mailbox_that_both_read_gets_none(world: World) -> None:
    shared = Contact("email", "home@example.com", shared=True)
    world.couple(shared, ALEX_PHONE)
    said = ask(world, "resend-link", shared.address)
    assert (said.code, world.queue.bodies) == (1, [])
    assert "would open the page of one of them" in said.err


@pytest.mark.usefixtures("couple")
def test_nothing_is_queued_while_everything_is_held(world: World) -> None:
    Control(world.table).hold("a wrong word", world.clock())
    said = ask(world, "resend-link", ALEX.address)
    assert (said.code, world.queue.bodies) == (1, [])
    assert "on hold (a wrong word): nothing is sent until python -m workbench resume" in said.err


def test_a_channel_that_is_switched_off_is_said_to_be() -> None:
    world = World(CHANNELS="email")
    world.couple(ALEX, ALEX_PHONE)
    world.clock.advance(hours=2)
    assert "sends nothing by sms" in ask(world, "resend-link", ALEX_PHONE.address).err


def test_neither_the_answer_nor_the_queue_tells_the_link_or_whose_it_is(
    world: World, couple: Couple
) -> None:
    said = ask(world, "resend-link", ALEX.address)
    (queued,) = world.queue.bodies
    token = newest_link(world, "link").rpartition("/")[2]
    for shown in (said.out + said.err, queued):
        assert [one for one in (*THEIRS, token) if one in shown] == []
        assert couple.id in shown


def test_whoever_has_texting_hours_of_their_own_is_asked_them(world: World, couple: Couple) -> None:
    def early(one: Couple) -> Couple:
        return replace(one, a=replace(one.a, texts_from="06:30"))

    world.preferences.edit(couple.id, early, world.clock())
    assert ask(world, "resend-link", ALEX_PHONE.address).code == 0
