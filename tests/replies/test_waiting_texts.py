"""While the store is down a text is not lost: it waits, encrypted, and is acted on later."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import loads
from chalicelib.table import StoreUnavailable, Throttled
from tests.replies.phones import ALEX, SOUP, STRANGER, jar, phone_state, said, together
from tests.served import served
from tests.webhooks.twilio_calls import INBOUND, call, text_form
from tests.world import World
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.table import Item, Write


class DownTable(MemoryTable):
    """Can be told to be down."""

    error: Exception | None = None

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        self._up()
        return super().get(pk, sk, consistent=consistent)

    def query(self, pk: str, prefix: str = "", **how: Any) -> list[Item]:
        self._up()
        return super().query(pk, prefix, **how)

    def write(self, write: Write) -> Item | None:
        self._up()
        return super().write(write)

    def transact(self, writes: Sequence[Write]) -> None:
        self._up()
        super().transact(writes)

    def _up(self) -> None:
        if self.error:
            raise self.error


class DownWorld(World):
    """A World on a DownTable."""

    @cached_property
    def memory(self) -> DownTable:
        return DownTable()

    def inbound(self, body: str, sender: str = ALEX, sid: str = "SM1", opted: str = "") -> str:
        return self.waiting.handle(Inbound(sid, sender, body, opted), self.clock())

    def up_again(self) -> None:
        self.memory.error = None
        for body in self.inbound_queue.bodies:
            self.waiting.arrived(body, self.clock())


@pytest.mark.parametrize("error", [StoreUnavailable(), Throttled()])
def test_it_is_got_and_kept_later_and_answered_once(error: Exception) -> None:
    world, couple = together(DownWorld())
    world.memory.error = error
    assert world.inbound(SOUP) in said(world, "got")
    assert len(world.inbound_queue.bodies) == 1
    world.clock.advance(minutes=5)
    world.up_again()
    world.up_again()
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    world.work()
    answers = [one.message.text for one in world.sms.sent]
    assert len(answers) == 1
    assert "2 keep private" in answers[0]
    assert world.text(ALEX, "2") in said(world, "private")


@pytest.mark.parametrize("text", ["STOP", "please stop texting me", "wrong number"])
def test_an_opt_out_counts_as_soon_as_it_can_and_only_that_it_is_one_waits(text: str) -> None:
    world, couple = together(DownWorld())
    world.memory.error = StoreUnavailable()
    assert world.inbound(text) in said(world, "got_stop")
    (body,) = world.inbound_queue.bodies
    assert loads(body)[0].text == "STOP"
    world.up_again()
    assert phone_state(world, couple) == "stopped"
    world.work()
    assert world.sms.sent == []


def test_danger_is_answered_at_once_and_waits_nowhere() -> None:
    world, _ = together(DownWorld())
    world.memory.error = StoreUnavailable()
    assert world.inbound("he hits me") in said(world, "danger")
    assert world.inbound_queue.bodies == []


def test_an_answer_that_nobody_waits_for_any_more_is_not_sent() -> None:
    world, couple = together(DownWorld())
    world.memory.error = StoreUnavailable()
    world.inbound(SOUP)
    world.clock.advance(hours=1)
    world.up_again()
    assert len(jar(world, couple)) == 1
    world.work()
    assert world.sms.sent == []


def test_while_it_is_still_down_it_comes_again() -> None:
    world, _ = together(DownWorld())
    world.memory.error = StoreUnavailable()
    world.inbound(SOUP)
    with pytest.raises(StoreUnavailable):
        world.waiting.arrived(world.inbound_queue.bodies[0], world.clock())


def test_what_twilio_tries_again_meanwhile_is_the_same_text() -> None:
    world, couple = together(DownWorld())
    world.memory.error = StoreUnavailable()
    world.inbound(SOUP)
    world.memory.error = None
    world.clock.advance(seconds=15)
    world.inbound(SOUP)
    world.up_again()
    assert len(jar(world, couple)) == 1


def test_what_twilio_has_answered_is_not_answered_again() -> None:
    world, couple = together(DownWorld())
    world.memory.error = StoreUnavailable()
    assert world.inbound("Stop", opted="STOP") == ""
    world.up_again()
    assert phone_state(world, couple) == "stopped"


def test_a_stranger_is_not_written_to_later() -> None:
    world, _ = together(DownWorld())
    world.memory.error = StoreUnavailable()
    world.inbound("hello?", STRANGER)
    world.up_again()
    world.work()
    assert world.sms.sent == []


def test_who_stops_in_between_gets_no_late_answer() -> None:
    world, _ = together(DownWorld())
    world.memory.error = StoreUnavailable()
    world.inbound(SOUP)
    world.up_again()
    world.text(ALEX, "STOP")
    world.work()
    assert world.sms.sent == []


@pytest.mark.parametrize("body", ["", "{}", "null", json.dumps({"v": 1, "inbound": {}})])
def test_what_is_not_a_text_of_ours_is_said_to_be_none(body: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(body)


def test_the_webhook_answers_all_the_same() -> None:
    with served() as site:
        table = DownTable()
        table.error = StoreUnavailable()
        from chalicelib.wiring import wiring

        vars(wiring())["table"] = table
        answer = call(site, INBOUND, text_form(SOUP))
        assert answer.status == 200
        assert "got it" in answer.text
        assert len(site.world.inbound_queue.bodies) == 1
        assert timedelta(0) <= site.world.clock() - loads(site.world.inbound_queue.bodies[0])[1]
