"""The simulation can fail: who breaks a promise, or shows what does not come, is seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from chalicelib.delivery.model import Envelope, LedgerKey, Message
from workbench.simulate.laws import Laws
from workbench.simulate.run import Run
from workbench.simulate.scenario import Scenario
from workbench.simulate.simulation import Simulation, preview
from workbench.simulate.virtual_queue import VirtualQueue
from workbench.simulate.world import SimulatedWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.model import Sender
    from chalicelib.scheduling.preview import Expected
    from workbench.simulate.expectations import Show
    from workbench.simulate.laws import Arrival

    Shows = list[Expected]

FORTNIGHT = Scenario(couples=3, days=13)


def broken(world: type[SimulatedWorld] = SimulatedWorld) -> list[str]:
    simulation = Simulation(FORTNIGHT, world=world)
    result = Run(simulation).all_of(FORTNIGHT.numbers, lambda _: None)
    return [one.what for one in result.violations]


def test_a_sound_service_breaks_nothing() -> None:
    assert broken() == []


@dataclass
class Sometimes:
    """A sender that does something else with every fifth message."""

    real: Sender
    otherwise: Callable[[Sender, Envelope], str]
    seen: int = 0

    def send(self, envelope: Envelope) -> str:
        self.seen += 1
        does = self.otherwise if self.seen % 5 == 0 else type(self.real).send
        return does(self.real, envelope)


def twice(real: Sender, envelope: Envelope) -> str:
    real.send(envelope)
    return real.send(envelope)


class DropsSilently(SimulatedWorld):
    def provider(self) -> Sender:
        return Sometimes(super().provider(), lambda *_: "it says that it was sent")


class SendsTwice(SimulatedWorld):
    def provider(self) -> Sender:
        return Sometimes(super().provider(), twice)


class LossyQueue(VirtualQueue):
    def put_slots(self, slots: Sequence[Slot]) -> list[Slot]:
        kept = [slot for slot in slots if slot.times.local_date.day % 5]
        return super().put_slots(kept)


class LosesMessages(SimulatedWorld):
    @cached_property
    def queue(self) -> VirtualQueue:
        return LossyQueue(self.scenario, self.clock, self.timeline, self.watchers.deliver)


@pytest.mark.parametrize(
    ("world", "says"),
    [
        (DropsSilently, "is not as shown"),
        (SendsTwice, "was sent twice"),
        (LosesMessages, "came nothing"),
    ],
)
def test_a_service_that_loses_or_repeats_is_seen(world: type[SimulatedWorld], says: str) -> None:
    assert any(says in what for what in broken(world))


def another_item(shown: Shows) -> Shows:
    return [replace(one, item="gesture-of-somebody-else") if one.item else one for one in shown]


def a_minute_late(shown: Shows) -> Shows:
    minute = timedelta(minutes=1)
    late = [replace(one.times, due_at=one.times.due_at + minute) for one in shown]
    return [replace(one, times=times) for one, times in zip(shown, late, strict=True)]


def without_the_first(shown: Shows) -> Shows:
    return shown[1:]


def by_email_only(shown: Shows) -> Shows:
    return [replace(one, channel="email") for one in shown]


@pytest.mark.parametrize("change", [another_item, a_minute_late, without_the_first, by_email_only])
def test_a_preview_of_what_does_not_come_is_seen(change: Callable[[Shows], Shows]) -> None:
    def show(world: SimulatedWorld) -> Show:
        real = preview(world)
        return lambda *asked: change(list(real(*asked)))

    result = Run(Simulation(FORTNIGHT, show)).all_of(FORTNIGHT.numbers, lambda _: None)

    assert any("is not as shown" in one.what for one in result.violations)


@pytest.fixture(scope="module")
def sound() -> Simulation:
    """A simulation that is over."""
    simulation = Simulation(FORTNIGHT)
    Run(simulation).all_of(FORTNIGHT.numbers, lambda _: None)
    return simulation


@pytest.fixture
def arrival(sound: Simulation) -> Arrival:
    """A small note by text that just reached somebody, for no reason, at eight in the evening."""
    texted = {"state": "delivered", "channel": "sms", "kind": "appreciation"}
    pk, sk = next(
        key
        for key, item in sound.world.table.items.items()
        if key[1].endswith("#small") and item.items() >= texted.items()
    )
    message = Message("sms", "+10001000000", "Thank them for one thing.")
    envelope = Envelope(message, LedgerKey(pk, sk), "a token", 600)
    household = replace(sound.households[pk.removeprefix("COUPLE#")], stopped=set(), resting={})
    found = sound.laws.arrival(household, envelope)
    assert found is not None
    assert found.day is not None
    slot = sound.world.queue.planned[envelope.key]
    evening = datetime.combine(found.day, time(20), UTC)
    hours = replace(found.partner, texts_from="08:00", texts_until="21:00", late_texts=False)
    return replace(found, at=slot.times.due_at, local=evening, partner=hours)


def laws(sound: Simulation, *, held: bool = False) -> Laws:
    return Laws(sound.world, lambda: held)


def test_an_arrival_at_a_good_time_is_lawful(sound: Simulation, arrival: Arrival) -> None:
    assert list(laws(sound).broken(arrival)) == []


def test_nothing_may_come_while_everything_is_held(sound: Simulation, arrival: Arrival) -> None:
    assert list(laws(sound, held=True).broken(arrival)) == ["sent while everything is held"]


def test_nothing_may_come_after_a_stop(sound: Simulation, arrival: Arrival) -> None:
    arrival.household.stopped.add((arrival.key, "sms"))
    assert list(laws(sound).broken(arrival)) == ["sent after they had stopped this channel"]

    arrival.household.stopped.clear()
    arrival.household.stopped.add((arrival.key, "email"))
    assert list(laws(sound).broken(arrival)) == []


def test_nothing_may_come_in_a_pause(sound: Simulation, arrival: Arrival) -> None:
    assert arrival.day is not None
    arrival.household.resting[arrival.key] = None
    assert list(laws(sound).broken(arrival)) == ["sent while they pause"]

    arrival.household.resting[arrival.key] = arrival.day  # the day on which they are back
    assert list(laws(sound).broken(arrival)) == []


@pytest.mark.parametrize(
    ("clock", "late", "lawful"),
    [
        ("07:59", False, False),
        ("08:00", False, True),
        ("20:59", False, True),
        ("21:00", False, False),
        ("21:00", True, True),
        ("22:59", True, True),
        ("23:00", True, False),
    ],
)
def test_no_text_may_come_outside_their_hours(
    sound: Simulation, arrival: Arrival, clock: str, late: bool, lawful: bool
) -> None:
    local = datetime.combine(arrival.local.date(), time.fromisoformat(clock), UTC)
    there = replace(arrival, local=local, partner=replace(arrival.partner, late_texts=late))

    assert (list(laws(sound).broken(there)) == []) is lawful


def test_a_second_small_note_on_one_day_is_one_too_many(
    sound: Simulation, arrival: Arrival
) -> None:
    watching = laws(sound)
    assert list(watching.broken(arrival)) == []
    assert list(watching.broken(arrival)) == [f"the second small note of {arrival.day}"]
    assert arrival.day is not None
    tomorrow = replace(arrival, local=arrival.local + timedelta(days=1))
    assert list(watching.broken(tomorrow)) == []


def test_nothing_may_come_when_it_is_worthless(sound: Simulation, arrival: Arrival) -> None:
    slot = sound.world.queue.planned[arrival.envelope.key]
    current = replace(arrival.couple, version=slot.rev)
    late = replace(arrival, at=slot.times.good_until, couple=current)
    assert len(list(laws(sound).broken(late))) == 1

    empty = replace(arrival, envelope=replace(arrival.envelope, seconds_left=0))
    assert list(laws(sound).broken(empty)) == ["sent with no time left"]
