"""From everything that struck to the few things that it takes to break the same promise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.simulate_faults.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.simulate_faults.promises.verdicts import Broken
    from workbench.simulate_faults.scenario import Scenario

MOST_RUNS = 400


@dataclass(slots=True)
class Shrinking:
    """Delta debugging: leaves out halves, quarters, and in the end single ones.

    `tried` hears after each run how many are left.
    """

    scenario: Scenario
    tried: Callable[[int], object] = lambda _: None
    runs: int = 0

    def shortest(self, broken: Broken) -> Simulation:
        """The simulation with the fewest things striking that still breaks the promise."""
        best = self._breaks(None, broken)
        if best is None:
            raise RuntimeError(f"seed {self.scenario.seed} does not replay")
        return self._by_parts(self._by_groups(best, broken), broken)

    def _by_groups(self, best: Simulation, broken: Broken) -> Simulation:
        """Leave out whole couples, then all that is of one kind."""
        arrivals = [[name] for name in best.dice.struck if " arrives " in name]
        kinds = Counter(best.dice.struck.values()).most_common()
        alike = [
            [name for name, its in best.dice.struck.items() if its == kind] for kind, _ in kinds
        ]
        for group in (*arrivals, *alike):
            left = [name for name in best.dice.struck if name not in group]
            if len(left) < len(best.dice.struck):
                best = self._breaks(left, broken) or best
        return best

    def _by_parts(self, best: Simulation, broken: Broken) -> Simulation:
        parts = 2
        while len(kept := list(best.dice.struck)) > 1 and self.runs < MOST_RUNS:
            left_out = self._without_one_part(kept, parts, broken)
            if left_out is not None:
                best, parts = left_out, max(parts - 1, 2)
            elif parts < len(kept):
                parts = min(2 * parts, len(kept))
            else:
                break
        return best

    def _without_one_part(
        self, kept: Sequence[str], parts: int, broken: Broken
    ) -> Simulation | None:
        size = -(-len(kept) // parts)
        for first in range(0, len(kept), size):
            found = self._breaks([*kept[:first], *kept[first + size :]], broken)
            if found is not None:
                return found
            if self.runs >= MOST_RUNS:
                break
        return None

    def _breaks(self, names: Sequence[str] | None, broken: Broken) -> Simulation | None:
        """Run it with only these, None for all."""
        self.runs += 1
        only = None if names is None else frozenset(names)
        simulation = Simulation(replace(self.scenario, only=only))
        verdicts = simulation.run()
        self.tried(len(simulation.dice.struck))
        same = any(one.promise == broken.promise for one in verdicts.broken)
        return simulation if same else None
