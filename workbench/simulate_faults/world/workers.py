"""The workers behind the queues: one batch at a time, as Lambda polls for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.delivery.batch import Arrived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.simulate_faults.world.functions import Functions
    from workbench.simulate_faults.world.lambdas import Lambda
    from workbench.simulate_faults.world.queues import Letter

BATCHES = (1, 1, 2, 10)
POLL_AFTER = 0.03  # seconds
BEGINS_AFTER = 0.1  # seconds: what somebody does meanwhile has a start of that


@dataclass(slots=True)
class Senders:
    """Work on the send queue. `meanwhile` hears what will be worked on at once."""

    functions: Functions
    meanwhile: Callable[[str, str], object]
    _waiting: list[Letter] = field(default_factory=list)

    def arrive(self, letter: Letter) -> None:
        if not self._waiting:
            self.functions.edges.border.stage.after(POLL_AFTER, self._poll)
        self._waiting.append(letter)

    def _poll(self) -> None:
        border = self.functions.edges.border
        first = self._waiting[0]
        most = BATCHES[border.dice.bits("batch", first.known_as, first.received) % len(BATCHES)]
        letters, self._waiting = self._waiting[:most], self._waiting[most:]
        if self._waiting:
            border.stage.after(POLL_AFTER, self._poll)
        more = f" +{len(letters) - 1}" if letters[1:] else ""
        name = f"send {first.known_as} nr {first.received}{more}"
        for letter in letters:
            self.meanwhile(name, letter.body)
        begin = partial(self.functions.invoke, "send", name, partial(self._send, letters, name))
        border.stage.after(BEGINS_AFTER, begin)

    def _send(self, letters: Sequence[Letter], name: str, where: Lambda) -> None:
        process, at = self.functions.edges.border.stage.running(), letters[0]

        def messages() -> Iterator[Arrived]:
            nonlocal at
            for letter in letters:
                process.about = at = letter
                yield Arrived(letter.known_as, letter.body, letter.received)

        def seconds_left() -> float:
            return self.functions.seconds_left(f"{name}, at {at.known_as}")

        failed = where.send(messages(), seconds_left)
        for letter in letters:
            letter.deleted = letter.deleted or letter.known_as not in failed


@dataclass(slots=True)
class Planners:
    """Work on the plan queue: each message is tried once."""

    functions: Functions

    def arrive(self, letter: Letter) -> None:
        letter.deleted = True
        name = f"plan {letter.known_as}"
        self.functions.invoke("plan", name, partial(self._go_on, letter, name))

    def _go_on(self, letter: Letter, name: str, where: Lambda) -> None:
        where.go_on(letter.body, lambda: self.functions.seconds_left(name))
