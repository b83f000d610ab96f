"""SQS: at least once, in no order, and gone for a while when taken."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.events import Events

MOST_TRIES = 5  # then it is a dead letter
VISIBILITY = 720.0  # seconds, as in the template
MOST_DOUBLED = 2  # copies of one try
UNDER_WAY = (0.02, 0.4)  # seconds
LATE_BY = (5.0, 30.0, 300.0, 1500.0)  # seconds
AGAIN_AFTER = (0.01, 0.3, 5.0, 60.0, 1000.0)  # seconds


@dataclass(eq=False, slots=True)
class Letter:
    """One message. `known_as` is the same in every replay."""

    body: str
    known_as: str
    received: int = 0
    deleted: bool = False


@dataclass(slots=True)
class Queue:
    """One queue. `arrive` hands over what is there; what is not deleted comes again."""

    border: Border
    events: Events
    name: Callable[[str], str]
    arrive: Callable[[Letter], object]
    dead: list[Letter] = field(default_factory=list)
    _copies: Counter[str] = field(default_factory=Counter)

    def send(self, body: str, delay: float) -> None:
        """Take a message, for certain. It may come late, and more than once."""
        tell(self.events.put, body)
        name = self.name(body)
        self._copies[name] += 1
        letter = Letter(body, f"{name}~{self._copies[name]}")
        stage, dice, now = self.border.stage, self.border.dice, self.border.stage.now
        storm, known_as = self.border.storm, letter.known_as
        wait = delay + dice.between(*UNDER_WAY, "under way", known_as)
        if dice.strikes("message late", storm.rate("message late", now), known_as):
            wait += LATE_BY[dice.bits("late by", known_as) % len(LATE_BY)]
        stage.after(wait, partial(self._deliver, letter))
        few = self._copies[name] <= MOST_DOUBLED  # what waits for long would become a flood
        if few and dice.strikes("message twice", storm.rate("message twice", now), known_as):
            again = AGAIN_AFTER[dice.bits("again after", known_as) % len(AGAIN_AFTER)]
            copy = Letter(body, f"{known_as}'")
            stage.after(wait + again, partial(self._deliver, copy))

    def redrive(self) -> None:
        """What an operator does with dead letters: let them come once more."""
        dead, self.dead = self.dead, []
        for letter in dead:
            letter.received = 0
            self.border.stage.after(0, partial(self._deliver, letter))

    def _deliver(self, letter: Letter) -> None:
        if letter.deleted:
            return
        if letter.received == MOST_TRIES:
            self.dead.append(letter)
            return
        letter.received += 1
        self.border.stage.after(VISIBILITY, partial(self._deliver, letter))
        self.arrive(letter)


@dataclass(frozen=True, slots=True)
class Grave:
    """The queue of dead letters of another one."""

    of: Queue

    def name(self, body: str) -> str:
        return f"dead {self.of.name(body)}"

    def send(self, body: str, delay: float) -> None:
        del delay
        tell(self.of.events.put, body)
        self.of.dead.append(Letter(body, f"{self.name(body)}~{len(self.of.dead)}"))


def job_name(body: str) -> str:
    """What a message of the send queue is about, short and the same in every replay."""
    message = json.loads(body)
    if "slot" in message:
        one = message["slot"]
        what = f"{one['couple'][:4]}.{one['partner']} {one['date']} {one['rhythm']}"
    else:
        one = message["notice"]
        what = f"{one['pk'].partition('#')[2][:4]}.{one['partner']} {one['name']}"
    fallback = " fallback" if message.get("fallback") else ""
    return f"{what}{fallback} try {message['attempt']}"


def rest_name(body: str) -> str:
    rest = json.loads(body)["rest"]
    return f"rest of {rest['shard']} at {rest['until']}"
