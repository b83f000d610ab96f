"""Where our code runs: the wiring of production with its edges exchanged, one for each Lambda."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.delivery.queue import SendQueue
from chalicelib.delivery.ses import SesSender
from chalicelib.delivery.twilio import TwilioSender
from chalicelib.scheduling.rest import PlanQueue
from chalicelib.settings import Settings
from chalicelib.wiring import Wiring
from workbench.simulate_faults.world.events import tell
from workbench.simulate_faults.world.providers import Messages, SesClient, TwilioClient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Sender
    from chalicelib.scheduling.plan import Planner
    from chalicelib.table import Table
    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.events import Events
    from workbench.simulate_faults.world.providers import Taken
    from workbench.simulate_faults.world.sqs import SqsClient

SEND, DEAD, PLAN = "the send queue", "the dead letters", "the plan queue"
# Every setting that is needed; none of them is anybody's.
ENV = {
    "PUBLIC_URL": "https://afterbedtime.test",
    "TABLE_NAME": "simulated",
    "SEND_QUEUE_URL": SEND,
    "SEND_DEAD_LETTERS_URL": DEAD,
    "PLAN_QUEUE_URL": PLAN,
    "INBOUND_QUEUE_URL": "inbound",
    "SECRET_KEY": "a simulated secret",
    "OPERATOR_NAME": "The Practice",
    "CONTACT_EMAIL": "hello@practice.test",
    "HELP_LINE": "988",
    "EMAIL_FROM": "After Bedtime <hello@practice.test>",
    "SES_CONFIGURATION_SET": "after-bedtime",
    "POSTAL_ADDRESS": "1 Bedtime Lane",
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
    "TWILIO_AUTH_TOKEN": "a simulated token",
    "TWILIO_SENDER": "+12025550100",
}


@dataclass(frozen=True, slots=True)
class Edges:
    """What all Lambdas of one simulation share.

    `page_size`: entries of a shard read at a time; `rate`: messages a second of each channel;
    `ceiling`: texts a day.
    """

    border: Border
    events: Events
    table: Table
    sqs: SqsClient
    page_size: int
    rate: float
    ceiling: int

    @property
    def settings(self) -> Settings:
        settings = shipped().settings
        sms = replace(settings.sms, segments_a_day=self.ceiling) if settings.sms else None
        return replace(settings, sms=sms)

    def took(self, taken: Taken) -> None:
        """A provider has a message."""
        self.border.trace.step(taken.process.name, ("TAKEN", taken.to, taken.key.sk))
        tell(self.events.took, taken)

    def now(self) -> datetime:
        """What time the current process thinks it is."""
        process = self.border.stage.running()
        return self.border.stage.now + process.skew

    def new_id(self) -> str:
        process = self.border.stage.running()
        process.ids += 1
        what = f"{self.border.dice.seed}/{process.name}/{process.ids}"
        return hashlib.blake2b(what.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Lambda(Wiring):
    """One warm Lambda: what it remembers between invocations dies with it."""

    edges: Edges

    def new_id(self) -> str:
        return self.edges.new_id()

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        return self.edges.now

    @cached_property
    def table(self) -> Table:
        return self.edges.table

    @cached_property
    def queue(self) -> SendQueue:
        return SendQueue(lambda: self.edges.sqs, SEND, DEAD)

    @cached_property
    def plan_queue(self) -> PlanQueue:
        return PlanQueue(lambda: self.edges.sqs, PLAN)

    @cached_property
    def renderer(self) -> Renderer:
        return shipped().renderer

    @cached_property
    def library(self) -> Library:
        return shipped().library

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        email, sms = self.settings.email, self.settings.sms
        if email is None or sms is None:
            raise TypeError("both channels are simulated")
        border, took = self.edges.border, self.edges.took
        ses = SesSender(email, lambda: SesClient(border, took))
        twilio = TwilioSender(sms, self._callback_url)
        twilio.__dict__["_client"] = TwilioClient(Messages(border, self.tokens, took))
        return {"email": ses, "sms": twilio}

    def rate(self, channel: Channel) -> float:
        del channel
        return self.edges.rate

    def planner(self, seconds_left: Callable[[], float]) -> Planner:
        return replace(super().planner(seconds_left), page_size=self.edges.page_size)


@cache
def shipped() -> Wiring:
    """Templates and library: compiled and read once for all simulations of this process."""
    return Wiring(Settings.from_env(ENV))
