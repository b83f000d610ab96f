"""One id leads from the minute in which something was due to the receipt for it."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.jobs import loads
from chalicelib.delivery.receipts import from_ses
from chalicelib.delivery.ses import tag_of
from chalicelib.invocation import carried, current, invoked, trace, tracing
from chalicelib.scheduling.rest import Rest
from chalicelib.scheduling.rest import dumps as rest_text
from chalicelib.scheduling.rest import loads as read_rest
from tests.world import World

if TYPE_CHECKING:
    from tests.fakes import FakeQueue

EMAIL = Contact("email", "alex@example.com")


@pytest.fixture
def world() -> World:
    """Somebody's note is due."""
    world = World()
    world.couple(EMAIL)
    world.clock.now = world.next_due() or world.clock.now
    return world


def traces(queue: FakeQueue) -> list[str]:
    return [loads(body).trace for body in queue.bodies]


def delivery(world: World) -> dict[str, Any]:
    (found,) = [one for (_, sk), one in world.memory.items.items() if sk.startswith("DELIVERY#")]
    return found


def receipt(world: World, kind: str = "Delivery") -> None:
    (sent,) = world.email.sent
    tags = {"delivery": [tag_of(sent.key)], "attempt": [sent.attempt]}
    read = from_ses({"eventType": kind, "mail": {"tags": tags}})
    assert read is not None
    world.receipts.apply(read, world.clock())


def test_it_goes_from_the_tick_by_the_queue_into_the_ledger_and_out_with_the_receipt(
    world: World,
) -> None:
    logging.getLogger("chalicelib").setLevel(logging.INFO)
    said: list[tuple[str, str]] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append((trace(), getattr(record, "outcome", "")))

    listening = Listening()
    logging.getLogger("chalicelib").addHandler(listening)
    try:
        with invoked("tick", "the-minute"):
            world.tick()
        assert traces(world.queue) == ["the-minute"]
        with invoked("send", "the-batch"):
            world.work()
        assert delivery(world)["trace"] == "the-minute"
        with invoked("ses_event", "the-report"):
            receipt(world)
    finally:
        logging.getLogger("chalicelib").removeHandler(listening)
    assert said == [("the-minute", "sent"), ("the-minute", "delivered")]


def test_what_is_tried_again_or_goes_by_another_way_keeps_it(world: World) -> None:
    with invoked("tick", "the-minute"):
        world.tick()
    (body,) = world.queue.take()
    with invoked("send", "the-batch"):
        world.send([Arrived("1", body)], seconds_left=lambda: 1.0)
    assert traces(world.queue) == ["the-minute"]


def test_the_rest_of_a_long_minute_belongs_to_that_minute() -> None:
    with invoked("tick", "the-minute"):
        body = rest_text(Rest("00", "2026", {}, "holder"))
    rest = read_rest(body)
    assert isinstance(rest, Rest)
    assert rest.trace == "the-minute"
    assert set(json.loads(body)["rest"]) == {"shard", "until", "start", "holder"}, (
        "an older version makes a Rest of these"
    )


def test_what_an_older_version_queued_belongs_to_whoever_finds_it(world: World) -> None:
    world.tick()
    body = json.loads(world.queue.take()[0])
    assert "trace" not in body
    with invoked("send", "the-batch"):
        world.send([Arrived("1", json.dumps(body))])
    assert delivery(world)["trace"] == "the-batch"


def test_without_an_invocation_nothing_is_known_and_nothing_kept(world: World) -> None:
    world.tick()
    world.work()
    assert (trace(), current()) == ("", None)
    assert "trace" not in delivery(world)


def test_a_thread_belongs_to_whoever_started_it() -> None:
    """Shards are planned in threads; a thread of its own accord knows nothing."""
    with tracing("elsewhere"), ThreadPoolExecutor(1, initializer=carried()) as pool:
        assert pool.submit(trace).result() == "elsewhere"
    with tracing("elsewhere"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(trace).result() == ""
