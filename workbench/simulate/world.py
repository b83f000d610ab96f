"""The whole service on a virtual clock: the wiring of production with its edges exchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.keys import utc_text
from chalicelib.scheduling.plan import plan_shard
from chalicelib.scheduling.planned import Planned
from chalicelib.scheduling.rest import dumps, erasure_text
from chalicelib.settings import Settings
from chalicelib.wiring import Wiring
from workbench.indexed_table import IndexedTable
from workbench.simulate.names import Names
from workbench.simulate.provider import Provider
from workbench.simulate.timeline import Timeline, VirtualClock
from workbench.simulate.virtual_queue import VirtualQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.model import Envelope, Sender, SendError
    from chalicelib.delivery.receipts import Receipt
    from chalicelib.scheduling.plan import RestQueue
    from chalicelib.scheduling.rest import Rest
    from workbench.simulate.scenario import Scenario

MESSAGES_A_SECOND = 200.0  # of each channel: a large campaign's, and an SES account's
ENOUGH = 55.0  # seconds that a planning has
SECONDS_TO_GO_ON = timedelta(seconds=2)
# Every setting that is needed; none of them is anybody's.
ENV = {
    "PUBLIC_URL": "https://afterbedtime.test",
    "TABLE_NAME": "simulated",
    "SEND_QUEUE_URL": "simulated",
    "SEND_DEAD_LETTERS_URL": "simulated",
    "PLAN_QUEUE_URL": "simulated",
    "INBOUND_QUEUE_URL": "inbound",
    "SECRET_KEY": "a simulated secret",
    "OPERATOR_NAME": "The Practice",
    "CONTACT_EMAIL": "hello@example.org",
    "HELP_LINE": "988",
    "EMAIL_FROM": "After Bedtime <hello@example.org>",
    "SES_CONFIGURATION_SET": "after-bedtime",
    "POSTAL_ADDRESS": "1 Bedtime Lane",
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
    "TWILIO_AUTH_TOKEN": "a simulated token",
    "TWILIO_SENDER": "+12025550100",
}


def settings() -> Settings:
    return Settings.from_env(ENV)


@dataclass(frozen=True)
class Watchers:
    """Who is told what goes in and out of the world."""

    deliver: Callable[[str, Job], None]
    arrived: Callable[[Envelope], None]
    trouble: Callable[[Envelope, str, SendError | None], None]


@dataclass(frozen=True)
class SimulatedWorld(Wiring):
    """One process's world. Nothing in it waits, and nothing leaves it."""

    scenario: Scenario
    watchers: Watchers
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.__dict__["names"] = Names(self.scenario.seed)

    def new_id(self) -> str:
        return self.names()

    @cached_property
    def clock(self) -> VirtualClock:
        return VirtualClock(self.scenario.start)

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline()

    @cached_property
    def table(self) -> IndexedTable:
        return IndexedTable()

    @cached_property
    def queue(self) -> VirtualQueue:
        return VirtualQueue(self.scenario, self.clock, self.timeline, self.watchers.deliver)

    def rate(self, channel: Channel) -> float:
        del channel
        return MESSAGES_A_SECOND

    @cached_property
    def plan_queue(self) -> RestQueue:
        return VirtualRest(self)

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        return {"email": self.provider(), "sms": self.provider()}

    def tick(self, seconds_left: Callable[[], float]) -> Planned:
        """The same without plan_due's threads: to start them takes longer than all they do here."""
        planner, until = self.planner(seconds_left), utc_text(self.clock())
        shards = keys.due_shards(self.shards.read())
        return sum((plan_shard(planner, shard, until) for shard in shards), Planned())

    def provider(self) -> Sender:
        watchers = self.watchers
        return Provider(
            scenario=self.scenario,
            clock=self.clock,
            timeline=self.timeline,
            arrived=watchers.arrived,
            trouble=watchers.trouble,
            report=self._report,
        )

    def _report(self, receipt: Receipt) -> None:
        self.receipts.apply(receipt, self.clock())


@dataclass(frozen=True, slots=True)
class VirtualRest:
    """scheduling.plan.RestQueue: what a tick could not finish goes on seconds later."""

    world: SimulatedWorld

    def put_rest(self, rest: Rest) -> None:
        self._put(dumps(rest))

    def put_erasure(self, couple_id: str, partner: str) -> None:
        self._put(erasure_text(couple_id, partner))

    def _put(self, body: str) -> None:
        world = self.world
        go_on = partial(world.go_on, body, lambda: ENOUGH)
        world.timeline.add(world.clock() + SECONDS_TO_GO_ON, go_on)
