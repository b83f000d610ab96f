"""How couples come to be: one signs up, the other joins and is admitted, both settle in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from workbench.simulate_faults.people.wants import DAY, DEEDS, HOUR, MINUTE

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.simulate_faults.people.doers import Doers
    from workbench.simulate_faults.people.household import Household, Person
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.world.border import Border

JOINS, IS_ADMITTED = 0.95, 0.9
NAGS_AFTER = 1.3 * DAY


@dataclass(slots=True)
class Arrivals:
    """Until `end`."""

    border: Border
    doers: Doers
    end: datetime
    _settled: set[Person] = field(default_factory=set)

    def arrive(self, home: Household, number: int) -> None:
        """Sign up, and again in a day or so if nothing has come of it."""
        if home.id is None and self.border.stage.now < self.end:
            name = f"couple {home.number} arrives {number}"
            self.doers.happen(home.people["a"], DEEDS["signs up"], name)
            again = partial(self.arrive, home, number + 1)
            self.border.stage.after(NAGS_AFTER, again)

    def answered(self, person: Person, deed: Deed, name: str) -> None:
        """They had their answer: what comes of it."""
        if deed.name == "taps":
            self._tapped(person, name)
        elif deed.name == "admits":
            self._settle(person.home.people["b"], name)
        elif deed.name == "turns away":
            again = f"{name} again"
            self.plan(person.home.people["b"], DEEDS["joins"], again, (HOUR, 2 * DAY))
        elif deed.name == "erases":
            self._start_anew(person.home, name)

    def plan(self, person: Person, deed: Deed, name: str, within: tuple[float, float]) -> None:
        """Let something happen within so many seconds."""
        if self.border.stage.now < self.end:
            wait = self.border.dice.between(*within, name, deed.name, "in")
            self.border.stage.after(wait, partial(self.doers.happen, person, deed, name))

    def _tapped(self, person: Person, name: str) -> None:
        home, throw = person.home, self.border.dice.chance(name)
        if person.key == "a" and self._settle(person, name) and throw < JOINS:
            self.plan(home.people["b"], DEEDS["joins"], f"{name} joins", (MINUTE, DAY))
        if person.key == "b" and person not in self._settled:
            what = "admits" if throw < IS_ADMITTED else "turns away"
            self.plan(home.people["a"], DEEDS[what], f"{name} joined", (MINUTE, 20 * HOUR))

    def _settle(self, person: Person, name: str) -> bool:
        """False if they have before."""
        if person in self._settled:
            return False
        self._settled.add(person)
        self.plan(person, DEEDS["settles in"], f"{name} settles", (MINUTE, HOUR))
        return True

    def _start_anew(self, home: Household, name: str) -> None:
        """They were erased, and think better of it."""
        home.id = None
        self._settled -= set(home.people.values())
        wait = self.border.dice.between(MINUTE, DAY, name, "again")
        self.border.stage.after(wait, partial(self.arrive, home, 1 + len(home.past)))
