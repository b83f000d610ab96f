"""Runs one process's share: jumps from event to event until the time is over."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.control import Control
from workbench.simulate.figures import Figures
from workbench.simulate.population import family
from workbench.simulate.scenario import HOLD, OUTAGE
from workbench.simulate.simulation import Simulation
from workbench.simulate.world import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbench.simulate.household import Violation
    from workbench.simulate.scenario import Interruption, Scenario

    Progress = Callable[[int], object]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LATE = timedelta(hours=1)
TOO_LITTLE = 10.0  # seconds: a tick with so much to make up for hands on what is beyond one page


@dataclass(slots=True)
class Result:
    """What was found. Results of several processes add up."""

    figures: Figures = field(default_factory=Figures)
    violations: list[Violation] = field(default_factory=list)

    def add(self, other: Result) -> None:
        self.figures.add(other.figures)
        self.violations += other.violations


def run(scenario: Scenario, numbers: Iterable[int], progress: Progress) -> Result:
    """Simulate the couples of these numbers. `progress` is told of each day they lived."""
    with _quietly():
        return Run(Simulation(scenario)).all_of(numbers, progress)


@dataclass(slots=True)
class Run:
    """The loop around a simulation."""

    simulation: Simulation
    _last_tick: datetime | None = None

    def all_of(self, numbers: Iterable[int], progress: Progress) -> Result:
        simulation, numbers = self.simulation, list(numbers)
        world, scenario = simulation.world, simulation.scenario
        for number in numbers:
            one = family(scenario, number)
            world.timeline.add(one.signs_up, partial(simulation.arrivals.sign_up, one))
        for interruption in simulation.interruptions:
            self._plan(interruption)
        for day in range(1, scenario.days + 1):
            self._until(scenario.start + day * DAY)
            progress(len(numbers))
        return self._result()

    def _until(self, end: datetime) -> None:
        simulation = self.simulation
        world = simulation.world
        while True:
            happens, ticks = world.timeline.next(), self._next_tick()
            if happens is not None and happens < end and (ticks is None or happens <= ticks):
                world.clock.move_to(happens)
                world.timeline.pop()()
            elif ticks is not None and ticks < end:
                world.clock.move_to(ticks)
                self._tick(ticks)
            else:
                break
            simulation.expectations.settle()
        world.clock.move_to(end)

    def _next_tick(self) -> datetime | None:
        """The first whole minute with something due in it; ticks before it would find nothing."""
        world = self.simulation.world
        due = world.table.next_due()
        if due is None:
            return None
        at = max(datetime.fromisoformat(due), _whole_minute(world.clock.now))
        if self._last_tick is not None:
            at = max(at, self._last_tick + MINUTE)
        for one in self.simulation.interruptions:
            if one.name == OUTAGE and one.covers(at):
                return one.end
        return at

    def _tick(self, at: datetime) -> None:
        simulation, world = self.simulation, self.simulation.world
        late = self._last_tick is not None and at - self._last_tick > LATE
        self._last_tick = at
        refused = world.queue.refused
        planned = world.tick(lambda: TOO_LITTLE if late else ENOUGH)
        if planned.set_aside or planned.failed > world.queue.refused - refused:
            simulation.violated(None, f"planning failed: {planned}")

    def _plan(self, interruption: Interruption) -> None:
        simulation = self.simulation
        timeline = simulation.world.timeline
        control = Control(simulation.world.table)

        if interruption.name == HOLD:
            hold = partial(control.hold, "simulated", interruption.start)
            timeline.add(interruption.start, hold)
            timeline.add(interruption.end, control.resume)

        def over() -> None:
            for household in simulation.households.values():
                simulation.expectations.close(household)

        timeline.add(interruption.end, over)

    def _result(self) -> Result:
        simulation = self.simulation
        world, households = simulation.world, simulation.households.values()
        simulation.expectations.finish(households)
        due = world.table.next_due()
        if due is not None and datetime.fromisoformat(due) < world.clock() - MINUTE:
            simulation.violated(None, f"something is still due since {due}")
        figures = simulation.counting.finish(world, households)
        return Result(figures, simulation.violations)


def _whole_minute(moment: datetime) -> datetime:
    """This one or the next: ticks come on the minute."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE


@contextmanager
def _quietly() -> Iterator[None]:
    """Without a line for everything that a provider put off."""
    logger = logging.getLogger("chalicelib")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
