"""Two versions follow each other: what one wrote, the other reads, and nothing is dropped."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys, schema
from chalicelib.couples.document import from_item, to_item
from chalicelib.couples.meetings import Meetings
from chalicelib.delivery import jobs
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.model import LedgerKey
from chalicelib.replies import waiting
from chalicelib.scheduling import rest
from chalicelib.table import Change, Put, StoreUnavailable
from tests.schema_fixtures import items, kind_of, kinds, message, unknown
from tests.world import START, World
from workbench.memory_table import MemoryTable
from workbench.simulate_faults.scenario import Scenario
from workbench.simulate_faults.simulation import Simulation

if TYPE_CHECKING:
    from chalicelib.table import Item

NEWER = schema.VERSION + 1
SEND = ("slot", "slot-later", "notice")
ONE = items("couple-topic")[0]
PREFIXES = {
    name: value for name, value in vars(keys).items() if name.isupper() and str(value).endswith("#")
}


def world_with(item: Item, **changed: Any) -> World:
    world = World()
    world.memory.items[(item["PK"], item["SK"])] = {**item, **changed}
    return world


def couple_id(item: Item) -> str:
    return str(item["PK"].removeprefix("COUPLE#"))


def partner(item: Item) -> Any:
    return item["SK"].split("#")[1]


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_was_written_with_version_1(kind: str) -> None:
    assert items(kind)
    for one in items(kind):
        assert one["v"] == 1
        assert kind_of(one) == kind


def test_every_prefix_of_a_couples_items_has_a_fixture() -> None:
    shown = {one["SK"].split("#")[0] for kind in kinds() for one in items(kind)}
    assert {prefix.rstrip("#") for prefix in PREFIXES.values()} - {"", "fallback"} <= shown


def test_what_is_written_today_has_a_version_and_a_shape_that_a_fixture_shows() -> None:
    found: set[str] = set()
    life = Simulation(Scenario(seed=1, weeks=2, couples=2))
    life.events.committed += [lambda one: found.add(unknown(one.after or ONE))]
    life.run()
    assert found == {""}


def test_what_no_fixture_shows_is_noticed() -> None:
    assert unknown(ONE) == ""
    assert unknown({**ONE, "mood": "sunny"}) == "couple-topic has mood, which no fixture shows"
    assert unknown({**ONE, "SK": "MOOD#a"}) == "the kind couple-mood has no fixture"
    assert "without its version" in unknown({k: v for k, v in ONE.items() if k != "v"})


def test_a_couple_is_read_and_written_back_as_it_was() -> None:
    for one in items("couple"):
        assert one.items() <= {**to_item(from_item(one)), "v": 1}.items()


def test_the_ledger_is_read_as_it_was() -> None:
    for kind in ("couple-delivery", "couple-notice", "link-notice"):
        for one in items(kind):
            found = world_with(one).ledger.find(LedgerKey(one["PK"], one["SK"]))
            assert {**(found or {}), "v": 1} == one


def test_the_jar_the_topic_the_meeting_and_the_date_are_read() -> None:
    for one in items("couple-appreciation"):
        [kept] = world_with(one).jar.all(couple_id(one))
        assert (kept.text, kept.author, kept.state) == (one["text"], one["author"], one["state"])
    for one in items("couple-topic"):
        assert world_with(one).topics.of(couple_id(one), partner(one)) == one["text"]
    for one in items("couple-meeting"):
        plan = Meetings(world_with(one).table).get(couple_id(one), one["week"])
        assert plan is not None
        assert (plan.host, plan.sequence) == (one["host"], one["sequence"])
    for one in items("couple-date"):
        assert world_with(one).dates.of_week(couple_id(one), one["week"]) is not None


def test_links_texts_and_offers_are_read() -> None:
    for one in items("link"):
        link = world_with(one).links.find(one["PK"].removeprefix("LINK#"), START)
        assert link is not None
        assert (link.purpose, link.facts) == (one["purpose"], one["facts"])
    for one in items("inbound"):
        seen = world_with(one).inbox.find(one["PK"].removeprefix("INBOUND#"))
        assert seen is not None
        assert seen.answer == one.get("answer")
    for one in items("couple-offer"):
        at = datetime.fromisoformat(one["at"])
        offers = world_with(one).inbox.offers(couple_id(one), partner(one), at)
        assert [offer.about for offer in offers] == [one["about"]["kind"]]


def test_a_due_entry_is_planned() -> None:
    for one in items("couple-due"):
        world = world_with(one)
        world.clock.now = datetime.fromisoformat(one["due_at"])
        planned = world.tick()
        assert (planned.queued + planned.expired, planned.set_aside) == (1, 0)


@pytest.mark.parametrize("kind", SEND)
def test_a_message_to_send_is_read_and_written_back_as_it_was(kind: str) -> None:
    assert json.loads(jobs.dumps(jobs.loads(json.dumps(message(kind))))) == message(kind)


def test_the_other_messages_are_read_and_written_back_as_they_were() -> None:
    rested = rest.loads(json.dumps(message("rest")))
    assert isinstance(rested, rest.Rest)
    assert json.loads(rest.dumps(rested)) == message("rest")
    inbound, at = waiting.loads(json.dumps(message("inbound")))
    assert json.loads(waiting.dumps(inbound, at)) == message("inbound")


def test_what_newer_code_only_added_does_not_keep_older_code_from_reading() -> None:
    text = message("inbound")
    text["inbound"]["mood"] = "sunny"
    assert waiting.loads(json.dumps({**text, "more": 1}))[0].text == text["inbound"]["text"]
    assert jobs.loads(json.dumps({**message("slot"), "more": 1}))
    [couple, *_] = items("couple")
    assert from_item({**couple, "more": 1}) == from_item(couple)


@pytest.mark.parametrize("kind", SEND)
def test_a_message_that_only_newer_code_can_read_comes_again_and_is_not_dropped(kind: str) -> None:
    world = World()
    body = json.dumps({**message(kind), "v": NEWER})
    assert world.send([Arrived("newer", body)]) == ["newer"]

    assert world.send([Arrived("newer", body, times=5)]) == []
    [(kept, reason)] = world.queue.buried
    assert kept == body
    assert reason.startswith("NewerSchemaError")


@pytest.mark.parametrize("kind", ["rest", "inbound"])
def test_the_other_messages_of_newer_code_are_refused_so_they_come_again(kind: str) -> None:
    loads = {"rest": rest.loads, "inbound": waiting.loads}[kind]
    with pytest.raises(schema.NewerSchemaError):
        loads(json.dumps({**message(kind), "v": NEWER}))


def test_an_item_that_only_newer_code_can_read_is_left_alone() -> None:
    [couple, *_] = items("couple")
    world = world_with(couple, v=NEWER)
    with pytest.raises(StoreUnavailable):
        world.couples.get(couple_id(couple))
    assert world.memory.items[(couple["PK"], couple["SK"])]["v"] == NEWER


def test_whatever_creates_an_item_gives_it_its_version() -> None:
    table = MemoryTable()
    table.write(Put({"PK": "a", "SK": "put"}))
    table.write(Change("a", "counted", add={"count": 1}, expect=None))
    assert [one["v"] for one in table.items.values()] == [schema.VERSION] * 2
    assert not any("v" in one for one in table.query("a"))
