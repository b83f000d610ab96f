"""A world whose provider takes, refuses and dies at will, and looks at all that it is given."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from chalicelib import keys
from chalicelib.control import Control
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.model import SendError
from chalicelib.scheduling.due import local_time
from tests.delivery.evenings import Crash
from tests.racing import RacyWorld
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import Channel, CheckIn, Partner, PartnerKey, Small
    from chalicelib.delivery.model import Envelope, LedgerKey, Sender

Mood = Literal["takes", "takes, dies", "takes, silent", "dies", "silent", "later", "permanent"]
MOODS: tuple[Mood, ...] = (
    "takes", "takes, dies", "takes, silent", "dies", "silent", "later", "permanent",
)  # fmt: skip
ENDS = {"small": "22:00", "check_in": "21:00"}  # lights out; the end of the meeting


class Post:
    """One provider for both channels. `wrong` lists every broken promise."""

    def __init__(self, world: WatchedWorld) -> None:
        self.world = world
        self.moods: list[Mood] = []
        self.taken: list[Envelope] = []
        self.wrong: list[str] = []

    def send(self, envelope: Envelope) -> str:
        self.wrong += [
            f"{what}: {envelope}" for what, holds in self._promises(envelope) if not holds
        ]
        mood = self.moods.pop(0) if self.moods else "takes"
        if "takes" in mood:
            self.taken.append(envelope)
        if "dies" in mood:
            raise Crash
        if "silent" in mood:
            raise SendError("no answer", "unknown")
        if mood == "later":
            raise SendError("busy", "later")
        if mood == "permanent":
            raise SendError("no", "permanent", code="1")
        return f"provider-{len(self.taken)}"

    def _promises(self, envelope: Envelope) -> list[tuple[str, bool]]:
        """Held against the table as it stands at this very moment."""
        world, message = self.world, envelope.message
        couple = world.couples.get(envelope.key.pk.removeprefix("COUPLE#"))
        _, key, day, rhythm = envelope.key.sk.split("#")
        partner = couple.partner(_partner_key(key)) if couple else None
        if partner is None:
            return [("sent to nobody", False)]
        local = local_time(world.clock(), partner.zone)
        contact = partner.contact(message.channel)
        clock, until = f"{local:%H:%M}", ENDS[rhythm]
        return [
            ("sent before", envelope.key not in {one.key for one in self.taken}),
            ("held", not Control(world.table).held()),
            ("left or changed", contact is not None and contact.state == "confirmed"),
            ("to another address", contact is not None and contact.address == message.to),
            ("paused", not partner.paused_on(date.fromisoformat(day))),
            ("another channel", _choice(partner, rhythm).channel == message.channel),
            ("switched off", _choice(partner, rhythm).on),
            ("before its time", _time(partner, rhythm) <= clock),
            ("another day or too late", f"{local:%Y-%m-%d}" == day and clock < until),
            ("outside hours", message.channel == "email" or "08:00" <= clock < "21:00"),
            ("worth nothing", envelope.seconds_left > 0),
        ]


class WatchedWorld(RacyWorld):
    """Both channels go through one watched provider, and the queue delivers as SQS may."""

    @cached_property
    def post(self) -> Post:
        return Post(self)

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        return {"email": self.post, "sms": self.post}

    def deliver(self, which: int, *, again: bool) -> None:
        """One message of the queue; it comes `again`, or if we could not do it."""
        if not self.queue.bodies:
            return
        body = self.queue.bodies.pop(which % len(self.queue.bodies))
        failed = self.send([Arrived("it", body)])
        if again or failed:
            self.queue.bodies.append(body)

    def drain(self) -> None:
        """Everything is delivered until nothing is left, as it is in time."""
        Control(self.table).resume()
        self.post.moods = []
        self.memory.before = []
        while self.queue.bodies:
            self.deliver(0, again=False)

    def planned(self, key: LedgerKey) -> str:
        """The local time that a claimed slot was planned for."""
        claimed = self.ledger.find(key)
        assert claimed is not None
        return f"{local_time(datetime.fromisoformat(claimed['due_at']), NEW_YORK):%H:%M}"

    def every_state(self) -> set[str]:
        found = [
            item for key, item in self.memory.items.items() if key[1].startswith(keys.DELIVERY)
        ]
        return {item["state"] for item in found}


def _partner_key(key: str) -> PartnerKey:
    return "a" if key == "a" else "b"


def _choice(partner: Partner, rhythm: str) -> Small | CheckIn:
    return partner.small if rhythm == "small" else partner.check_in


def _time(partner: Partner, rhythm: str) -> str:
    """A quarter of an hour after the kids are down, unless they chose a time."""
    chosen = _choice(partner, rhythm)
    at = chosen.time or "20:15"
    return "20:45" if chosen.channel == "sms" and at >= "21:00" else at  # within the hours
