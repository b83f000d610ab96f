"""Two versions follow each other: what one wrote, the other reads, and nothing is dropped."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys, schema
from chalicelib.couples.document import from_item, to_item
from chalicelib.couples.erased import listed
from chalicelib.couples.meetings import Meetings
from chalicelib.delivery import jobs
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.model import LedgerKey
from chalicelib.replies import waiting
from chalicelib.scheduling import rest
from chalicelib.table import Change, Put, StoreUnavailable
from tests.couples.whole_lives import lived
from tests.mail_in.mailing import SOUP, pair, written
from tests.racing import RacyWorld
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


def world_with(*of_them: Item, **changed: Any) -> World:
    world = World()
    for item in of_them:
        world.memory.items[(item["PK"], item["SK"])] = {**item, **changed}
    return world


def holds(whole: Any, part: Any) -> bool:
    """Whether all that is in a part is in the whole, as deep as it goes."""
    if not isinstance(part, dict):
        return bool(whole == part)
    return all(name in whole and holds(whole[name], one) for name, one in part.items())


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


def test_so_has_what_whole_lives_leave_and_what_stays_of_who_is_erased() -> None:
    found: set[str] = set()
    world, (mailing, couple) = RacyWorld(), pair()
    lives = lived(world)

    def look() -> None:
        found.update(unknown(one) for one in world.memory.items.values())

    world.memory.before = [look] * 5  # as it was; and with the mark that an erasure is going on
    lives.sam.act("leave", sure="on")
    look()
    for words in (SOUP, "JAR"):
        mailing.email_in(written(words, words[:3], Subject="Re: us"), mailing.address(couple))
    found.update(unknown(one) for one in mailing.memory.items.values())
    assert found == {""}


def test_what_no_fixture_shows_is_noticed() -> None:
    assert unknown(ONE) == ""
    assert unknown({**ONE, "mood": "sunny"}) == "couple-topic has mood, which no fixture shows"
    assert unknown({**ONE, "SK": "MOOD#a"}) == "the kind couple-mood has no fixture"
    assert "without its version" in unknown({k: v for k, v in ONE.items() if k != "v"})


def test_a_couple_is_read_and_written_back_as_it_was() -> None:
    for one in items("couple"):
        assert holds({**to_item(from_item(one)), "v": 1}, one)


def test_what_was_added_to_a_couple_since_is_not_there_by_default() -> None:
    [first, *_] = items("couple")
    assert not from_item(first).a.contacts[0].shared
    assert from_item(first).invitation is None


def test_the_ledger_is_read_as_it_was() -> None:
    for kind in ("couple-delivery", "couple-notice", "link-notice"):
        for one in items(kind):
            found = world_with(one).ledger.find(LedgerKey(one["PK"], one["SK"]))
            assert {**(found or {}), "v": 1} == one


def test_the_jar_the_topic_the_meeting_and_the_date_are_read() -> None:
    for one in items("couple-appreciation"):
        [kept] = world_with(one).jar.all(couple_id(one))
        assert (kept.text, kept.author, kept.state) == (one["text"], one["author"], one["state"])
        assert kept.passed == one.get("passed", False)
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


def test_what_was_answered_is_read_with_the_words_that_stand_apart() -> None:
    [asked] = [one for one in items("inbound") if "of" in one]
    [apart] = items("couple-answer")
    seen = world_with(asked, apart).inbox.find(asked["PK"].removeprefix("INBOUND#"))
    assert seen is not None
    assert (seen.answer, seen.thread) == (apart["answer"], apart["thread"])


@pytest.mark.parametrize("mark", items("couple-erasure"), ids=["first", "with generation"])
def test_an_erasure_goes_on_and_takes_what_older_code_wrote_too(mark: Item) -> None:
    theirs = [
        {**one, "PK": mark["PK"]}
        for kind in ("answer", "asked", "consent", "delivery", "offer")
        for one in items(f"couple-{kind}")
    ]
    world = world_with(mark, *theirs)
    world.clock.now = datetime.fromisoformat(mark["due_at"])
    assert world.minute().handed_on == 1
    assert world.table.query(mark["PK"]) == []
    proofs = [one for one in world.items() if one["PK"].startswith("PROOF#")]
    assert len(proofs) == len(items("couple-consent"))


def test_who_was_erased_is_read() -> None:
    [one] = items("erased")
    [erased] = listed(world_with(one).table, START)
    assert erased.as_item() == {name: value for name, value in one.items() if name != "v"}


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
    erasure = rest.loads(json.dumps(message("erasure")))
    assert isinstance(erasure, rest.Unfinished)
    again = rest.erasure_text(erasure.couple, erasure.partner)
    assert json.loads(again) == message("erasure")
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


@pytest.mark.parametrize("kind", ["rest", "erasure", "inbound"])
def test_the_other_messages_of_newer_code_are_refused_so_they_come_again(kind: str) -> None:
    loads = waiting.loads if kind == "inbound" else rest.loads
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
