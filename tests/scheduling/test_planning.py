"""A tick: from the index to the queue, then on to the next slot, whatever goes wrong between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact
from chalicelib.couples.slot import Slot
from chalicelib.delivery.jobs import loads
from chalicelib.scheduling.planned import Planned
from chalicelib.table import Change, Put
from tests.fakes import FakeQueue
from tests.racing import RacyWorld, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Couple, PartnerKey

MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def couple(world: RacyWorld) -> Couple:
    return world.couple()


def at(world: RacyWorld, moment: datetime) -> Planned:
    world.clock.now = moment
    return world.tick()


def queued(world: RacyWorld) -> list[str]:
    """Local dates of the slots that wait."""
    jobs = [loads(body).errand for body in world.queue.bodies]
    return [f"{slot.times.local_date}" for slot in jobs if isinstance(slot, Slot)]


def due_date(world: RacyWorld, couple: Couple, key: PartnerKey = "a") -> str:
    item = world.table.get(keys.couple_pk(couple.id), keys.due_sk(key, "small"))
    assert item is not None
    date: str = item["plan"]["date"]
    return date


def test_nothing_is_planned_before_it_is_due(world: RacyWorld, couple: Couple) -> None:
    assert at(world, MONDAY.replace(minute=14, second=59)) == Planned()
    assert (queued(world), due_date(world, couple)) == ([], "2026-11-23")


@pytest.mark.parametrize("second", [0, 40])
def test_what_is_due_is_queued_and_its_entry_goes_on(
    world: RacyWorld, couple: Couple, second: int
) -> None:
    assert at(world, MONDAY.replace(second=second)) == Planned(queued=1)
    assert (queued(world), due_date(world, couple)) == (["2026-11-23"], "2026-11-25")


def test_the_slot_in_the_queue_carries_all_that_sending_checks(
    world: RacyWorld, couple: Couple
) -> None:
    at(world, MONDAY)

    slot = loads(world.queue.bodies[0]).errand
    assert isinstance(slot, Slot)
    assert (slot.couple_id, slot.partner, slot.rhythm, slot.rev) == (couple.id, "a", "small", 1)
    assert (slot.times.due_at, slot.times.good_until) == (MONDAY, MONDAY.replace(hour=3, minute=0))


def test_the_next_tick_does_not_plan_it_again(world: RacyWorld, couple: Couple) -> None:
    at(world, MONDAY)

    assert at(world, MONDAY.replace(minute=16)) == Planned()
    assert (queued(world), due_date(world, couple)) == (["2026-11-23"], "2026-11-25")


@dataclass
class PickyQueue(FakeQueue):
    """Takes no slot of some couples, or nothing at all."""

    refused: Sequence[str] = ()
    down: bool = False

    def put_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        if self.down:
            raise ConnectionError(f"{len(slots)} not taken")
        left = [slot for slot in slots if slot.couple_id in self.refused]
        super().put_slots([slot for slot in slots if slot not in left])
        return left


def picky(world: RacyWorld) -> PickyQueue:
    queue = PickyQueue()
    world.__dict__["queue"] = queue
    return queue


def test_what_a_queue_that_is_down_did_not_take_is_planned_again(
    world: RacyWorld, couple: Couple
) -> None:
    queue = picky(world)
    queue.down = True
    assert at(world, MONDAY) == Planned(failed=1)
    assert due_date(world, couple) == "2026-11-23"

    queue.down = False
    assert at(world, MONDAY.replace(minute=16)) == Planned(queued=1)


def test_what_the_queue_refused_of_a_batch_stays_due_and_the_rest_goes_on(
    world: RacyWorld,
) -> None:
    couples = [world.couple(Contact("email", f"alex{n}@example.com")) for n in range(8)]
    refused = couples[3]
    picky(world).refused = [refused.id]

    assert at(world, MONDAY) == Planned(queued=7, failed=1)

    dates = {couple.id: due_date(world, couple) for couple in couples}
    assert dates.pop(refused.id) == "2026-11-23"
    assert set(dates.values()) == {"2026-11-25"}


def test_a_crash_between_queueing_and_going_on_sends_once(world: RacyWorld, couple: Couple) -> None:
    world.memory.before = [down]
    assert at(world, MONDAY) == Planned(queued=1, failed=1)
    assert at(world, MONDAY.replace(minute=16)) == Planned(queued=1)
    assert queued(world) == ["2026-11-23"] * 2

    assert world.work() == []

    assert len(world.email.sent) == 1
    assert world.states(couple) == {"a#2026-11-23#small": "sent"}


@pytest.mark.parametrize(
    "broken",
    [
        {"plan": {"rev": 1}},
        {"plan": {"rev": 1, "zone": "Atlantis/Poseidonis", "date": "2026-11-23"}},
        {},
    ],
    ids=["half a plan", "an unknown zone", "no plan"],
)
def test_a_broken_entry_does_not_hold_up_the_others(
    world: RacyWorld, broken: dict[str, object]
) -> None:
    couple = world.couple()
    pk, shard = keys.couple_pk("0"), keys.due_shard(couple.id)
    entry = {"PK": pk, "SK": "DUE#a#small", "due_shard": shard, "due_at": "2020-01-01T00:00:00Z"}
    world.table.write(Put(entry | broken))

    assert at(world, MONDAY) == Planned(queued=1, set_aside=1)

    world.work()
    assert world.states(couple) == {"a#2026-11-23#small": "sent"}
    assert at(world, MONDAY.replace(minute=16)) == Planned()
    kept = world.table.get(pk, "DUE#a#small")
    assert kept is not None
    assert kept["aside"].keys() == {"why", "at", "due_at", "due_shard"}
    assert "due_shard" not in kept


def test_many_broken_entries_are_our_own_bug_and_stay_due(world: RacyWorld) -> None:
    couple = world.couple()
    shard = keys.due_shard(couple.id)
    for number in range(5):
        pk = keys.couple_pk(str(number))
        entry = {"PK": pk, "SK": "DUE#a#small", "due_shard": shard, "due_at": "2020-01-01T00:00Z"}
        world.table.write(Put(entry))

    assert at(world, MONDAY) == Planned(queued=1, set_aside=3, failed=2)


def test_an_edit_mends_an_entry_that_was_set_aside(world: RacyWorld, couple: Couple) -> None:
    pk = keys.couple_pk(couple.id)
    world.table.write(Change(pk, "DUE#a#small", remove=("plan",)))
    assert at(world, MONDAY) == Planned(set_aside=1)

    world.preferences.edit(couple.id, lambda one: one, world.clock())

    assert due_date(world, couple) == "2026-11-23"
    entry = world.table.get(pk, "DUE#a#small")
    assert entry is not None
    assert "aside" not in entry


def test_every_shard_is_planned(world: RacyWorld) -> None:
    couples = [world.couple(Contact("email", f"alex{n}@example.com")) for n in range(20)]
    assert {keys.due_shard(couple.id) for couple in couples} == set(keys.due_shards())

    assert at(world, MONDAY) == Planned(queued=20)
