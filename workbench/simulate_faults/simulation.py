"""One seed's simulation: the world, the people in it, and those who judge."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from workbench.simulate_faults.judges import Judges
from workbench.simulate_faults.people.arrivals import Arrivals
from workbench.simulate_faults.people.doers import Doers
from workbench.simulate_faults.people.homes import Homes
from workbench.simulate_faults.people.life import Life
from workbench.simulate_faults.people.upkeep import sweep
from workbench.simulate_faults.scenario import FIRST
from workbench.simulate_faults.world.border import Border
from workbench.simulate_faults.world.dice import Dice
from workbench.simulate_faults.world.events import Events
from workbench.simulate_faults.world.faulty_table import FaultyTable
from workbench.simulate_faults.world.functions import Functions
from workbench.simulate_faults.world.lambdas import DEAD, PLAN, SEND, Edges
from workbench.simulate_faults.world.queues import Grave, Queue, job_name, rest_name
from workbench.simulate_faults.world.reports import Reports
from workbench.simulate_faults.world.sqs import SqsClient
from workbench.simulate_faults.world.stage import Stage
from workbench.simulate_faults.world.storm import Storm
from workbench.simulate_faults.world.ticks import Ticks
from workbench.simulate_faults.world.trace import Trace
from workbench.simulate_faults.world.watched_table import WatchedTable
from workbench.simulate_faults.world.workers import Planners, Senders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.scenario import Scenario

Value = TypeVar("Value")
SETTLES_IN = timedelta(days=2)
REPLAYS = 4  # of dead letters, while everything settles
DOUBTS_END = timedelta(hours=26)
PAGE_SIZES = (1, 2, 200)
RATES = (0.1, 1.0, 100.0)  # messages a second that a channel's account allows
CEILINGS = (3, 1000, 1000, 1000)  # texts a day


class Simulation:
    """Everything put together; `run` once."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.stage = Stage(FIRST)
        self.events = Events()
        self.dice = Dice(scenario.seed, lambda: self.stage.now, scenario.only)
        self.trace = Trace(self.stage)
        self.store = WatchedTable(lambda: self.stage.now, self.events)
        storm = Storm(self.dice, FIRST, scenario.end)
        border = Border(self.stage, self.dice, storm, self.trace)
        self._sqs = SqsClient(border, {})
        edges = self._edges(border)
        self._functions = functions = Functions(edges, self.events)
        doers, self.homes = Doers(functions, self.events), Homes()
        arrivals = Arrivals(border, doers, scenario.end)
        self._life = Life(border, doers, self.homes, arrivals)
        self._ticks = Ticks(functions, self.store, self._life.meanwhile)
        self.judges = Judges(self.stage, self.events, self.dice, self._ticks.outages, edges.ceiling)
        self.events.committed += [self._ticks.committed, self.homes.committed]
        self.events.took += [Reports(functions, self.events).took, self._life.took]
        self.events.answered += [arrivals.answered]
        self._letters = self._queues(border)

    @property
    def verdicts(self) -> Verdicts:
        return self.judges.verdicts

    def run(self) -> Verdicts:
        with _logging_to(self.judges.log_watch):
            try:
                self._run()
            finally:
                self.stage.close()
        return self.verdicts

    def _edges(self, border: Border) -> Edges:
        table = FaultyTable(self.store, border)
        return Edges(
            border,
            self.events,
            table,
            self._sqs,
            page_size=self._one_of(PAGE_SIZES, "page size"),
            rate=self._one_of(RATES, "rate"),
            ceiling=self._one_of(CEILINGS, "ceiling"),
        )

    def _one_of(self, values: Sequence[Value], what: str) -> Value:
        """What this seed's world is like."""
        return values[self.dice.bits(what) % len(values)]

    def _queues(self, border: Border) -> Queue:
        """The send queue. All are known to the client."""
        senders = Senders(self._functions, self._life.sending)
        planners = Planners(self._functions)
        letters = Queue(border, self.events, job_name, senders.arrive)
        rest = Queue(border, self.events, rest_name, planners.arrive)
        self._sqs.queues.update({SEND: letters, PLAN: rest, DEAD: Grave(letters)})
        return letters

    def _run(self) -> None:
        self._ticks.plan_outages(FIRST, self.scenario.end)
        self._life.begin(self.scenario.couples)
        self.stage.run(self.scenario.end)
        self._settle()
        if not self.verdicts.broken:
            self.judges.in_the_end()

    def _settle(self) -> None:
        """No more faults. An operator replays dead letters, and sweeps up after the erased."""
        for _ in range(REPLAYS):
            self._letters.redrive()
            self.stage.run(self.stage.now + SETTLES_IN / REPLAYS)
        self.stage.run(self.stage.now + DOUBTS_END)
        for couple_id in self.homes.erased:
            self._functions.invoke("pages", f"sweep {couple_id}", partial(sweep, couple_id))
        self.stage.run(self.stage.now + timedelta(minutes=1))
        left = [key for key in self.store.items if key[0].partition("#")[2] in self.homes.erased]
        self.verdicts.hold(7, not left, f"of the erased there still is {left}")


@contextmanager
def _logging_to(watch: logging.Handler) -> Iterator[None]:
    """Our code's log goes to those who judge it, and nowhere else."""
    logger = logging.getLogger("chalicelib")
    before = logger.level, logger.propagate, logger.handlers
    logger.handlers, logger.propagate = [watch], False
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.level, logger.propagate, logger.handlers = before
