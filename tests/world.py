"""The whole service in one process: the real use cases on fakes that say what happened."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.room import Room
from chalicelib.delivery.tap import Tap
from chalicelib.replies.said import Inbound
from chalicelib.scheduling.plan import PAGE
from chalicelib.secret import given
from chalicelib.settings import Settings
from chalicelib.table import readable
from chalicelib.wiring import Wiring
from tests.fakes import (
    FakeClock,
    FakeInboundQueue,
    FakePlanQueue,
    FakeQueue,
    FakeSender,
    NoHurry,
)
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Channel, PartnerKey
    from chalicelib.delivery.model import Sender
    from chalicelib.scheduling.plan import Planner
    from chalicelib.scheduling.planned import Planned
    from chalicelib.table import Item, Table

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, 7:00 in New York
NEW_YORK = "America/New_York"
NO_SECRET = given("")
ENV = {
    "PUBLIC_URL": "https://afterbedtime.test",
    "TABLE_NAME": "t",
    "SEND_QUEUE_URL": "q",
    "SEND_DEAD_LETTERS_URL": "d",
    "PLAN_QUEUE_URL": "p",
    "INBOUND_QUEUE_URL": "inbound",
    "SECRET_KEY": "a pretend secret",
    "OPERATOR_NAME": "The Practice",
    "CONTACT_EMAIL": "hello@example.org",
    "HELP_LINE": "988",
    "EMAIL_FROM": "After Bedtime <hello@example.org>",
    "SES_CONFIGURATION_SET": "after-bedtime",
    "POSTAL_ADDRESS": "1 Bedtime Lane",
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
    "TWILIO_AUTH_TOKEN": "a pretend token",
    "TWILIO_SENDER": "+12025550100",
}


class World(Wiring):
    """The wiring of production with its edges exchanged."""

    page_size = PAGE  # entries of a shard read at a time

    def __init__(self, **env: str) -> None:
        super().__init__(Settings.from_env({**ENV, **env}))
        self.__dict__["ids"] = count(1)

    @cached_property
    def table(self) -> Table:
        return self.memory

    @cached_property
    def memory(self) -> MemoryTable:
        return MemoryTable()

    @cached_property
    def queue(self) -> FakeQueue:
        return FakeQueue()

    @cached_property
    def plan_queue(self) -> FakePlanQueue:
        return FakePlanQueue()

    @cached_property
    def inbound_queue(self) -> FakeInboundQueue:
        return FakeInboundQueue()

    @cached_property
    def clock(self) -> FakeClock:
        return FakeClock(START)

    @cached_property
    def email(self) -> FakeSender:
        return FakeSender()

    @cached_property
    def sms(self) -> FakeSender:
        return FakeSender()

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        on = self.settings.channels
        both: dict[Channel, Sender] = {"email": self.email, "sms": self.sms}
        return {channel: sender for channel, sender in both.items() if channel in on}

    @cached_property
    def renderer(self) -> Renderer:
        return _shipped(self.settings).renderer

    @cached_property
    def library(self) -> Library:
        return _shipped(self.settings).library

    @cached_property
    def room(self) -> Room:
        return Room(NoHurry(), Tap(self.table, a_day=10**6, a_month=10**6))

    def new_id(self) -> str:
        return f"{next(self.__dict__['ids']):08x}" * 2  # the first half is used alone, too

    # What people and time do

    def couple(self, *contacts: Contact, b: Contact | None = None, zone: str = NEW_YORK) -> Couple:
        """A couple as it stands after signing up: `a` with these contacts, `b` if given."""
        first, *more = contacts or (Contact("email", "alex@example.com"),)
        a = new_partner("Alex", zone, first)
        for contact in more:
            a = a.with_contact(contact)
        other = new_partner("Sam", zone, b) if b else None
        couple = Couple(id=self.new_id(), a=a, b=other)
        owned: list[tuple[PartnerKey, Contact]] = [("a", one) for one in (first, *more)]
        if b:
            owned.append(("b", b))
        confirmed = [self.contacts.confirm(couple.id, key, one) for key, one in owned]
        due = self.preferences.reschedule(couple, [], self.clock())
        self.couples.create(couple, [*due, *confirmed])
        return couple

    def work(self) -> list[str]:
        """Send everything that is queued. Returns the ids of messages that failed."""
        return self.send(
            Arrived(str(number), body) for number, body in enumerate(self.queue.take())
        )

    def send(
        self, messages: Iterable[Arrived], seconds_left: Callable[[], float] = lambda: 120.0
    ) -> list[str]:
        return super().send(messages, seconds_left)

    def until(self, moment: datetime) -> None:
        """Live through every due moment up to this one: tick, then send."""
        while (due := self.next_due()) is not None and due <= moment:
            self.clock.now = max(self.clock.now, due)
            self.minute()
        self.clock.now = moment

    def minute(self) -> Planned:
        """What one minute does: a tick, what it handed on, and the sending."""
        planned = self.tick()
        while self.plan_queue.bodies:
            planned += self.go_on(self.plan_queue.bodies.pop(0))
        self.work()
        return planned

    def tick(self, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        return super().tick(seconds_left)

    def planner(self, seconds_left: Callable[[], float]) -> Planner:
        return replace(super().planner(seconds_left), page_size=self.page_size)

    def go_on(self, body: str, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        return super().go_on(body, seconds_left)

    def next_due(self) -> datetime | None:
        coming = [one["due_at"] for one in self.memory.items.values() if "due_shard" in one]
        return datetime.fromisoformat(min(coming)) if coming else None

    def text(self, sender: str, body: str, sid: str | None = None, media: str = "") -> str:
        """A text comes in; returns the answer."""
        inbound = Inbound(sid or f"SM{self.new_id()}", sender, body, media=media)
        return self.replies.handle(inbound, self.clock())

    # What there is to see

    def read(self, couple: Couple) -> Couple:
        found = self.couples.get(couple.id)
        assert found is not None
        return found

    def deliveries(self, couple: Couple) -> list[Item]:
        return self.table.query(keys.couple_pk(couple.id), keys.DELIVERY)

    def states(self, couple: Couple) -> dict[str, str]:
        """SK -> state of each slot in the ledger."""
        return {one["SK"].removeprefix(keys.DELIVERY): one["state"] for one in
                self.deliveries(couple)}  # fmt: skip

    def items(self) -> list[Item]:
        """The whole table, each item as whoever reads it knows it."""
        return [readable(one) for one in self.memory.items.values()]

    def everything(self) -> str:
        """The whole table as text, to look for what must not be in it."""
        return json.dumps([*self.memory.items.values()], default=str)


def _shipped(settings: Settings) -> Wiring:
    """Templates and library of one configuration: compiled and read once for all worlds.

    They hold no secret, and two secrets are never the same one.
    """
    sms = settings.sms and replace(settings.sms, kept_token=NO_SECRET)
    return _without_secrets(replace(settings, kept_key=NO_SECRET, sms=sms))


@cache
def _without_secrets(settings: Settings) -> Wiring:
    return Wiring(settings)


def links_in(text: str) -> list[str]:
    """Addresses in a message."""
    return re.findall(r"https?://\S+", text)


def form(**fields: Any) -> str:
    """A urlencoded body."""
    from urllib.parse import urlencode

    return urlencode(fields, doseq=True)
