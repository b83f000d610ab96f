"""Providers that are not there, do not pick up, or say what nobody can read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.delivery.evenings import EMAIL, PHONE, due_in, the_state, to_next_slot
from tests.delivery.wire import BAD_GATEWAY, CUT_OFF, answering, deaf, nobody, saying
from tests.delivery.wired import NO_PATIENCE, wired

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact

each_channel = pytest.mark.parametrize("contact", [PHONE, EMAIL], ids=lambda one: one.channel)


def came_back(url: str, contact: Contact) -> None:
    """What was to go there waits for another try, and nobody doubts."""
    with wired(url, NO_PATIENCE) as world:
        _, couple = due_in(world, contact)
        assert world.work() == []
        assert the_state(world, couple) == ""
        assert [delay.total_seconds() for delay in world.queue.delays] == [30]


@each_channel
def test_where_nobody_listens_nothing_was_taken(contact: Contact) -> None:
    came_back(nobody(), contact)


@each_channel
def test_where_nobody_picks_up_nothing_was_taken(contact: Contact) -> None:
    with deaf() as url:
        came_back(url, contact)


UNREADABLE = {
    "nothing": b"",
    "half an answer": CUT_OFF,
    "no, by somebody in between": BAD_GATEWAY,
    "yes, by somebody in between": saying("200 OK", "<p>It went well.</p>"),
    "created, by somebody in between": saying("201 Created", "<p>It went well.</p>"),
}
NO_ID = saying("201 Created", "{}")


@each_channel
@pytest.mark.parametrize("answer", UNREADABLE)
def test_an_answer_that_cannot_be_read_may_have_been_a_yes(answer: str, contact: Contact) -> None:
    asyncio.run(asked_once(UNREADABLE[answer], contact))


@each_channel
def test_an_answer_without_an_id_may_have_been_a_yes(contact: Contact) -> None:
    asyncio.run(asked_once(NO_ID, contact))


async def asked_once(answer: bytes, contact: Contact) -> None:
    """However often the slot comes again: the provider is asked once, and then it is in doubt."""
    heard: list[bytes] = []
    async with answering(answer, heard) as url:
        with wired(url) as world:
            _, couple = due_in(world, contact)
            (body,) = world.queue.bodies
            for _ in range(3):
                await asyncio.to_thread(world.work)
                world.queue.bodies = [body]
            assert the_state(world, couple) == "in_doubt"
            assert len(heard) == 1


@each_channel
def test_a_connection_that_was_closed_while_we_were_idle_is_not_used(contact: Contact) -> None:
    """Providers hang up on who says nothing for a while. The next message calls anew."""

    async def story() -> None:
        heard: list[bytes] = []
        taken = saying("201 Created", '{"sid": "SM1", "MessageId": "1"}', "keep-alive")
        async with answering(taken, heard) as url:
            with wired(url) as world:
                _, couple = due_in(world, contact)
                await asyncio.to_thread(world.work)
                for _ in range(3):
                    to_next_slot(world)
                    assert await asyncio.to_thread(world.work) == []
                assert list(world.states(couple).values()) == ["sent"] * 4
                assert len(heard) == 4

    asyncio.run(story())
