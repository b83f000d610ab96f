"""One process's simulation: the world, the people in it, and those who watch."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.slot import Slot
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.expiry import slot_key
from chalicelib.scheduling.preview import Preview
from workbench.simulate import life
from workbench.simulate.acts import Actor
from workbench.simulate.addresses import Addresses
from workbench.simulate.arrivals import Arrivals
from workbench.simulate.counting import Counting
from workbench.simulate.edits import Edits
from workbench.simulate.expectations import DAYS, Expectations
from workbench.simulate.explanations import Explanations
from workbench.simulate.household import Household, Recorded, Violation
from workbench.simulate.laws import Laws
from workbench.simulate.phones import Phones
from workbench.simulate.scenario import HOLD
from workbench.simulate.world import SimulatedWorld, Watchers, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import PartnerKey
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.model import Envelope, LedgerKey, SendError
    from workbench.simulate.expectations import Show
    from workbench.simulate.population import Family
    from workbench.simulate.scenario import Scenario

AN_INVOCATION = 120.0  # seconds
MENDED = 0.7  # of the addresses that a provider could not reach


def preview(world: SimulatedWorld) -> Show:
    """What the page shows."""
    return Preview(world.library.items, world.ledger.newest, world.dates.picked).upcoming


class Simulation:
    """`show` and `world` are exchanged by tests that want to see the watchers wake up."""

    def __init__(
        self,
        scenario: Scenario,
        show: Callable[[SimulatedWorld], Show] = preview,
        world: type[SimulatedWorld] = SimulatedWorld,
    ) -> None:
        self.scenario = scenario
        watchers = Watchers(self._deliver, self._arrived, self._trouble)
        self.world = world(settings(), scenario, watchers)
        self.households: dict[str, Household] = {}
        self.violations: list[Violation] = []
        self.counting = Counting()
        self.interruptions = scenario.interruptions()
        self.laws = Laws(self.world, self._held)
        self.expectations = Expectations(
            world=self.world,
            laws=self.laws,
            figures=self.counting.figures,
            show=show(self.world),
            violated=self.violated,
            explanations=Explanations(self.laws, self.interruptions),
        )
        self.arrivals = Arrivals(self.world, self._moved_in, self.record)
        edits, phones = Edits(self.world), Phones(self.world, self.counting.answered)
        addresses = Addresses(self.world, self.arrivals, phones.start)
        acts = {**edits.acts(), **phones.acts(), **addresses.acts()}
        self.actor = Actor(self.world, acts, self.record)

    def record(self, household: Household, name: str, sk: str = "") -> None:
        household.diary.append(Recorded(self.world.clock(), name, sk))
        if name not in life.CHANGE_NOTHING:
            self.expectations.close(household)

    def violated(self, household: Household | None, what: str) -> None:
        now = self.world.clock()
        self.violations.append(
            Violation(now, what, household.number, household.id)
            if household
            else Violation(now, what)
        )

    def _moved_in(self, family: Family, couple_id: str) -> Household:
        world = self.world
        household = self.households[couple_id] = Household(couple_id, family)
        self.expectations.begin(household)
        for event in life.events(self.scenario, family):
            world.timeline.add(event.at, partial(self.actor.happen, household, event))
        if family.joins:
            join = partial(self.arrivals.join, household)
            world.timeline.add(family.joins, join)
        self._look_again_later(household)
        return household

    def _look_again_later(self, household: Household) -> None:
        def look() -> None:
            self.expectations.look_again(household)
            self._look_again_later(household)

        self.world.timeline.add(self.world.clock() + timedelta(days=DAYS), look)

    def _deliver(self, body: str, job: Job) -> None:
        """Work on one message of the send queue."""
        slot = job.errand if isinstance(job.errand, Slot) else None
        household = self.households.get(slot.couple_id) if slot else None
        under_way, couple_id = self.world.queue.under_way, household.id if household else ""
        before = under_way[couple_id]
        if self.world.send([Arrived("", body)], lambda: AN_INVOCATION):
            self.violated(household, f"a message failed: {body}")
        if household and slot and not job.fallback and under_way[couple_id] == before:
            self._must_have_ended(household, slot)

    def _must_have_ended(self, household: Household, slot: Slot) -> None:
        """A slot leaves its trace, unless what it was planned from was edited meanwhile."""
        key = slot_key(slot)
        gone = (key.pk, key.sk) not in self.world.table.items
        if gone and self.laws.couple(household.id).version == slot.rev:
            self.violated(household, f"{key.sk} was dropped without a reason")

    def _arrived(self, envelope: Envelope) -> None:
        """A message is at somebody's."""
        household = self._household_of(envelope.key)
        if self.laws.sent_twice(envelope):
            self.violated(household, f"{envelope.key.sk} was sent twice")
        if household is None:
            self.counting.asked_to_confirm(envelope.message.channel, envelope.message.text)
            return
        arrival = self.laws.arrival(household, envelope)
        if arrival is None:
            self.violated(household, f"{envelope.key.sk} went to somebody who is gone")
            return
        for what in self.laws.broken(arrival):
            self.violated(household, f"{envelope.key.sk}: {what}")
        self.counting.arrived(arrival)

    def _trouble(self, envelope: Envelope, what: str, error: SendError | None) -> None:
        """A provider did not take a message, or it bounced later (then there is no error)."""
        household = self._household_of(envelope.key)
        if household is None:
            return
        self.record(household, what, envelope.key.sk)
        refused = error and (error.stops or error.bad_address)
        if error is None or (refused and envelope.key.sk.startswith(keys.DELIVERY)):
            self._lost(household, envelope)

    def _lost(self, household: Household, envelope: Envelope) -> None:
        """An address is out of use. Most people mend that within days."""
        self.record(household, life.LOSES)
        key: PartnerKey = "a" if envelope.key.sk.split("#")[1] == "a" else "b"
        household.stopped.add((key, envelope.message.channel))
        chance = self.scenario.chance("mended", household.id, envelope.key.sk)
        if chance < MENDED:
            at = self.world.clock() + timedelta(days=1 + 10 * chance)
            event = life.Event(at, key, life.COMES_BACK)
            self.world.timeline.add(at, partial(self.actor.happen, household, event))

    def _held(self) -> bool:
        now = self.world.clock()
        return any(one.name == HOLD and one.covers(now) for one in self.interruptions)

    def _household_of(self, key: LedgerKey) -> Household | None:
        return self.households.get(key.pk.partition("#")[2])
