"""Every call across a boundary goes through here: it takes time, and anything may go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workbench.simulate_faults.world.places import DIES_AFTER, DIES_BEFORE, STALLS, TWICE
from workbench.simulate_faults.world.process import Died

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.places import Place
    from workbench.simulate_faults.world.process import Process
    from workbench.simulate_faults.world.stage import Stage
    from workbench.simulate_faults.world.storm import Storm
    from workbench.simulate_faults.world.trace import Trace

    Failure = Callable[[], Exception]

Answer = TypeVar("Answer")
STALL_FOR = (2.0, 15.0, 100.0, 800.0)  # seconds; the last is beyond the visibility timeout
ASKED_AGAIN_AFTER = (0.05, 0.05, 1.0, 9.0)  # seconds: botocore's backoff, or a read timeout


@dataclass(frozen=True, slots=True)
class Throws:
    """What is drawn for one call."""

    bits: int

    @property
    def before(self) -> float:
        return (1 + (self.bits & 31)) / 1000

    @property
    def after(self) -> float:
        return (1 + ((self.bits >> 5) & 31)) / 1000

    @property
    def side(self) -> int:
        return (self.bits >> 10) & 1

    @property
    def length(self) -> int:
        return (self.bits >> 11) & 3

    @property
    def first(self) -> float:
        return ((self.bits >> 16) & 0xFFFFFFFF) / 2**32

    @property
    def second(self) -> float:
        return (self.bits >> 48) / 2**16


@dataclass(slots=True)
class Border:
    """`call` does what was asked for, or not, or twice, and says what our side gets to see."""

    stage: Stage
    dice: Dice
    storm: Storm
    trace: Trace

    def call(
        self,
        place: Place,
        what: tuple[object, ...],
        effect: Callable[[], Answer],
        instead: Callable[[str, int], Callable[[], Answer] | None] = lambda _kind, _bits: None,
    ) -> Answer:
        """`instead` gives another effect for a kind of fault that is special to this call."""
        process = self.stage.running()
        process.calls += 1
        name = f"{process.name} #{process.calls}"
        throws = Throws(self.dice.bits(name))
        fault = self._fault(place, throws, name, process)
        self.trace.step(process.name, what, fault)
        self._wait(throws.before, fault, throws, side=0)
        if fault == DIES_BEFORE:
            self._die(process)
        if refuse := place.refusals.get(fault):
            raise refuse()
        outcome = self._effect(instead(fault, throws.bits) or effect)
        if fault == TWICE:
            self.stage.wait(ASKED_AGAIN_AFTER[throws.length])
            outcome = self._effect(effect)
        self._wait(throws.after, fault, throws, side=1)
        if fault == DIES_AFTER:
            self._die(process)
        if lose := place.losses.get(fault):
            raise lose()
        return outcome()

    def _fault(self, place: Place, throws: Throws, name: str, process: Process) -> str:
        kind = self.storm.strikes(place, throws.first, throws.second, self.stage.now)
        if not kind or not self.dice.let(kind, name):
            return ""
        process.faults.append(kind)
        return kind

    def _wait(self, seconds: float, fault: str, throws: Throws, side: int) -> None:
        stalls = fault == STALLS and throws.side == side
        self.stage.wait(seconds + (STALL_FOR[throws.length] if stalls else 0.0))

    def _effect(self, effect: Callable[[], Answer]) -> Callable[[], Answer]:
        """Do it; what comes back, or is raised, is known only when the answer arrives."""
        self.stage.step += 1
        try:
            answer = effect()
        except Exception as raised:  # noqa: BLE001 - a refusal is an answer, too
            error = raised

            def fail() -> Answer:
                raise error

            return fail
        return lambda: answer

    def _die(self, process: Process) -> None:
        process.gone = True
        raise Died
