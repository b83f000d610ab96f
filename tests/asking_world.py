"""A world whose functions are told apart by what they ask of AWS. Nothing leaves this process.

Whose turn it is, is the role; a role starts as a process does, with nothing made yet.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.queue import SendQueue
from chalicelib.delivery.room import Room
from chalicelib.delivery.ses import SesRate, SesSender
from chalicelib.delivery.tap import Tap
from chalicelib.mail_in.bucket import S3Bucket
from chalicelib.replies.waiting import InboundQueue
from chalicelib.scheduling.rest import PlanQueue
from chalicelib.settings import Settings
from tests.asking_aws import Both, Heard, Watched, kept_secret
from tests.fakes import FakeInboundQueue, FakePlanQueue, FakeQueue, NoHurry
from tests.mail_in.mailing import REPLIES_ON, FakeBucket, MailWorld
from tests.world import ENV

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.scheduling.planned import Planned
    from chalicelib.table import Table

# The template's names stand for the things themselves, so that what is asked can be compared.
DEPLOYED = {
    "SEND_QUEUE_URL": "https://sqs.example/1/SendQueue",
    "SEND_DEAD_LETTERS_URL": "https://sqs.example/1/SendDeadLetters",
    "PLAN_QUEUE_URL": "https://sqs.example/1/PlanQueue",
    "INBOUND_QUEUE_URL": "https://sqs.example/1/InboundQueue",
    "REPLY_BUCKET": "MailsIn",
    "SES_CONFIGURATION_SET": "${Mail}",
    "SECRET_KEY_PARAMETER": "/after-bedtime/${Stage}/secret-key",
    "TWILIO_AUTH_TOKEN_PARAMETER": "/after-bedtime/${Stage}/twilio-auth-token",
}
KEPT = {"settings", "ids", "aws", "memory", "clock", "email", "sms", "fakes"}


class Unhurried(NoHurry):
    """There is room at once, but what the account allows has been asked."""

    def __init__(self, rate: Callable[[Channel], float]) -> None:
        self.rate = rate

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime:
        self.rate(channel)
        return super().instant(channel, now, good_until)


@dataclass
class Fakes:
    """What lasts from one role to the next, besides the table."""

    queue: FakeQueue = field(default_factory=FakeQueue)
    plan_queue: FakePlanQueue = field(default_factory=FakePlanQueue)
    inbound_queue: FakeInboundQueue = field(default_factory=FakeInboundQueue)
    mail_bucket: FakeBucket = field(default_factory=FakeBucket)


class AskingWorld(MailWorld):
    """A world whose functions are told apart, and whose shards take more than one page."""

    page_size = 1

    def __init__(self) -> None:
        super().__init__()
        env = {**ENV, **REPLIES_ON, **DEPLOYED}
        self.__dict__["settings"] = Settings.from_env(env, partial(kept_secret, self.aws))

    @cached_property
    def aws(self) -> Heard:
        return Heard()

    @cached_property
    def fakes(self) -> Fakes:
        return Fakes()

    @contextmanager
    def role(self, role: str) -> Iterator[None]:
        before, self.aws.role = self.aws.role, role
        self._start()
        yield
        self.aws.role = before
        self._start()

    def _start(self) -> None:
        """A process begins with nothing made, and with no secret read."""
        for name in vars(self).keys() - KEPT:
            del self.__dict__[name]
        for secret in (self.settings.kept_key, self.settings.sms and self.settings.sms.kept_token):
            vars(secret).pop("value", None)

    @cached_property
    def table(self) -> Table:
        return Watched(self.memory, self.aws)

    @cached_property
    def queue(self) -> Any:
        urls = self.settings.send_queue_url, self.settings.send_dead_letters_url
        return Both(SendQueue(partial(self.aws.client, "sqs"), *urls), self.fakes.queue)

    @cached_property
    def plan_queue(self) -> Any:
        real = PlanQueue(partial(self.aws.client, "sqs"), self.settings.plan_queue_url)
        return Both(real, self.fakes.plan_queue)

    @cached_property
    def inbound_queue(self) -> Any:
        real = InboundQueue(partial(self.aws.client, "sqs"), self.settings.inbound_queue_url)
        return Both(real, self.fakes.inbound_queue)

    @cached_property
    def mail_bucket(self) -> Any:
        return Both(S3Bucket(partial(self.aws.client, "s3"), "MailsIn"), self.fakes.mail_bucket)

    @cached_property
    def senders(self) -> Any:
        assert self.settings.email
        real = SesSender(self.settings.email, partial(self.aws.client, "sesv2"))
        return {"email": Both(real, self.email), "sms": Texting(self, self.sms)}

    @cached_property
    def room(self) -> Room:
        return Room(Unhurried(self.rate), Tap(self.table, a_day=10**6, a_month=10**6))

    @cached_property
    def ses_rate(self) -> Callable[[], float]:
        return SesRate(lambda *_: self.aws.client("sesv2"), self.clock)

    def email_in(self, source: bytes, to: str, ses_id: str = "", **verdicts: str) -> None:
        with self.role("mail_in"):
            super().email_in(source, to, ses_id, **verdicts)

    def tick(self, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        with self.role("tick"):
            return super().tick(seconds_left)

    def go_on(self, body: str, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        with self.role("plan"):
            return super().go_on(body, seconds_left)

    def work(self) -> list[str]:
        with self.role("send"):
            return super().work()


@dataclass
class Texting:
    """A text goes to Twilio, which is none of AWS; its token and its callback's signature are."""

    world: AskingWorld
    fake: Any

    def send(self, envelope: Any) -> str:
        sms = self.world.settings.sms
        assert sms
        assert sms.auth_token
        assert self.world._callback_url(envelope)
        return str(self.fake.send(envelope))
