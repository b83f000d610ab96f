"""When people do what: now and then, in the very seconds that matter, and after what came."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from workbench.simulate_faults.people.household import Household, Person
from workbench.simulate_faults.people.wants import DAY, DEEDS, HOUR, MINUTE, OFTEN, tap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.simulate_faults.people.arrivals import Arrivals
    from workbench.simulate_faults.people.doers import Doers
    from workbench.simulate_faults.people.homes import Homes
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.providers import Taken

CONFIRM = re.compile(r"/confirm/([\w-]+)")
COUPLE = re.compile(r"COUPLE#(\w+)")
MEANWHILE = "acts meanwhile"
WITHIN = 0.35  # seconds: what is worked on then takes about as long
ERASES, HOLDS = 0.04, 0.1  # of what happens meanwhile
EDITS = tuple(DEEDS[name] for name in ("chooses", "settles in", "moves the note", "saves the same"))
BOTH = 0.35  # how often both do something at the same moment
RAISES = 0.3  # of seeds
FROM_ONE_TO_THE_NEXT = (0.2 * DAY, 3.5 * DAY)
TAPS = 0.95  # of links that come
THANKS = 0.3  # of texts are answered with some


def _operator() -> Person:
    return Person(Household(0), "a", "", "UTC", "", "", "email")


@dataclass(slots=True)
class Life:
    """The people of one simulation."""

    border: Border
    doers: Doers
    homes: Homes
    arrivals: Arrivals
    operator: Person = field(default_factory=_operator)

    def begin(self, couples: int) -> None:
        dice = self.border.dice
        self.homes.build(dice, couples)
        for home in self.homes.all:
            first = dice.between(0, 6 * HOUR, "arrives", home.number)
            self.border.stage.after(first, partial(self.arrivals.arrive, home, 1))
            self._next_deed(home, 1)
        if dice.chance("raises") < RAISES:
            when = dice.between(0, 30 * DAY, "raises when")
            self.arrivals.plan(self.operator, DEEDS["raises reads"], "shards", (when, when))

    def took(self, taken: Taken) -> None:
        """Somebody has a message."""
        link, person = CONFIRM.search(taken.text), self.homes.person(taken.to)
        throw = self.border.dice.chance("answers", taken.known_as)
        if link and person and throw < TAPS:
            deed = tap(link[1], taken.channel)
            self.arrivals.plan(person, deed, f"link {taken.known_as}", (20, 5 * MINUTE))
        elif person and taken.channel == "sms" and throw < THANKS:
            name, deed = f"after {taken.known_as}", DEEDS["texts thanks"]
            self.arrivals.plan(person, deed, name, (MINUTE, HOUR))

    def meanwhile(self, process: str, couples: Sequence[str]) -> None:
        """Something of these couples is worked on: a good moment to change one's mind."""
        dice, storm = self.border.dice, self.border.storm
        rate = storm.rate(MEANWHILE, self.border.stage.now)
        for home in filter(None, map(self.homes.of, couples)):
            name = f"while {process} couple {home.number}"
            if dice.chance(name) < rate:
                self.arrivals.plan(*self._changes_mind(home, name), name, (0, WITHIN))
                if dice.chance(name, "both") < BOTH:
                    other = f"{name} too"
                    person, deed = self._one_of(home, other), self._some_deed(other)
                    self.arrivals.plan(person, deed, other, (0, WITHIN))

    def sending(self, process: str, body: str) -> None:
        """The same, for a message of the send queue."""
        message = json.loads(body)
        couple = COUPLE.findall(message["notice"]["pk"]) if "notice" in message else []
        self.meanwhile(process, couple or [message.get("slot", {}).get("couple", "")])

    def _next_deed(self, home: Household, number: int) -> None:
        name = f"couple {home.number} deed {number}"
        wait = self.border.dice.between(*FROM_ONE_TO_THE_NEXT, name)

        def happen() -> None:
            if home.id is not None:
                self.doers.happen(self._one_of(home, name), self._some_deed(name), name)
            self._next_deed(home, number + 1)

        if self.border.stage.now < self.arrivals.end:
            self.border.stage.after(wait, happen)

    def _changes_mind(self, home: Household, name: str) -> tuple[Person, Deed]:
        throw = self.border.dice.chance(name, "which")
        if throw < ERASES:
            return home.people["a"], DEEDS["erases"]
        if throw < HOLDS:
            return self.operator, DEEDS["holds"]
        if name.startswith("while tick"):
            return self._one_of(home, name), EDITS[self.border.dice.bits(name) % len(EDITS)]
        return self._one_of(home, name), self._some_deed(name)

    def _one_of(self, home: Household, name: str) -> Person:
        return home.people["b" if self.border.dice.bits(name, "who") & 1 else "a"]

    def _some_deed(self, name: str) -> Deed:
        return OFTEN[self.border.dice.bits(name, "what") % len(OFTEN)]
