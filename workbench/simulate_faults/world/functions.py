"""Invoking our Lambdas: warm ones are used again, and whoever died is not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.simulate_faults.world.events import tell
from workbench.simulate_faults.world.lambdas import Lambda
from workbench.simulate_faults.world.process import Invocation, Process

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.world.events import Events
    from workbench.simulate_faults.world.lambdas import Edges

MOST_OFF = 2.0  # seconds that a clock is off
PLENTY, LITTLE = 45.0, 5.0  # seconds left of an invocation
NEEDS_LITTLE_TIME = "has little time"


@dataclass(slots=True)
class Functions:
    """`events` hears of each process that came to its end, and of the exception it ended by."""

    edges: Edges
    events: Events
    _warm: defaultdict[str, list[Lambda]] = field(default_factory=lambda: defaultdict(list))
    _names: Counter[str] = field(default_factory=Counter)

    def invoke(
        self,
        function: str,
        name: str,
        act: Callable[[Lambda], object],
        done: Callable[[], object] = lambda: None,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Start a process. Afterwards it is `done`, or it `failed`: by an exception, or it died."""
        warm = self._warm[function]
        where = warm.pop() if warm else Lambda(self.edges.settings, self.edges)
        process = self._process(name)

        def ended(error: Exception | None) -> None:
            warm.append(where)
            tell(self.events.ended, process, error)
            (failed if error else done)()

        invocation = Invocation(process, lambda: act(where), ended, failed)
        self.edges.border.stage.start(invocation)

    def seconds_left(self, name: str) -> float:
        """How much of an invocation is left, when it asks."""
        border = self.edges.border
        rate = border.storm.rate(NEEDS_LITTLE_TIME, border.stage.now)
        return LITTLE if border.dice.strikes(NEEDS_LITTLE_TIME, rate, name) else PLENTY

    def _process(self, name: str) -> Process:
        self._names[name] += 1
        if self._names[name] > 1:
            name = f"{name} ({self._names[name]})"
        border = self.edges.border
        process = Process(name)
        if border.dice.strikes("clock off", border.storm.rate("clock off", border.stage.now), name):
            off = border.dice.between(-MOST_OFF, MOST_OFF, "clock off by", name)
            process.skew = timedelta(seconds=off)
        return process
