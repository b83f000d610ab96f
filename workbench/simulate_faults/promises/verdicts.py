"""Which promises were held to what happened, how often, and which were broken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from workbench.simulate_faults.world.stage import Stage

# By their numbers in the design.
PROMISES: Mapping[int, str] = {
    0: "our code ends by no error but those that it expects",
    1: "a slot or notice is sent at most once",
    2: "nothing is sent to who left, paused or was erased, while all is held, or out of hours",
    3: "nothing that is due is lost",
    4: "nothing is sent too late, in a burst, or past the ceiling on texts",
    5: "what somebody kept private stays theirs",
    6: "no address, token or words in queues and logs",
    7: "at the time that was asked for; the ledger only moves forward",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept. `near` is when it happened, if it was found out later."""

    promise: int
    what: str
    at: datetime
    near: datetime | None = None

    def words(self) -> str:
        promise = f"promise {self.promise} ({PROMISES[self.promise]})"
        return f"{promise} at {self.at:%Y-%m-%d %H:%M:%S}Z: {self.what}"


@dataclass(slots=True)
class Verdicts:
    """The first broken promise ends the simulation."""

    stage: Stage
    broken: list[Broken] = field(default_factory=list)
    checked: Counter[int] = field(default_factory=Counter)

    def hold(self, promise: int, kept: bool, what: str, near: datetime | None = None) -> None:
        """Check one thing."""
        self.checked[promise] += 1
        if not kept:
            self.broken.append(Broken(promise, what, self.stage.now, near))
            self.stage.over = True
